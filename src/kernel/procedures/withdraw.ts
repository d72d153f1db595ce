import { toTokyoTime } from '../calendar/days.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import { caseEndedProblem } from './act.ts'
import type { CaseResult } from './begin.ts'
import { groundsOf } from './grounds.ts'
import { decisionsInForce } from './permits.ts'
import { standInFor } from './standIns.ts'
import type { CaseContext, CaseState, CaseEvent } from './state.ts'

/**
 * Why a person may not take the case back, or null. The applicant may until something was granted
 * or refused; a question does not count.
 */
export function withdrawalProblem(
  procedure: Procedure,
  state: CaseState,
  person: string,
): Problem | null {
  if (state.status === 'ended') return caseEndedProblem(procedure, state)
  const grounds = groundsOf(procedure)
  if (person !== standInFor(state, state.applicant))
    return problem(
      'may-not-withdraw',
      {
        why: {
          ja: '取り下げられるのは申請した人だけです。',
          en: 'Only the applicant may withdraw it.',
        },
      },
      { grounds },
    )
  return decisionsInForce(procedure, state).length > 0
    ? problem(
        'may-not-withdraw',
        {
          why: {
            ja: 'もう決定されています。決めた人に相談してください。',
            en: 'It has been decided already. Talk to whoever decided it.',
          },
        },
        { grounds },
      )
    : null
}

/** The applicant takes the case back. */
export function withdraw(
  procedure: Procedure,
  state: CaseState,
  input: { readonly actor: string; readonly comment?: string },
  context: CaseContext,
): CaseResult {
  const refusal = withdrawalProblem(procedure, state, input.actor)
  if (refusal) return { ok: false, problem: refusal }
  const at = toTokyoTime(context.now)
  const comment = input.comment?.trim() ?? ''
  const event: CaseEvent = {
    at,
    kind: 'withdrawn',
    person: input.actor,
    as: 'applicant',
    ...(state.step !== undefined && { step: state.step }),
    ...(comment !== '' && { comment }),
    to: { end: 'withdrawn' },
    grounds: groundsOf(procedure),
  }
  const { step: _left, ...rest } = state
  return {
    ok: true,
    state: {
      ...rest,
      status: 'ended',
      outcome: 'withdrawn',
      enteredAt: at,
      waitingFor: [],
      history: [...state.history, event],
    },
    effects: [],
    event,
  }
}
