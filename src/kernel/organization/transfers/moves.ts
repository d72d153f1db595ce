import { addDays, isDay } from '../../calendar/days.ts'
import type { LeftReason } from '../../registers/leftRows.ts'
import { dayWords } from '../../words/days.ts'
import type { Words } from '../../words/words.ts'
import { covers } from '../dates.ts'
import type { OrganizationView, PersonView } from '../types.ts'
import { transferFault } from './faults.ts'
import { nameKey } from './names.ts'
import { numberKey, PersonNames } from './persons.ts'
import { namesEvent, SectionNames } from './sections.ts'
import { changesBetween, staffRecordOf } from './staffRecord.ts'
import type { Move, PersonFacts, TransferFault, TransferListRow, TransferList } from './types.ts'
import { isConcurrent, StaffRecordReader } from './staffRecordReader.ts'

/** What becomes of everybody, and every line that cannot be read. */
export interface MovesResult {
  readonly moves: readonly Move[]
  readonly faults: readonly TransferFault[]
}

/** The lines that speak of one person. */
interface RowGroup {
  readonly person?: PersonView
  readonly main: TransferListRow[]
  readonly more: TransferListRow[]
}

const leavingPattern = /退職|離職|転出|免職|失職|死亡|任期満了|派遣終了|退任/

const joiningPattern = /^(?:新規)?採用|^新採|^新任用|^任用$/

/** How a row that was left out is told. */
const leftWords: Readonly<Record<LeftReason, Words>> = {
  title: { ja: '表題', en: 'title' },
  heading: { ja: '見出し', en: 'heading' },
  hidden: { ja: '隠れた行', en: 'hidden row' },
  total: { ja: '合計', en: 'total' },
  note: { ja: '注記', en: 'note' },
  section: { ja: '区切りの行', en: 'section' },
  example: { ja: '記入例', en: 'example' },
}

/** The line above by which a person leaves: the nearest that says what becomes of people. */
function leavingSection({ sections = [] }: TransferListRow): string | undefined {
  const nearest = sections.find((section) => namesEvent(section))
  return nearest !== undefined && leavingPattern.test(nearest) ? nearest : undefined
}

/**
 * Whether somebody joins under the name of a person who is already here, with nothing that tells
 * the two apart.
 */
function joinsAgain(row: TransferListRow, person: PersonView, dayBefore: string): boolean {
  return (
    numberKey(row.number) === '' &&
    joiningPattern.test((row.event ?? '').normalize('NFKC').trim()) &&
    covers(person, dayBefore)
  )
}

function otherDay(row: TransferListRow, name: string, on: string): TransferFault[] {
  const day = row.day ?? ''
  if (day === '' || day === on) return []
  const at = { row: row.row, name, column: '発令日', value: day }
  return isDay(day)
    ? [transferFault('other-day', { day: dayWords(day), on: dayWords(on) }, at)]
    : [transferFault('bad-date', { name: day }, at)]
}

/** Reads a list against the organization: who joins, moves, leaves or stays. */
export function readMoves(
  list: TransferList,
  org: OrganizationView,
  facts: ReadonlyMap<string, PersonFacts>,
): MovesResult {
  const faults: TransferFault[] = []
  const groups = groupByPerson(list, new PersonNames(org, facts), org, faults)
  const recordReader = new StaffRecordReader(list, org)
  const dayBefore = addDays(list.on, -1)
  const moves = [...groups.values()].flatMap((rowGroup) =>
    readMove(rowGroup, list, recordReader, facts, dayBefore, faults),
  )
  return {
    moves: list.everyone ? [...moves, ...absentLeavers(moves, list, org, facts, dayBefore)] : moves,
    faults,
  }
}

function groupByPerson(
  list: TransferList,
  names: PersonNames,
  org: OrganizationView,
  faults: TransferFault[],
): Map<string, RowGroup> {
  const groups = new Map<string, RowGroup>()
  const units = new SectionNames(org)
  for (const row of list.lines) {
    const name = (row.name ?? '').trim()
    if (row.left !== undefined) {
      if (row.left !== 'section' || !units.isHeading(name))
        faults.push(
          transferFault('row-left', { text: name, why: leftWords[row.left] }, { row: row.row }),
        )
      continue
    }
    faults.push(...otherDay(row, name, list.on))
    if (name === '' && numberKey(row.number) === '') {
      faults.push(transferFault('no-person', {}, { row: row.row }))
      continue
    }
    const match = names.find(row)
    if ('several' in match) {
      faults.push(transferFault('name-twice', { name }, { row: row.row, name, column: '職員番号' }))
      continue
    }
    const person = 'one' in match ? match.one : undefined
    if (person !== undefined && joinsAgain(row, person, addDays(list.on, -1))) {
      faults.push(
        transferFault('joins-again', { name }, { row: row.row, name, column: '職員番号' }),
      )
      continue
    }
    const other =
      person === undefined || name === '' || nameKey(person.name) === nameKey(name)
        ? undefined
        : person
    if (other !== undefined) faults.push(...nameConflict(row, name, other, names))
    const key =
      person?.id ?? `new:${numberKey(row.number) || `${nameKey(name)}/${nameKey(row.kana ?? '')}`}`
    const rowGroup = groups.get(key) ?? {
      ...(person === undefined ? {} : { person }),
      main: [],
      more: [],
    }
    ;(isConcurrent(row) ? rowGroup.more : rowGroup.main).push(row)
    groups.set(key, rowGroup)
  }
  return groups
}

