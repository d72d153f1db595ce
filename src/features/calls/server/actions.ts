import { sql } from 'kysely'
import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { inParts } from '#platform/db/parts.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Done, Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { Answering, IdPath, NewCall, PersonPath } from '../contract.ts'
import { demandKeep } from './authorise.ts'
import { newLink, partsOf } from './link.ts'
import { reachedToday } from './network.ts'
import { answersOf, callRow, livingCall, titleOf } from './store.ts'

const keeper = (handle: Handle): void => demandKeep(handle)

/** Calls everybody whom the network reaches today: a notice, and a mail with a link that asks for no password. */
export const startCall = defineAction({
  name: 'call.start',
  title: { ja: '緊急連絡網で呼び出した', en: 'Called through the emergency network' },
  input: NewCall,
  authorise: keeper,
  async run(handle, { drill, message }) {
    const people = await reachedToday(handle)
    if (people.length === 0) refuse('call-nobody')
    const id = handle.newId()
    const organization_id = handle.organization.id
    const call = { drill, message: message.trim() }
    await handle.db
      .insertInto('calls')
      .values({
        ...call,
        organization_id,
        id,
        started_by: actorPerson(handle) ?? null,
        started_at: handle.now,
      })
      .execute()
    const told = people.map((one, position) => ({ ...one, position, ...newLink(handle) }))
    for (const part of inParts(told)) {
      handle.later(
        handle.db.insertInto('call_answers').values(
          part.map(({ person, role, position, hash }) => ({
            organization_id,
            call_id: id,
            person_id: person,
            role,
            position,
            token_hashes: [hash],
            told_at: handle.now,
          })),
        ),
      )
      handle.later(
        handle.db.insertInto('notices').values(
          part.map(({ person }) => ({
            organization_id,
            id: handle.newId(),
            person_id: person,
            kind: 'call' as const,
            message: titleOf(call),
            href: `/calls/${id}`,
            at: handle.now,
          })),
        ),
      )
    }
    return {
      result: { id },
      event: {
        subject: { kind: 'call', id },
        detail: { ...call, people: told.map((one) => one.person) },
      },
      outgoing: told.map(({ person, token }) => mail(person, titleOf(call), token)),
    }
  },
})

/** Calls those once more who have not answered; the links that they had stay good. */
export const remindCalled = defineAction({
  name: 'call.remind',
  title: { ja: '答えのない人をもう一度呼び出した', en: 'Called the silent once more' },
  input: IdPath,
  authorise: keeper,
  async run(handle, { id }) {
    const call = await livingCall(handle, id)
    const silent = (await answersOf(handle, id))
      .filter((one) => one.answered_at === null)
      .map((one) => ({ ...one, ...newLink(handle) }))
    const organization_id = handle.organization.id
    for (const one of silent) {
      await handle.db
        .updateTable('call_answers')
        .set({
          token_hashes: [...one.token_hashes, one.hash],
          told: one.told + 1,
          told_at: handle.now,
        })
        .where('organization_id', '=', organization_id)
        .where('call_id', '=', id)
        .where('person_id', '=', one.person_id)
        .execute()
    }
    return {
      result: { id },
      event: {
        subject: { kind: 'call', id },
        detail: { people: silent.map((one) => one.person_id) },
      },
      outgoing: silent.map((one) => mail(one.person_id, titleOf(call), one.token)),
    }
  },
})

function mail(person: string, subject: string, token: string): Outgoing {
  return { kind: 'mail', payload: { person, subject, href: `/calls/link/${token}` } }
}

/** Ends a call; what was answered stays. */
export const endCall = defineAction({
  name: 'call.end',
  title: { ja: '呼出しを終えた', en: 'Ended a call' },
  input: IdPath,
  authorise: keeper,
  async run(handle, { id }) {
    await livingCall(handle, id)
    await handle.db
      .updateTable('calls')
      .set({ ended_at: handle.now })
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', id)
      .execute()
    const answers = await answersOf(handle, id)
    return {
      result: undefined,
      event: {
        subject: { kind: 'call', id },
        detail: {
          asked: answers.length,
          answered: answers.filter((one) => one.answered_at !== null).length,
        },
      },
    }
  },
})

/** One's own answer. */
export const answerCall = defineAction({
  name: 'call.answer',
  title: { ja: '呼出しに答えた', en: 'Answered a call' },
  input: Type.Object({ ...IdPath.properties, ...Answering.properties }),
  authorise: (handle) => actorPerson(handle) ?? refuse('not-found', { what: nouns.call }),
  run: (handle, input, person) => answered(handle, { ...input, person, by: 'self' }),
})

/** The answer of somebody who was reached by telephone, kept by who keeps the network. */
export const answerForCalled = defineAction({
  name: 'call.answer-for',
  title: { ja: '電話で聞いた答えを記録した', en: 'Recorded an answer by telephone' },
  input: Type.Object({ ...PersonPath.properties, ...Answering.properties }),
  authorise: keeper,
  run: (handle, input) => answered(handle, { ...input, by: 'keeper' }),
})

/** The answer behind the link of a mail: whoever has the link answers for its person. */
export const answerByLink = defineAction({
  name: 'call.answer-by-link',
  title: { ja: 'メールのリンクから呼出しに答えた', en: 'Answered a call by the link of the mail' },
  input: Type.Object({ token: Type.String(), ...Answering.properties }),
  authorise: (handle, { token }) => linked(handle, token),
  run: (handle, { state, note }, { call_id: id, person_id: person }) =>
    answered(handle, { id, person, state, ...(note === undefined ? {} : { note }), by: 'link' }),
})

/** Whom a link is for. */
export async function linked(handle: Handle, token: string) {
  return (
    (await handle.db
      .selectFrom('call_answers')
      .selectAll()
      .where('organization_id', '=', handle.organization.id)
      .where(sql<boolean>`${partsOf(token).hash} = any(token_hashes)`)
      .executeTakeFirst()) ?? refuse('call-link-unknown')
  )
}

interface Given {
  readonly id: string
  readonly person: string
  readonly state: 'ready' | 'later' | 'help'
  readonly note?: string | undefined
  readonly by: 'link' | 'self' | 'keeper'
}

/** Keeps an answer; a later one of the same person takes its place, the moment of the first stays. How somebody fares is not in the journal. */
async function answered(
  handle: Handle,
  { id, person, state, note, by }: Given,
): Promise<Done<undefined>> {
  const call = await callRow(handle, id)
  if (call.ended_at) refuse('call-over', { title: titleOf(call) })
  const kept = await handle.db
    .updateTable('call_answers')
    .set((eb) => ({
      state,
      note: note?.trim() || null,
      answered_by: by,
      answered_at: eb.fn.coalesce('answered_at', eb.val(handle.now)),
    }))
    .where('organization_id', '=', handle.organization.id)
    .where('call_id', '=', id)
    .where('person_id', '=', person)
    .returning('person_id')
    .executeTakeFirst()
  if (!kept) refuse('not-found', { what: nouns.call })
  await handle.db
    .updateTable('notices')
    .set({ read_at: handle.now })
    .where('organization_id', '=', handle.organization.id)
    .where('person_id', '=', person)
    .where('kind', '=', 'call')
    .where('href', '=', `/calls/${id}`)
    .where('read_at', 'is', null)
    .execute()
  return { result: undefined, event: { subject: { kind: 'call', id }, detail: { person, by } } }
}
