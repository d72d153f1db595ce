/**
 * How a mechanism stands for one subject (a unit, a system, a person): what the live records say.
 * Moments are ISO 8601, compared as moments.
 */
export interface Standing {
  /** The last proof that it ran. */
  readonly lastProof?: string
  /** The last proof told that something is wrong. */
  readonly failed?: boolean
  readonly nextDue?: string
  readonly exceptedUntil?: string
}

/**
 * A mechanism that carries a provision, with its standings. `set`: it is set up (a role has its
 * holder, a register exists).
 */
export interface MechanismState {
  readonly id: string
  readonly applies: boolean
  readonly isSetUp: boolean
  readonly standings: readonly Standing[]
}

/** From best to worst, except that not-applicable counts only where nothing else does. */
export type ProvisionState =
  | 'in-force'
  | 'excepted'
  | 'due'
  | 'not-set-up'
  | 'overdue'
  | 'not-applicable'

const severity: readonly ProvisionState[] = [
  'not-applicable',
  'in-force',
  'excepted',
  'due',
  'not-set-up',
  'overdue',
]
const dueSoonMs = 30 * 86_400_000

/** Whether exceptions run from a provision: for everyone, for some, or none. */
export type ExceptionCoverage = 'everyone' | 'some' | 'nobody'

/**
 * The state of a provision: the worst of the mechanisms that carry it. Without any mechanism it is
 * not set up. A date counts as due from 30 days before. Excepted for everyone it is nobody's to
 * keep; excepted for some it still is for the others.
 */
export function provisionState(
  mechanisms: readonly MechanismState[],
  now: string | Date,
  excepted: ExceptionCoverage = 'nobody',
): ProvisionState {
  const state =
    mechanisms.length === 0
      ? 'not-set-up'
      : worst(mechanisms.map((mechanism) => mechanismState(mechanism, now)))
  if (excepted === 'nobody' || state === 'not-applicable') return state
  return excepted === 'everyone' ? 'excepted' : worst([state, 'excepted'])
}

/**
 * The state of one mechanism: the worst of its standings; one that is set up and has none is in
 * force.
 */
export function mechanismState(mechanism: MechanismState, now: string | Date): ProvisionState {
  if (!mechanism.applies) return 'not-applicable'
  if (!mechanism.isSetUp) return 'not-set-up'
  return mechanism.standings.length === 0
    ? 'in-force'
    : worst(mechanism.standings.map((standing) => standingState(standing, now)))
}

function standingState(standing: Standing, now: string | Date): ProvisionState {
  const at = new Date(now).getTime()
  const isPast = (moment: string | undefined, early = 0): boolean =>
    moment !== undefined && Date.parse(moment) - early < at
  if (standing.exceptedUntil !== undefined && !isPast(standing.exceptedUntil)) return 'excepted'
  if (standing.failed || isPast(standing.nextDue)) return 'overdue'
  return isPast(standing.nextDue, dueSoonMs) ? 'due' : 'in-force'
}

function worst(states: readonly ProvisionState[]): ProvisionState {
  return states.reduce((one, other) =>
    severity.indexOf(other) > severity.indexOf(one) ? other : one,
  )
}

/** The bar of a chapter: how many of its provisions are in each state. */
export function countStates(
  states: Iterable<ProvisionState>,
): Readonly<Record<ProvisionState, number>> {
  const counts: Record<ProvisionState, number> = {
    'in-force': 0,
    excepted: 0,
    due: 0,
    'not-set-up': 0,
    overdue: 0,
    'not-applicable': 0,
  }
  for (const state of states) counts[state] += 1
  return counts
}
