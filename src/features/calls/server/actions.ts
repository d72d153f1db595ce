import { sql } from 'kysely'
import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { ActionOutcome, OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { AnswerBody, AnswerForBody, IdPath, NewCall, PersonPath } from '../contract.ts'
import { demandNetworkKeeper } from './authorise.ts'
import { newLink, partsOf } from './link.ts'
import { recipientsToday } from './network.ts'
import { answersOf, callRow, lockOpenCall, titleOf, titleWords } from './store.ts'

const demandKeeper = (tx: Transaction): void => demandNetworkKeeper(tx)

/**
 * Calls everybody whom the network reaches today: each gets a notice, and a mail with a link that
 * needs no password. Refuses with `call-nobody` if the network reaches nobody.
 */
export const startCall = defineAction({
  name: 'call.start',
  title: { ja: '緊急連絡網で呼び出した', en: 'Called through the emergency network' },
  input: NewCall,
  authorise: demandKeeper,
  async run(tx, { drill, message }) {
    const people = await recipientsToday(tx)
    if (people.length === 0) refuse('call-nobody')
    const id = tx.newId()
    const organization_id = tx.organization.id
    const call = { drill, message: message.trim() }
    await tx.db
      .insertInto('calls')
      .values({
        ...call,
        organization_id,
        id,
        started_by: actorPerson(tx) ?? null,
        started_at: tx.now,
      })
      .execute()
    const recipients = people.map((person, position) => ({ ...person, position, ...newLink(tx) }))
    for (const part of chunkRows(recipients)) {
      tx.deferWrite(
        tx.db.insertInto('call_answers').values(
          part.map(({ person, role, position, hash }) => ({
            organization_id,
            call_id: id,
            person_id: person,
            role,
            position,
            token_hashes: [hash],
            told_at: tx.now,
          })),
        ),
      )
      tx.deferWrite(
        tx.db.insertInto('notices').values(
          part.map(({ person }) => ({
            organization_id,
            id: tx.newId(),
            person_id: person,
            case_id: null,
            kind: 'call' as const,
            message: titleOf(call),
            english: titleWords(call).en,
            href: `/calls/${id}`,
            at: tx.now,
          })),
        ),
      )
    }
    return {
      result: { id },
      event: {
        subject: { kind: 'call', id },
        detail: { ...call, people: recipients.map((recipient) => recipient.person) },
      },
      outgoing: recipients.map(({ person, token }) => mailWithLink(person, titleOf(call), token)),
    }
  },
})

/** Calls those who have not answered once more. The links that they got before stay valid. */
export const remindCalled = defineAction({
  name: 'call.remind',
  title: { ja: '答えのない人をもう一度呼び出した', en: 'Called the silent once more' },
  input: IdPath,
  authorise: demandKeeper,
  async run(tx, { id }) {
    const call = await lockOpenCall(tx, id)
    const unanswered = (await answersOf(tx, id))
      .filter((answer) => answer.answered_at === null)
      .map((answer) => ({ ...answer, ...newLink(tx) }))
    const organization_id = tx.organization.id
    for (const recipient of unanswered) {
      await tx.db
        .updateTable('call_answers')
        .set({
          token_hashes: [...recipient.token_hashes, recipient.hash],
          told: recipient.told + 1,
          told_at: tx.now,
        })
        .where('organization_id', '=', organization_id)
        .where('call_id', '=', id)
        .where('person_id', '=', recipient.person_id)
        .execute()
    }
    return {
      result: { id },
      event: {
        subject: { kind: 'call', id },
        detail: { people: unanswered.map((recipient) => recipient.person_id) },
      },
      outgoing: unanswered.map((recipient) =>
        mailWithLink(recipient.person_id, titleOf(call), recipient.token),
      ),
    }
  },
})

function mailWithLink(person: string, subject: string, token: string): OutboxMessage {
  return { kind: 'mail', payload: { person, subject, href: `/calls/link/${token}` } }
}

/** Ends a call; its answers are kept. */
export const endCall = defineAction({
  name: 'call.end',
  title: { ja: '呼出しを終えた', en: 'Ended a call' },
  input: IdPath,
  authorise: demandKeeper,
  async run(tx, { id }) {
    await lockOpenCall(tx, id)
    await tx.db
      .updateTable('calls')
      .set({ ended_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .execute()
    const answers = await answersOf(tx, id)
    return {
      result: undefined,
      event: {
        subject: { kind: 'call', id },
        detail: {
          asked: answers.length,
          answered: answers.filter((answer) => answer.answered_at !== null).length,
        },
      },
    }
  },
})

/** Records the answer of the acting person. */
export const answerCall = defineAction({
  name: 'call.answer',
  title: { ja: '呼出しに答えた', en: 'Answered a call' },
  input: Type.Object({ ...IdPath.properties, ...AnswerBody.properties }),
  authorise: (tx) => actorPerson(tx) ?? refuse('not-found', { what: nouns.call }),
  run: (tx, input, person) => recordAnswer(tx, { ...input, person, by: 'self' }),
})

/** Records the answer of a person who was reached by telephone; for keepers of the network. */
export const answerForCalled = defineAction({
  name: 'call.answer-for',
  title: { ja: '電話で聞いた答えを記録した', en: 'Recorded an answer by telephone' },
  input: Type.Object({ ...PersonPath.properties, ...AnswerForBody.properties }),
  authorise: demandKeeper,
  async run(tx, { was, ...input }) {
    const { state } =
      (await tx.db
        .selectFrom('call_answers')
        .select('state')
        .where('organization_id', '=', tx.organization.id)
        .where('call_id', '=', input.id)
        .where('person_id', '=', input.person)
        .forUpdate()
        .executeTakeFirst()) ?? refuse('not-found', { what: nouns.call })
    if (state !== was) refuse('call-answered-meanwhile')
    return recordAnswer(tx, { ...input, by: 'keeper' })
  },
})

/** Records an answer by the link of a mail: whoever has the link answers for its person. */
export const answerByLink = defineAction({
  name: 'call.answer-by-link',
  title: { ja: 'メールのリンクから呼出しに答えた', en: 'Answered a call by the link of the mail' },
  input: Type.Object({ token: Type.String(), ...AnswerBody.properties }),
  authorise: (tx, { token }) => loadAnswerByToken(tx, token),
  run: (tx, { state, note }, { call_id: id, person_id: person }) =>
    recordAnswer(tx, { id, person, state, ...(note === undefined ? {} : { note }), by: 'link' }),
})

/** The answer row of the person for whom a link was sent. Refuses with `call-link-unknown`. */
export async function loadAnswerByToken(tx: Transaction, token: string) {
  return (
    (await tx.db
      .selectFrom('call_answers')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where(sql<boolean>`${partsOf(token).hash} = any(token_hashes)`)
      .executeTakeFirst()) ?? refuse('call-link-unknown')
  )
}

interface AnswerInput {
  readonly id: string
  readonly person: string
  readonly state: 'ready' | 'later' | 'help'
  readonly note?: string | undefined
  readonly by: 'link' | 'self' | 'keeper'
}

/**
 * Stores an answer. A later answer of the same person replaces it, but the moment of the first
 * answer is kept. The journal gets neither the state nor the note, because they tell how a person
 * fares.
 */
async function recordAnswer(
  tx: Transaction,
  { id, person, state, note, by }: AnswerInput,
): Promise<ActionOutcome<undefined>> {
  const call = await callRow(tx, id)
  if (call.ended_at) refuse('call-over', { title: titleOf(call) })
  const updated = await tx.db
    .updateTable('call_answers')
    .set((eb) => ({
      state,
      note: note?.trim() || null,
      answered_by: by,
      answered_at: eb.fn.coalesce('answered_at', eb.val(tx.now)),
    }))
    .where('organization_id', '=', tx.organization.id)
    .where('call_id', '=', id)
    .where('person_id', '=', person)
    .returning('person_id')
    .executeTakeFirst()
  if (!updated) refuse('not-found', { what: nouns.call })
  await tx.db
    .updateTable('notices')
    .set({ read_at: tx.now })
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', '=', person)
    .where('kind', '=', 'call')
    .where('href', '=', `/calls/${id}`)
    .where('read_at', 'is', null)
    .execute()
  return { result: undefined, event: { subject: { kind: 'call', id }, detail: { person, by } } }
}
