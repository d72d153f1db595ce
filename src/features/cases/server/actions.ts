import { act, groundsOf, withdraw } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { ActOnCase, BeginCase, WithdrawCase } from '../contract.ts'
import { caseContext, procedureOf } from './context.ts'
import { carryThrough, decide } from './decide.ts'
import { begun, keepBegun, settleAbout } from './opening.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { proceed, receipt } from './proceed.ts'
import { changeableCase } from './reading.ts'
import { recorded } from './recorded.ts'
import { linkedCases } from './store.ts'

function demandPerson(handle: Handle): string {
  return (
    actorPerson(handle) ??
    refuse('not-allowed', { act: { ja: '申請', en: 'applying' }, who: nouns.staff })
  )
}

/** Begins a case for the person who asks, and sends its first step where wanted. */
export const beginCase = defineAction({
  name: 'case.begin',
  title: { ja: '申請を始めた', en: 'Began an application' },
  input: BeginCase,
  authorise: demandPerson,
  async run(handle, input, person) {
    await demandOwnFiles(handle, procedureOf(handle, input.procedure).fields, input.fields ?? {})
    const stored = await begun(
      handle,
      input.procedure,
      person,
      input.about ?? [],
      input.fields ?? {},
      input.send,
    )
    const told = {
      procedure: input.procedure,
      number: stored.number,
      subject: stored.subject,
      about: stored.state.about.map((entry) => entry.id),
      fields: stored.state.fields,
    }
    const procedure = procedureOf(handle, input.procedure)
    if (!input.send)
      return {
        result: receipt(await keepBegun(handle, stored)),
        event: {
          subject: { kind: 'case', id: stored.id },
          detail: recorded(procedure, stored.state, told),
        },
      }
    const context = await caseContext(handle, procedure, stored.state.fields)
    const done = await proceed(
      handle,
      stored,
      act(procedure, stored.state, { actor: person }, context),
    )
    await settleAbout(handle, stored)
    const opening = recorded(procedure, stored.state, told)
    const seals =
      opening['sealed'] === undefined
        ? {}
        : { sealed: [opening['sealed'], done.event.detail['sealed']] }
    return {
      ...done,
      event: { ...done.event, detail: { ...opening, sent: true, ...done.event.detail, ...seals } },
    }
  },
})

/** Decides, fills in or confirms at the present step. Who may is the kernel's to say, for every caller. */
export const actOnCase = defineAction({
  name: 'case.act',
  title: { ja: '案件を進めた', en: 'Moved a case on' },
  input: ActOnCase,
  async authorise(handle, input) {
    const person = demandPerson(handle)
    return { person, stored: await changeableCase(handle, input.id) }
  },
  async run(handle, input, { person, stored }) {
    return carryThrough(handle, stored, await decide(handle, stored, person, input))
  },
})

/** The applicant takes the application back before anything has been decided. */
export const withdrawCase = defineAction({
  name: 'case.withdraw',
  title: { ja: '申請を取り下げた', en: 'Withdrew an application' },
  input: WithdrawCase,
  async authorise(handle, input) {
    const person = demandPerson(handle)
    return { person, stored: await changeableCase(handle, input.id) }
  },
  async run(handle, input, { person, stored }) {
    const procedure = procedureOf(handle, stored.state.procedure)
    const origin = (await linkedCases(handle, stored.id)).find((one) => one.relation === 'origin')
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
    const context = await caseContext(handle, procedure, stored.state.fields)
    return proceed(
      handle,
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
