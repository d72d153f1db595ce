import type { FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { act, isOnward, confirmationsFor, turnOf } from './act.ts'
import { begin } from './begin.ts'
import type { CaseStart } from './begin.ts'
import { demandsProof, allProofs } from './proofs.ts'
import type { EvaluatedEffect } from './effects.ts'
import { answersTo } from './answers.ts'
import { safeguardsOf } from './fillStep.ts'
import { openQuestion } from './questions.ts'
import { actorsOf } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'

/**
 * One act of a walk. What is left out is chosen: whose turn it is, the first decision, all
 * confirmations, the fields of `answers`.
 */
export interface WalkAct {
  readonly by?: string
  readonly decision?: string
  readonly fields?: FieldValues
  readonly comment?: string
  /** The answer to an open question; one is given where it is left out, none where it is empty. */
  readonly reply?: string
  /** False leaves the confirmations out. */
  readonly confirm?: boolean
  readonly now?: string
}

export interface WalkResult {
  /** The case after the beginning and after each act; the last is where it stands. */
  readonly states: readonly CaseState[]
  readonly effects: readonly EvaluatedEffect[]
  /** The refusal that the walk stopped at. */
  readonly problem?: Problem
}

/**
 * Plays a case from its beginning through acts in order: for golden cases and tests. `answers` are
 * written where a step or a safeguard asks for a field of that id.
 */
export function walk(
  procedure: Procedure,
  beginning: CaseStart,
  answers: FieldValues,
  acts: readonly WalkAct[],
  context: CaseContext,
): WalkResult {
  const start = begin(procedure, beginning, context)
  if (!start.ok) return { states: [], effects: [], problem: start.problem }
  const states = [start.state]
  const effects: EvaluatedEffect[] = [...start.effects]
  let now = context.now
  for (const walkAct of acts) {
    const state = states.at(-1) ?? start.state
    now = walkAct.now ?? now
    const result = playAct(procedure, state, answers, walkAct, { ...context, now })
    if (!result.ok) return { states, effects, problem: result.problem }
    states.push(result.state)
    effects.push(...result.effects)
  }
  return { states, effects }
}

/** Does one act of a walk. */
function playAct(
  procedure: Procedure,
  state: CaseState,
  answers: FieldValues,
  walkAct: WalkAct,
  context: CaseContext,
): ReturnType<typeof act> {
  const step = procedure.steps.get(state.step ?? '')
  const decision =
    step?.decisions.find((candidate) => candidate.id === walkAct.decision) ?? step?.decisions[0]
  const actor = walkAct.by ?? nextActor(state, context)
  if (step === undefined || decision === undefined) return act(procedure, state, { actor }, context)
  const confirmations = confirmationsFor(step, decision, state, context)
  const leads = isOnward(step, decision)
  const unwritten = step.fill.filter(
    (id) => answers[id] !== undefined && state.fields[id] === undefined,
  )
  const values = leads ? Object.fromEntries(unwritten.map((id) => [id, answers[id]])) : {}
  return act(
    procedure,
    state,
    {
      actor,
      decision: walkAct.decision ?? decision.id,
      fields: { ...values, ...walkAct.fields },
      answers: leads ? answersTo(safeguardsOf(step, state, context), answers) : {},
      confirmed:
        walkAct.confirm === false ? [] : confirmations.map((confirmation) => confirmation.id),
      ...(openQuestion(procedure, state) && { reply: walkAct.reply ?? 'お答えします' }),
      ...(walkAct.comment !== undefined && { comment: walkAct.comment }),
      ...(demandsProof(step) && { proofs: allProofs }),
    },
    // Who walks finds everything that a step checks as it shall be.
    { ...context, checks: context.checks ?? [] },
  )
}

/** Someone whose turn it is; the applicant where anyone may act, else someone else. */
export function nextActor(state: CaseState, context: CaseContext): string {
  for (const waiting of state.waitingFor) {
    if (waiting.decided) continue
    const actors = actorsOf(waiting, context)
    const candidates =
      actors === 'anyone' ? [state.applicant, ...context.org.persons.keys()] : actors
    const eligible = candidates.find((person) => turnOf(state, person, context) !== null)
    if (eligible !== undefined) return eligible
  }
  return state.applicant
}
