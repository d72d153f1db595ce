import { addDays } from '../../calendar/days.ts'
import { covers } from '../dates.ts'
import type { OrganizationView, PersonView } from '../types.ts'
import { transferFault } from './faults.ts'
import { nameKey } from './names.ts'
import { numberKey, PersonNames } from './persons.ts'
import { changesBetween, standingOf } from './standing.ts'
import type { Move, PersonFacts, TransferFault, TransferLine, TransferList } from './types.ts'
import { isConcurrent, Wanted } from './wanted.ts'

/** What becomes of everybody, and every line that cannot be read. */
export interface Moves {
  readonly moves: readonly Move[]
  readonly faults: readonly TransferFault[]
}

/** The lines that speak of one person. */
interface Meant {
  readonly person?: PersonView
  readonly main: TransferLine[]
  readonly more: TransferLine[]
}

const leaving = /退職|離職|転出|免職|失職|死亡|任期満了|派遣終了|退任/

/** Reads a list against the organization: who joins, moves, leaves or stays. */
export function movesOf(
  list: TransferList,
  org: OrganizationView,
  facts: ReadonlyMap<string, PersonFacts>,
): Moves {
  const faults: TransferFault[] = []
  const meant = group(list, new PersonNames(org, facts), faults)
  const wanted = new Wanted(list, org)
  const eve = addDays(list.on, -1)
  const moves = [...meant.values()].flatMap((one) => moveOf(one, list, wanted, facts, eve, faults))
  return {
    moves: list.everyone ? [...moves, ...missing(moves, list, org, facts, eve)] : moves,
    faults,
  }
}

function group(
  list: TransferList,
  names: PersonNames,
  faults: TransferFault[],
): Map<string, Meant> {
  const meant = new Map<string, Meant>()
  for (const line of list.lines) {
    const name = (line.name ?? '').trim()
    if (name === '' && numberKey(line.number) === '') {
      faults.push(transferFault('no-person', {}, { row: line.row }))
      continue
    }
    const found = names.find(line)
    if ('several' in found) {
      faults.push(
        transferFault('name-twice', { name }, { row: line.row, name, column: '職員番号' }),
      )
      continue
    }
    const person = 'one' in found ? found.one : undefined
    const other =
      person === undefined || name === '' || nameKey(person.name) === nameKey(name)
        ? undefined
        : person
    if (other !== undefined) faults.push(...otherName(line, name, other, names))
    const key =
      person?.id ??
      `new:${numberKey(line.number) || `${nameKey(name)}/${nameKey(line.kana ?? '')}`}`
    const one = meant.get(key) ?? {
      ...(person === undefined ? {} : { person }),
      main: [],
      more: [],
    }
    ;(isConcurrent(line) ? one.more : one.main).push(line)
    meant.set(key, one)
  }
  return meant
}

/** The number is one person's, the name is another: of somebody else here, or a new name of the same. */
function otherName(
  line: TransferLine,
  name: string,
  person: PersonView,
  names: PersonNames,
): TransferFault[] {
  const at = { row: line.row, name, person: person.id, column: '氏名', value: name }
  const { number: _, ...unnumbered } = line
  if (!('none' in names.find(unnumbered)))
    return [
      transferFault(
        'number-of-other',
        { number: (line.number ?? '').trim(), name, other: person.name },
        at,
      ),
    ]
  return [transferFault('renamed', { before: person.name, after: name }, at)]
}

function moveOf(
  meant: Meant,
  list: TransferList,
  wanted: Wanted,
  facts: ReadonlyMap<string, PersonFacts>,
  eve: string,
  faults: TransferFault[],
): Move[] {
  const {
    person,
    main: [main, ...twice],
    more,
  } = meant
  if (main === undefined) {
    for (const line of more)
      faults.push(
        transferFault(
          'concurrent-alone',
          { name: line.name?.trim() ?? person?.name ?? '' },
          { row: line.row, name: line.name?.trim() ?? '' },
        ),
      )
    return []
  }
  const name = main.name?.trim() || person?.name || ''
  if (twice.length > 0) {
    for (const line of meant.main) {
      const rows = meant.main
        .filter((other) => other !== line)
        .map((other) => other.row)
        .join('、')
      faults.push(
        transferFault(
          'duplicate',
          { name, rows },
          { row: line.row, name, ...(person && { person: person.id }) },
        ),
      )
    }
    return []
  }
  const before =
    person && covers(person, eve) ? standingOf(person, facts.get(person.id), eve) : undefined
  const base = { row: main.row, ...(person && { person: person.id }), ...(before && { before }) }
  if (leaving.test(main.event ?? '')) return before ? [{ ...base, kind: 'left', changes: [] }] : []
  const known =
    before ?? (person && { ...standingOf(person, facts.get(person.id), list.on), until: null })
  const after = wanted.standing({ main, more }, known, faults)
  if (before === undefined) return [{ ...base, kind: 'joined', after, changes: [] }]
  const changes = changesBetween(before, after)
  return [{ ...base, kind: changes.length === 0 ? 'unchanged' : 'moved', after, changes }]
}

/** Who stands in no line of a list of everybody leaves, where the list speaks of people of that employment at all. */
function missing(
  moves: readonly Move[],
  list: TransferList,
  org: OrganizationView,
  facts: ReadonlyMap<string, PersonFacts>,
  eve: string,
): Move[] {
  const listed = new Set(moves.map((move) => move.person))
  const employments = new Set(
    moves.flatMap((move) => [move.after?.employment ?? '', move.before?.employment ?? '']),
  )
  return [...org.persons.values()]
    .filter(
      (person) =>
        !listed.has(person.id) &&
        covers(person, eve) &&
        covers(person, list.on) &&
        employments.has(person.employment),
    )
    .map((person) => ({
      kind: 'left',
      person: person.id,
      before: standingOf(person, facts.get(person.id), eve),
      changes: [],
    }))
}
