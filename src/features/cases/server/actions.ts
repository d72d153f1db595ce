import { act, groundsOf, withdraw } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ActOnCase, BeginCase, WithdrawCase } from '../contract/acts.ts'
import { withChecks } from './checks.ts'
import { caseContext, procedureOf } from './context.ts'
import { commitAct, evaluateAct } from './evaluateAct.ts'
import { draftCase, persistDraft, endFollowUpTasksOf } from './openCase.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { persistTransition, toReceipt } from './persistTransition.ts'
import { changeableCase } from './access.ts'
import { redactForJournal } from './redactForJournal.ts'
import { linkedCases } from './linkedCases.ts'

function demandPerson(tx: Transaction): string {
  return (
    actorPerson(tx) ??
    refuse('not-allowed', { act: { ja: '申請', en: 'applying' }, who: nouns.staff })
  )
}

/** Begins a case for the actor, and sends its first step if the input says so. */
export const beginCase = defineAction({
  name: 'case.begin',
  title: { ja: '申請を始めた', en: 'Began an application' },
  input: BeginCase,
  authorise: demandPerson,
  async run(tx, input, person) {
    await demandOwnFiles(tx, procedureOf(tx, input.procedure).fields, input.fields ?? {})
    const stored = await draftCase(
      tx,
      input.procedure,
      person,
      input.about ?? [],
      input.fields ?? {},
      { sent: input.send, datesMeant: input.datesMeant ?? false },
    )
    const detail = {
      procedure: input.procedure,
      number: stored.number,
      subject: stored.subject,
      about: stored.state.about.map((entry) => entry.id),
      fields: stored.state.fields,
    }
    const procedure = procedureOf(tx, input.procedure)
    if (!input.send)
      return {
        result: toReceipt(await persistDraft(tx, stored)),
        event: {
          subject: { kind: 'case', id: stored.id },
          detail: redactForJournal(procedure, stored.state, detail),
        },
      }
    const context = await withChecks(
      tx,
      procedure,
      stored,
      stored.state,
      await caseContext(tx, procedure, stored.state.fields),
    )
    const transition = await persistTransition(
      tx,
      stored,
      act(procedure, stored.state, { actor: person }, context),
    )
    await endFollowUpTasksOf(tx, stored)
    const openingDetail = redactForJournal(procedure, stored.state, detail)
    const seals =
      openingDetail['sealed'] === undefined
        ? {}
        : { sealed: [openingDetail['sealed'], transition.event.detail['sealed']] }
    return {
      ...transition,
      event: {
        ...transition.event,
        detail: { ...openingDetail, sent: true, ...transition.event.detail, ...seals },
      },
    }
  },
})

/** Decides, fills in or confirms the present step. The kernel decides who may, for every caller. */
export const actOnCase = defineAction({
  name: 'case.act',
  title: { ja: '案件を進めた', en: 'Moved a case on' },
  input: ActOnCase,
  async authorise(tx, input) {
    const person = demandPerson(tx)
    return { person, stored: await changeableCase(tx, input.id) }
  },
  async run(tx, input, { person, stored }) {
    return commitAct(tx, stored, await evaluateAct(tx, stored, person, input))
  },
})

/** Withdraws an application. Only the applicant may, and only before anything was decided. */
export const withdrawCase = defineAction({
  name: 'case.withdraw',
  title: { ja: '申請を取り下げた', en: 'Withdrew an application' },
  input: WithdrawCase,
  async authorise(tx, input) {
    const person = demandPerson(tx)
    return { person, stored: await changeableCase(tx, input.id) }
  },
  async run(tx, input, { person, stored }) {
    const procedure = procedureOf(tx, stored.state.procedure)
    const origin = (await linkedCases(tx, stored.id)).find(
      (linkedCase) => linkedCase.relation === 'origin',
    )
    if (origin)
      refuse(
        'may-not-withdraw',
        {
          why: {
            ja: `「${origin.number}」の結果から始まったので、最後まで進めてください。`,
            en: `It began as the outcome of “${origin.number}”, so take it to its end.`,
          },
        },
        { grounds: groundsOf(procedure) },
      )
    const context = await caseContext(tx, procedure, stored.state.fields)
    return persistTransition(
      tx,
      stored,
      withdraw(
        procedure,
        stored.state,
        { actor: person, ...(input.comment ? { comment: input.comment } : {}) },
        context,
      ),
    )
  },
})
