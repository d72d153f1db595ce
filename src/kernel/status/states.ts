/**
 * How a mechanism stands for one subject. `stated`: a rule or a definition that stands by itself,
 * of which no record is made. `set-up`: it can run, but no record says yet that it has. `declared`:
 * kept by the word of the one responsible. `proved`: kept by evidence, by the act of another, or by
 * the program itself. `not-known`: of a day that is past, and nothing was kept that would tell.
 */
export const standingStates = [
  'not-applicable',
  'stated',
  'proved',
  'declared',
  'not-known',
  'set-up',
  'excepted',
  'due',
  'not-set-up',
  'finding',
  'late',
] as const
export type StandingState = (typeof standingStates)[number]

/** The state of a provision: that of its mechanisms, or that the program has none for it. */
export const provisionStates = ['not-carried', ...standingStates] as const
export type ProvisionState = (typeof provisionStates)[number]

/** States of what is kept. */
export const keptStates: ReadonlySet<ProvisionState> = new Set(['proved', 'declared'])

/** The worst of several states; what does not apply counts only where nothing else does. */
export function worst(states: Iterable<StandingState>): StandingState {
  let found: StandingState = 'not-applicable'
  for (const state of states)
    if (standingStates.indexOf(state) > standingStates.indexOf(found)) found = state
  return found
}

/** How many there are in each state. */
export function countStates(
  states: Iterable<ProvisionState>,
): Readonly<Record<ProvisionState, number>> {
  const counts = Object.fromEntries(provisionStates.map((state) => [state, 0])) as Record<
    ProvisionState,
    number
  >
  for (const state of states) counts[state] += 1
  return counts
}
