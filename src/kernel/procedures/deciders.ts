import type { Party } from '../organization/who.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import { decisionsInForce } from './permits.ts'
import { applicantsOf } from './standIns.ts'
import type { CaseState } from './state.ts'

/**
 * Persons who may not decide at a step for a party: whoever has had the application in hand, and
 * whoever gave another role's permit.
 */
export function barredFromDeciding(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  party: Party,
): readonly string[] {
  if (!step.decides) return []
  return [...applicantsOf(state), ...permittersForOthers(procedure, step, state, party)]
}

/**
 * The case as it waits now: those barred meanwhile (the application was handed over, or the case
 * waits since before a rule was known) are kept from the present step, too.
 */
export function withBarred(procedure: Procedure, state: CaseState): CaseState {
  const step = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  if (step?.decides !== true) return state
  const waitingFor = state.waitingFor.map((waiting) => {
    if (waiting.decided) return waiting
    const barred = barredFromDeciding(procedure, step, state, waiting.party)
    return { ...waiting, excluded: [...new Set([...waiting.excluded, ...barred])] }
  })
  return { ...state, waitingFor }
}

/**
 * Persons whose permit for another role counts in the case: they do not give this one, too, unless
 * the pack says so. A body that decides in a meeting is more than the one who records it.
 */
export function permittersForOthers(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  party: Party,
): readonly string[] {
  if (!step.decides || !asksAnother(step)) return []
  return decisionsInForce(procedure, state).flatMap((event) => {
    const earlier = procedure.steps.get(event.step ?? '')
    const isPermit = earlier?.decisions.some(
      ({ id, tone }) => id === event.decision && tone === 'good',
    )
    return isPermit === true && !earlier?.meeting && areTwoRoles(event.party, party)
      ? [event.person]
      : []
  })
}

/** Whether another person must decide for each role. */
export function asksAnother(step: Step): boolean {
  return step.decides && !step.meeting && step.samePerson !== true
}

/** Whether two parties are seats of different roles. */
export function areTwoRoles(first: Party | undefined, second: Party): boolean {
  const roles = [first, second].map((party) =>
    party !== undefined && party !== 'anyone' && 'seat' in party ? party.seat.role : undefined,
  )
  return roles[0] !== undefined && roles[1] !== undefined && roles[0] !== roles[1]
}
