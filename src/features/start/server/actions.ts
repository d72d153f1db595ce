import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { AsideBody, LinePath } from '../contract.ts'
import { demandStarter, ownAddress } from './queries.ts'

/** The person who puts aside or sends: a job of the program does neither. */
function demandPerson(tx: Transaction): string {
  demandStarter(tx)
  return actorPerson(tx) ?? refuse('not-found', { what: nouns.staff })
}

/** Puts a line of the start list aside, with a word about why; a later word replaces it. */
export const putAside = defineAction({
  name: 'start.put-aside',
  title: { ja: 'はじめの仕事を後回しにした', en: 'Put a line of the start list aside' },
  input: Type.Object({ ...LinePath.properties, ...AsideBody.properties }),
  authorise: demandPerson,
  async run(tx, { line, word }, person_id) {
    const values = { word: word.trim(), person_id, at: tx.now }
    await tx.db
      .insertInto('start_asides')
      .values({ organization_id: tx.organization.id, line, ...values })
      .onConflict((conflict) => conflict.columns(['organization_id', 'line']).doUpdateSet(values))
      .execute()
    return {
      result: undefined,
      event: { subject: { kind: 'start', id: line }, detail: { word: values.word } },
    }
  },
})

/** Takes up a line again that was put aside. */
export const takeUp = defineAction({
  name: 'start.take-up',
  title: { ja: '後回しにしたはじめの仕事を戻した', en: 'Took up a line of the start list again' },
  input: LinePath,
  authorise: demandPerson,
  async run(tx, { line }) {
    const row = await tx.db
      .deleteFrom('start_asides')
      .where('organization_id', '=', tx.organization.id)
      .where('line', '=', line)
      .returning('line')
      .executeTakeFirst()
    if (!row) refuse('not-found', { what: nouns.startLine })
    return { result: undefined, event: { subject: { kind: 'start', id: line }, detail: {} } }
  },
})

/** Sends a mail to the acting person, to see whether the mail server takes it. */
export const tryMail = defineAction({
  name: 'mail.try',
  title: { ja: '試しのメールを送った', en: 'Sent a trial mail' },
  input: Type.Object({ setUp: Type.Boolean() }),
  authorise: demandPerson,
  async run(tx, { setUp }, person) {
    if (!setUp) refuse('mail-not-set-up')
    const address = (await ownAddress(tx)) ?? refuse('mail-address-missing')
    const id = tx.newId()
    await tx.db
      .insertInto('mail_trials')
      .values({
        organization_id: tx.organization.id,
        id,
        person_id: person,
        address,
        asked_at: tx.now,
      })
      .execute()
    return {
      result: { address },
      event: { subject: { kind: 'mail-trial', id }, detail: { person } },
      outgoing: [
        {
          kind: 'mail',
          payload: {
            person,
            subject: '試しのメールです。関所からメールが届いています。',
            href: '/organization/start',
            trial: id,
          },
        },
      ],
    }
  },
})

/** Records that the mail server took a trial mail. */
export const mailTaken = defineAction({
  name: 'mail.taken',
  title: { ja: '試しのメールが送られた', en: 'A trial mail was sent' },
  input: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  authorise(tx) {
    if (tx.actor.kind !== 'program') refuse('not-found', { what: nouns.startLine })
  },
  async run(tx, { id }) {
    await tx.db
      .updateTable('mail_trials')
      .set({ sent_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .execute()
    return { result: undefined, event: { subject: { kind: 'mail-trial', id }, detail: {} } }
  },
})
