import { keptStates } from '#kernel/status/states.ts'
import type { ProvisionState } from '#kernel/status/states.ts'

/** What a provision is counted by. */
export interface Counted {
  readonly state: ProvisionState
  readonly carried: boolean
  readonly setUp: boolean
}

/** Three questions about provisions, one after the other, and what is not well. */
export interface MapNumbers {
  readonly all: number
  readonly carried: number
  readonly setUp: number
  /** Those of which records tell whether they are kept: no definition, nothing that does not apply. */
  readonly asked: number
  readonly kept: number
  readonly proved: number
  readonly declared: number
  readonly late: number
  readonly finding: number
  readonly due: number
  readonly never: number
  readonly notSetUp: number
  readonly excepted: number
  readonly notKnown: number
}

/** States of what nobody has to keep by records. */
const unasked: ReadonlySet<ProvisionState> = new Set(['stated', 'not-applicable', 'not-carried'])

export function numbersOf(provisions: readonly Counted[]): MapNumbers {
  const count = (is: (provision: Counted) => boolean): number => provisions.filter(is).length
  const inState = (state: ProvisionState): number => count((one) => one.state === state)
  return {
    all: provisions.length,
    carried: count(({ carried }) => carried),
    setUp: count(({ setUp }) => setUp),
    asked: count(({ state, setUp }) => setUp && !unasked.has(state)),
    kept: count(({ state, setUp }) => setUp && keptStates.has(state)),
    proved: inState('proved'),
    declared: inState('declared'),
    late: inState('late'),
    finding: inState('finding'),
    due: inState('due'),
    never: inState('set-up'),
    notSetUp: inState('not-set-up'),
    excepted: inState('excepted'),
    notKnown: inState('not-known'),
  }
}
