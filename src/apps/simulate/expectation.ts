import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Carrier } from '#kernel/packs/carriers.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { itemsAsked, listsOf } from '#kernel/rounds/index.ts'
import { standingStates, worst } from '#kernel/status/index.ts'
import type { ProvisionState, StandingState } from '#kernel/status/index.ts'
import type { Ledger, Occurrence } from './ledger.ts'

/** A day so far ahead is not due yet. Milliseconds. */
const soon = 30 * 86_400_000

export interface Mismatch {
  readonly ref: string
  readonly map: ProvisionState
  readonly expected: StandingState
  /** What is known of each of its mechanisms. */
  readonly because: readonly string[]
}

export interface Comparison {
  /** Provisions of which everything is known, and those of which a part is. */
  readonly exact: number
  readonly partly: number
  readonly mismatches: readonly Mismatch[]
}

/**
 * Compares the map with what follows from what was done. Where all that carries a provision is
 * recurring work, the states must be the same; where other things carry it, too, the map must not say
 * better of it.
 */
export function compare(
  pack: Pack,
  ledger: Ledger,
  now: string,
  map: readonly { readonly ref: string; readonly state: ProvisionState }[],
): Comparison {
  const facts = expectations(pack, ledger, now)
  const carriers = carriersOf(pack)
  const byRef = new Map<string, Carrier[]>()
  for (const carrier of carriers)
    for (const ref of carrier.carries) byRef.set(ref, [...(byRef.get(ref) ?? []), carrier])
  const mismatches: Mismatch[] = []
  let [exact, partly] = [0, 0]
  for (const { ref, state } of map) {
    const known = (byRef.get(ref) ?? []).map((carrier) => ({ carrier, state: facts(carrier) }))
    const states = known.flatMap((each) => each.state ?? [])
    if (states.length === 0 || !known.some(({ carrier }) => isRecurring(carrier))) continue
    const expected = worst(states)
    const isExact = states.length === known.length
    if (isExact) exact += 1
    else partly += 1
    const isSame = isExact ? state === expected : rank(state) >= rank(expected)
    // An exception changes what is said, not what was done.
    if (isSame || state === 'excepted') continue
    mismatches.push({
      ref,
      map: state,
      expected,
      because: known.map((each) => `${each.carrier.path}：${each.state ?? '？'}`),
    })
  }
  return { exact, partly, mismatches }
}

const rank = (state: ProvisionState): number => standingStates.indexOf(state as StandingState)

const isRecurring = ({ path }: Carrier): boolean => /^(?:checklists|rounds|choices)\//.test(path)

/** What is expected of each mechanism; undefined where the simulator does not know. */
function expectations(
  pack: Pack,
  ledger: Ledger,
  now: string,
): (carrier: Carrier) => StandingState | undefined {
  const byRound = Map.groupBy(ledger.occurrences.values(), ({ round }) => round)
  const rounds = [...pack.rounds.values()]
  const asks = new Map(rounds.map((round) => [round.id, asked(pack, round)]))
  const roundState = ({ id }: Round): StandingState | undefined => stateOf(byRound.get(id), now)
  const all = (of: readonly Round[]): StandingState | undefined => {
    const states = of.map(roundState)
    return states.includes(undefined) ? undefined : worst(states.flatMap((state) => state ?? []))
  }
  const inSteps = new Set(
    [...pack.procedures.values()].flatMap(({ steps }) =>
      [...steps.values()]
        .flatMap(listsOf)
        .flatMap((list) => itemsAsked(pack.checklists, list).map((asked) => asked.path)),
    ),
  )
  return ({ path, applies }) => {
    if (applies !== undefined) return undefined
    const [folder, id = '', part, item = ''] = path.split('/')
    // What a step of a case or an audit looks at is not what a round asks.
    if (part === 'view' || inSteps.has(path)) return undefined
    switch (folder) {
      case 'rounds': {
        const round = pack.rounds.get(id)
        return round === undefined ? undefined : roundState(round)
      }
      case 'checklists': {
        if (item === '') {
          const of = rounds.filter((round) => asks.get(round.id)?.checklists.has(id))
          return of.length === 0 ? 'stated' : all(of)
        }
        if (pack.checklists.get(id)?.items.find((each) => each.id === item)?.applies)
          return undefined
        const of = rounds.filter((round) => asks.get(round.id)?.items.has(path))
        const answering = of.filter((round) => asks.get(round.id)?.by === 'answers')
        if (of.length === 0) return 'stated'
        const occurrences = (rounds: readonly Round[]) =>
          rounds.flatMap((each) => byRound.get(each.id) ?? [])
        if (answering.length > 0)
          return itemState(ledger, occurrences(answering), occurrences(of), path, now)
        const state = all(of)
        return state === 'proved' ? 'declared' : state
      }
      case 'choices': {
        const type = pack.choices.get(id)?.type
        const readers = rounds.filter(({ choices }) => choices.includes(id))
        return (type === 'cadence' || type === 'span') && readers.length > 0
          ? all(readers)
          : 'stated'
      }
      case 'handling':
      case 'documents':
      case 'contacts':
        return 'stated'
      default:
        return undefined
    }
  }
}