/**
 * The number is one person's, the name is another: of somebody else here, or a new name of the
 * same.
 */
function nameConflict(
  row: TransferListRow,
  name: string,
  person: PersonView,
  names: PersonNames,
): TransferFault[] {
  const at = { row: row.row, name, person: person.id, column: '氏名', value: name }
  const { number: _, ...unnumbered } = row
  if (!('none' in names.find(unnumbered)))
    return [
      transferFault(
        'number-of-other',
        { number: (row.number ?? '').trim(), name, other: person.name },
        at,
      ),
    ]
  return [transferFault('renamed', { before: person.name, after: name }, at)]
}

function readMove(
  rowGroup: RowGroup,
  list: TransferList,
  recordReader: StaffRecordReader,
  facts: ReadonlyMap<string, PersonFacts>,
  dayBefore: string,
  faults: TransferFault[],
): Move[] {
  const {
    person,
    main: [main, ...duplicates],
    more,
  } = rowGroup
  if (main === undefined) {
    for (const row of more)
      faults.push(
        transferFault(
          'concurrent-alone',
          { name: row.name?.trim() ?? person?.name ?? '' },
          { row: row.row, name: row.name?.trim() ?? '' },
        ),
      )
    return []
  }
  const name = main.name?.trim() || person?.name || ''
  if (duplicates.length > 0) {
    for (const row of rowGroup.main) {
      const rows = rowGroup.main
        .filter((other) => other !== row)
        .map((other) => other.row)
        .join('、')
      faults.push(
        transferFault(
          'duplicate',
          { name, rows },
          { row: row.row, name, ...(person && { person: person.id }) },
        ),
      )
    }
    return []
  }
  const before =
    person && covers(person, dayBefore)
      ? staffRecordOf(person, facts.get(person.id), dayBefore)
      : undefined
  const base = { row: main.row, ...(person && { person: person.id }), ...(before && { before }) }
  const section = (main.event ?? '') === '' ? leavingSection(main) : undefined
  if (section !== undefined || leavingPattern.test(main.event ?? '')) {
    const at = { row: main.row, name, ...(person && { person: person.id }) }
    if (before === undefined) faults.push(transferFault('leaver-unknown', { name }, at))
    else if (section !== undefined)
      faults.push(transferFault('leaves-by-section', { name, section }, at))
    return before ? [{ ...base, kind: 'left', changes: [] }] : []
  }
  const currentRecord =
    before ?? (person && { ...staffRecordOf(person, facts.get(person.id), list.on), until: null })
  const after = recordReader.read({ main, more }, currentRecord, faults)
  if (before === undefined) return [{ ...base, kind: 'joined', after, changes: [] }]
  const changes = changesBetween(before, after)
  return [{ ...base, kind: changes.length === 0 ? 'unchanged' : 'moved', after, changes }]
}

/**
 * Who stands in no line of a list of everybody leaves, where the list speaks of people of that
 * employment at all.
 */
function absentLeavers(
  moves: readonly Move[],
  list: TransferList,
  org: OrganizationView,
  facts: ReadonlyMap<string, PersonFacts>,
  dayBefore: string,
): Move[] {
  const listed = new Set(moves.map((move) => move.person))
  const employments = new Set(
    moves.flatMap((move) => [move.after?.employment ?? '', move.before?.employment ?? '']),
  )
  return [...org.persons.values()]
    .filter(
      (person) =>
        !listed.has(person.id) &&
        covers(person, dayBefore) &&
        covers(person, list.on) &&
        employments.has(person.employment),
    )
    .map((person) => ({
      kind: 'left',
      person: person.id,
      before: staffRecordOf(person, facts.get(person.id), dayBefore),
      changes: [],
    }))
}
