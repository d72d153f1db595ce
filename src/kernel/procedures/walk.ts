import type { FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { act, leadsOn, toConfirm, turnOf } from './act.ts'
import { begin } from './begin.ts'
import type { Beginning } from './begin.ts'
import { demands, everyProof } from './demands.ts'
import type { DueEffect } from './effects.ts'
import { answersTo } from './answers.ts'
import { safeguardsOf } from './filling.ts'
import { actorsOf } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'

/** One act of a walk. What is left out is chosen: whose turn it is, the first decision, all confirmations, the fields of `answers`. */
export interface WalkAct {
  readonly by?: string
  readonly decision?: string
  readonly fields?: FieldValues
  readonly comment?: string
  /** False leaves the confirmations out. */
  readonly confirm?: boolean
  readonly now?: string
}

export interface Walked {
  /** The case after the beginning and after each act; the last is where it stands. */
  readonly states: readonly CaseState[]
  readonly effects: readonly DueEffect[]
  /** The refusal that the walk stopped at. */
  readonly problem?: Problem
}

/** Plays a case from its beginning through acts in order: for golden cases and tests. `answers` are written where a step or a safeguard asks
 * for a field of that id. */
export function walk(
  procedure: Procedure,
  beginning: Beginning,
  answers: FieldValues,
  acts: readonly WalkAct[],
  context: CaseContext,
): Walked {
  const begun = begin(procedure, beginning, context)
  if (!begun.ok) return { states: [], effects: [], problem: begun.problem }
  const states = [begun.state]
  const effects: DueEffect[] = [...begun.effects]
  let now = context.now
  for (const one of acts) {
    const state = states.at(-1) ?? begun.state
    now = one.now ?? now
    const result = playAct(procedure, state, answers, one, { ...context, now })
    if (!result.ok) return { states, effects, problem: result.problem }
    states.push(result.state)
    effects.push(...result.effects)
  }
  return { states, effects }
}

/** Does one act of a walk. */
export function playAct(
  procedure: Procedure,
  state: CaseState,
  answers: FieldValues,
  one: WalkAct,
  context: CaseContext,
): ReturnType<typeof act> {
  const step = procedure.steps.get(state.step ?? '')
  const decision =
    step?.decisions.find((candidate) => candidate.id === one.decision) ?? step?.decisions[0]
  const actor = one.by ?? nextActor(state, context)
  if (step === undefined || decision === undefined) return act(procedure, state, { actor }, context)
  const asked = toConfirm(step, decision, state, context)
  const leads = leadsOn(step, decision)
  const unwritten = step.fill.filter(
    (id) => answers[id] !== undefined && state.fields[id] === undefined,
  )
  const known = leads ? Object.fromEntries(unwritten.map((id) => [id, answers[id]])) : {}
  return act(
    procedure,
    state,
    {
      actor,
      decision: one.decision ?? decision.id,
      fields: { ...known, ...one.fields },
      answers: leads ? answersTo(safeguardsOf(step, state, context), answers) : {},
      confirmed: one.confirm === false ? [] : asked.map((confirmation) => confirmation.id),
      ...(one.comment !== undefined && { comment: one.comment }),
      ...(demands(step) && { proofs: everyProof }),
    },
    context,
  )
}

/** Someone whose turn it is; the applicant where anyone may act, else someone else. */
export function nextActor(state: CaseState, context: CaseContext): string {
  for (const waiting of state.waitingFor) {
    if (waiting.decided) continue
    const actors = actorsOf(waiting, context)
    const candidates =
      actors === 'anyone' ? [state.applicant, ...context.org.persons.keys()] : actors
    const able = candidates.find((person) => turnOf(state, person, context) !== null)
    if (able !== undefined) return able
  }
  return state.applicant
}
