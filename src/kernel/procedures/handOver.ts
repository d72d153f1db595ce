import { toTokyoTime } from '../calendar/days.ts'
import { cannotAct, staffOn } from '../organization/staff.ts'
import type { Procedure } from '../packs/procedure.ts'
import { problem } from '../problems/index.ts'
import { caseEndedProblem } from './act.ts'
import type { CaseResult } from './begin.ts'
import { today } from './conditions.ts'
import { groundsOf } from './grounds.ts'
import { decisionsInForce } from './permits.ts'
import { applicantsOf } from './standIns.ts'
import type { CaseContext, CaseState, CaseEvent } from './state.ts'
import type { Words } from '../words/words.ts'

/**
 * A named person who cannot act (left, or away for longer than the limit) is replaced by another,
 * in what the case waits for now and in the steps to come. The applicant stays the applicant; the
 * one who takes the application over may neither decide on it nor have decided on it. Who may order
 * this is the platform's to check. A signature is nobody else's to give while its signer works
 * here.
 */
export function handOver(
  procedure: Procedure,
  state: CaseState,
  input: {
    readonly actor: string
    readonly from: string
    readonly to: string
    readonly reason: string
    /** Somebody who is away for more days than this cannot act. */
    readonly absentDays: number
  },
  context: CaseContext,
): CaseResult {
  if (state.status === 'ended') return { ok: false, problem: caseEndedProblem(procedure, state) }
  const grounds = groundsOf(procedure)
  const name = context.org.persons.get(input.to)?.name ?? input.to
  const refusal = (why: Words): CaseResult => ({
    ok: false,
    problem: problem('not-handed-over', { name, why }, { grounds }),
  })
  const reason = input.reason.trim()
  if (reason === '')
    return {
      ok: false,
      problem: problem(
        'reason-missing',
        { act: { ja: '引継ぎ', en: 'handing over' } },
        { grounds },
      ),
    }
  if (!staffOn(context.org, today(context)).isEmployed(input.to))
    return refusal({
      ja: '在籍していません。別の人を選んでください。',
      en: 'The person is not here. Choose somebody else.',
    })
  const signs = procedure.steps.get(state.step ?? '')?.sign !== undefined
  if (signs && staffOn(context.org, today(context)).isEmployed(input.from))
    return refusal({
      ja: '署名するのは本人です。在籍している間は、ほかの人に替えられません。',
      en: 'The person signs in person. As long as they are here, nobody can take their place.',
    })
  if (!cannotAct(context.org, input.from, today(context), input.absentDays))
    return refusal({
      ja: `引き継げるのは、退職した人か、${input.absentDays}日より長く不在の人の分だけです。本人に頼むか、不在の期間を登録してください。`,
      en: `Only what waits for somebody who has left, or who is away for more than ${input.absentDays} days, can be handed over. Ask the person, or record their absence.`,
    })
  const index = state.waitingFor.findIndex(
    (waiting) =>
      !waiting.decided &&
      waiting.party !== 'anyone' &&
      'person' in waiting.party &&
      waiting.party.person === input.from,
  )
  if (index < 0)
    return refusal({
      ja: '今の段階は、その人を待っていません。案件を読み直してください。',
      en: 'The present step does not wait for that person. Reload the case.',
    })
  if (state.waitingFor[index]?.excluded.includes(input.to))
    return refusal({
      ja: 'この案件では、その役を務められません。別の人を選んでください。',
      en: 'That person cannot have this part in this case. Choose somebody else.',
    })
  const decided = decisionsInForce(procedure, state).some(({ person }) => person === input.to)
  if (decided && applicantsOf(state).includes(input.from))
    return refusal({
      ja: 'この申請を決めた人なので、申請を引き継げません。別の人を選んでください。',
      en: 'That person decided on the application and cannot take it over. Choose somebody else.',
    })
  const event: CaseEvent = {
    at: toTokyoTime(context.now),
    kind: 'handed-over',
    person: input.actor,
    as: 'person',
    ...(state.step !== undefined && { step: state.step }),
    party: { person: input.to },
    insteadOf: input.from,
    comment: reason,
    grounds,
  }
  const waitingFor = state.waitingFor.map((waiting, at) =>
    at === index ? { ...waiting, party: { person: input.to } } : waiting,
  )
  const handedOver = { ...state.handedOver, [input.from]: input.to }
  return {
    ok: true,
    state: { ...state, waitingFor, handedOver, history: [...state.history, event] },
    effects: [],
    event,
  }
}
