import type { Party } from '../organization/who.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import type { Paper } from './proofs.ts'
import { stepGrounds } from './grounds.ts'
import { actorsOf, resolveParties, capacityOf } from './parties.ts'
import type { ActingCapacity } from './parties.ts'
import { applicantsOf } from './standIns.ts'
import type { CaseContext, CaseState } from './state.ts'

/** The parties that may record the step for an actor who wrote it on paper. */
export function recordersOf(step: Step, state: CaseState, context: CaseContext): readonly Party[] {
  return step.paperBy.flatMap((who) => resolveParties(who, state, context))
}

/**
 * Whether a person may record the step for an actor who wrote it on paper. On a step that decides,
 * the applicant may not.
 */
export function mayRecord(
  step: Step,
  state: CaseState,
  person: string,
  context: CaseContext,
): boolean {
  const excluded = step.decides ? applicantsOf(state) : []
  return recordersOf(step, state, context).some(
    (party) => capacityOf({ party, excluded }, person, state.applicant, context) !== null,
  )
}

/** For whom a paper may be recorded now: everyone named whose turn it is, but the recorder. */
export function paperActors(
  step: Step,
  state: CaseState,
  recorder: string,
  context: CaseContext,
): readonly string[] {
  if (!mayRecord(step, state, recorder, context)) return []
  const persons = state.waitingFor.flatMap((waiting) => {
    const actors = waiting.decided || waiting.meeting ? [] : actorsOf(waiting, context)
    return actors === 'anyone' ? [] : actors
  })
  return [...new Set(persons)].filter((person) => person !== recorder)
}

/**
 * Why a paper may not be recorded: the pack names others, or nobody; or something of the paper is
 * missing.
 */
export function paperProblem(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  paper: Paper,
  actor: string,
  context: CaseContext,
): Problem | null {
  const grounds = stepGrounds(procedure, step)
  if (!paperActors(step, state, paper.recorder, context).includes(actor))
    return problem('paper-not-yours', { step: step.title }, { grounds })
  if (paper.files.length === 0)
    return problem('paper-without-scan', { step: step.title }, { grounds })
  return null
}

/**
 * The turn of somebody who is named in person, also where the paper comes in after their last day.
 */
export function paperTurn(
  state: CaseState,
  actor: string,
): { readonly index: number; readonly capacity: ActingCapacity } | null {
  const index = state.waitingFor.findIndex(
    ({ party, excluded, decided }) =>
      !decided &&
      party !== 'anyone' &&
      'person' in party &&
      party.person === actor &&
      !excluded.includes(actor),
  )
  return index < 0
    ? null
    : { index, capacity: { as: actor === state.applicant ? 'applicant' : 'person' } }
}
