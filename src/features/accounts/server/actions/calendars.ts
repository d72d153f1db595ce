import { Type } from 'typebox'
import { covers } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ownPerson } from '../rules.ts'

/** Since when the calendar of the actor has an address. */
export const ownCalendar = defineQuery({
  name: 'calendar.own',
  input: Type.Object({}),
  authorise: ownPerson,
  async run(tx, _input, { accountId }) {
    const row = await tx.db
      .selectFrom('calendars')
      .select('created_at')
      .where('organization_id', '=', tx.organization.id)
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return { since: row?.created_at.toISOString() ?? null }
  },
})

/** Gives the calendar of the actor an address; only its hash (hex) is stored. One before it ends. */
export const makeCalendar = defineAction({
  name: 'calendar.make',
  title: { ja: '予定表のアドレスを作った', en: 'Made the address of a calendar' },
  input: Type.Object({ tokenHash: Type.String() }),
  authorise: ownPerson,
  async run(tx, { tokenHash }, { accountId }) {
    const ended = await endCalendars(tx, accountId)
    const id = tx.newId()
    await tx.db
      .insertInto('calendars')
      .values({
        organization_id: tx.organization.id,
        id,
        account_id: accountId,
        token_hash: Buffer.from(tokenHash, 'hex'),
        created_at: tx.now,
      })
      .execute()
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: accountId },
        detail: { calendar: id, renewed: ended.length > 0 },
      },
    }
  },
})

/** Ends the address of the actor's calendar. */
export const endCalendar = defineAction({
  name: 'calendar.end',
  title: { ja: '予定表のアドレスを取り消した', en: 'Revoked the address of a calendar' },
  input: Type.Object({}),
  authorise: ownPerson,
  async run(tx, _input, { accountId }) {
    const [calendar] = await endCalendars(tx, accountId)
    if (calendar === undefined) refuse('not-found', { what: nouns.calendar })
    return {
      result: undefined,
      event: { subject: { kind: 'account', id: accountId }, detail: { calendar } },
    }
  },
})

/** Ends the address of the calendar of an account; returns its id where there was one. */
export async function endCalendars(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx.db
    .updateTable('calendars')
    .set({ ended_at: tx.now })
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whose calendar the address is of; undefined where it is of none that may be read today. */
export async function accountOfCalendar(
  tx: Transaction,
  hash: Buffer,
): Promise<{ readonly account: string; readonly person: string } | undefined> {
  const row = await tx.db
    .selectFrom('calendars as c')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.organization_id', '=', 'c.organization_id').onRef('a.id', '=', 'c.account_id'),
    )
    .select(['a.id', 'a.person_id'])
    .where('c.organization_id', '=', tx.organization.id)
    .where('c.token_hash', '=', hash)
    .where('c.ended_at', 'is', null)
    .where('a.suspended_at', 'is', null)
    .where('a.ended_at', 'is', null)
    .executeTakeFirst()
  const person = tx.organization.view.persons.get(row?.person_id ?? '')
  return row !== undefined && person !== undefined && covers(person, tx.today)
    ? { account: row.id, person: person.id }
    : undefined
}