/** What a round asks, and whether it wants answers or that it is read. */
function asked({ checklists }: Pick<Pack, 'checklists'>, { closedBy }: Round) {
  const closing =
    closedBy.find(({ kind }) => kind === 'answers') ??
    closedBy.find(({ kind }) => kind === 'reading')
  if (closing === undefined || !('checklist' in closing))
    return { by: 'elsewhere', items: new Set<string>(), checklists: new Set<string>() } as const
  const items = itemsAsked(checklists, closing.checklist)
  return {
    by: closing.kind,
    items: new Set(items.map(({ path }) => path)),
    checklists: new Set([closing.checklist, ...items.map(({ checklist }) => checklist)]),
  } as const
}

function openStates(open: readonly Occurrence[], now: string): StandingState[] {
  const left = open.map(({ dueAt }) => Date.parse(dueAt) - Date.parse(now))
  return [
    ...(left.some((time) => time < 0) ? ['late' as const] : []),
    ...(left.some((time) => time >= 0 && time < soon) ? ['due' as const] : []),
  ]
}

/** A round: late, due, without anybody, or as its last proof was. */
function stateOf(of: readonly Occurrence[] = [], now: string): StandingState | undefined {
  if (of.length === 0) return undefined
  const open = of.filter(({ closed }) => closed === undefined)
  const closed = of.flatMap((each) => each.closed ?? [])
  const through = new Set(of.flatMap((each) => (each.closed === undefined ? [] : [each.subject])))
  const last = closed.toSorted((one, other) => (one.at < other.at ? -1 : 1)).at(-1)
  return worst([
    last === undefined || open.some(({ subject }) => !through.has(subject))
      ? 'set-up'
      : last.proved
        ? 'proved'
        : 'declared',
    ...(open.some(({ manned }) => !manned) ? ['not-set-up' as const] : []),
    ...openStates(open, now),
  ])
}

/**
 * An item: by the last answer of each of its subjects, and where it is asked, or is to be read, and
 * that was not done.
 */
function itemState(
  ledger: Ledger,
  of: readonly Occurrence[],
  asking: readonly Occurrence[],
  path: string,
  now: string,
): StandingState | undefined {
  if (of.length === 0) return undefined
  const isOpen = ({ closed }: Occurrence): boolean => closed === undefined
  const unanswered = asking.filter(
    (each) => isOpen(each) && each.items.has(path) && !each.answered.has(path),
  )
  const answers = ledger.answers.get(path) ?? new Map<string, never>()
  const given = [...answers.values()]
  const isAll = unanswered.every(({ subject }) => answers.has(subject))
  const isOf = (...outcomes: readonly string[]) =>
    given.filter(({ outcome }) => outcomes.includes(outcome))
  const declared = [
    ...isOf('kept').filter(({ proved }) => !proved),
    ...isOf('mended').filter(({ looked }) => !looked),
  ]
  const proved = [
    ...isOf('kept').filter((each) => each.proved),
    ...isOf('mended').filter(({ looked }) => looked),
  ]
  return worst([
    given.length === 0 || !isAll || isOf('waiting').length > 0
      ? 'set-up'
      : declared.length > 0
        ? 'declared'
        : proved.length > 0
          ? 'proved'
          : isOf('waived').length > 0
            ? 'not-applicable'
            : 'set-up',
    ...(given.some(({ finding }) => finding !== 'none') ? ['finding' as const] : []),
    ...(of.some((each) => isOpen(each) && !each.manned) ? ['not-set-up' as const] : []),
    ...openStates(unanswered, now),
  ])
}
