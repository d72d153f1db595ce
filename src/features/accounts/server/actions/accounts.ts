import { Type } from 'typebox'
import { dayWords } from '#kernel/words/days.ts'
import { covers } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Words } from '#kernel/words/words.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { Invite } from '../../contract/administration.ts'
import { IdPath, Kind } from '../../contract/common.ts'
import { accountRow, noFactors, removePasskeys, updateAccount } from '../queries.ts'
import type { AccountRecord } from '../queries.ts'
import { figuresOf, ownPerson } from '../rules.ts'
import { endCalendars } from './calendars.ts'
import { endActiveSessions, endTokens } from './sessions.ts'

export function demandKeeper(tx: Transaction): void {
  ownPerson(tx)
  demandAdminister(tx, { ja: 'アカウントの管理', en: 'managing accounts' })
}

/**
 * Gives a person an account with a temporary password or personal code; reopens an ended account;
 * or changes its kind.
 */
export const invite = defineAction({
  name: 'account.invite',
  title: { ja: 'アカウントを作った', en: 'Opened an account' },
  input: Type.Object({ ...Invite.properties, hash: Type.String(), until: Type.String() }),
  authorise: demandKeeper,
  async run(tx, input) {
    const person =
      tx.organization.view.persons.get(input.person) ?? refuse('not-found', { what: nouns.staff })
    if (!covers(person, tx.today))
      refuse('person-left', { name: person.name, date: dayWords(tx.today) })
    const before = await accountRow(tx, { person: input.person }, true)
    const kind = input.kind ?? 'password'
    const isActive = before !== undefined && !before.ended_at
    if (isActive && before.kind === kind) refuse('account-twice', { name: person.name })
    const name =
      kind === 'code'
        ? await staffNumber(tx, input.person)
        : (input.account ??
          refuse(
            'input-invalid',
            { count: 1 },
            {
              faults: [
                {
                  at: '/account',
                  detail: { ja: '利用者IDを入れてください。', en: 'Enter an account name.' },
                },
              ],
            },
          ))
    const sameName = await accountRow(tx, { name })
    if (sameName && sameName.id !== before?.id)
      refuse(
        'account-name-taken',
        { account: name },
        {
          faults: [
            {
              at: '/account',
              detail: { ja: '別の名前にしてください。', en: 'Choose another name.' },
            },
          ],
        },
      )
    if (before) {
      await endActiveSessions(tx, before.id)
      await endTokens(tx, before.id)
      await endCalendars(tx, before.id)
      await removePasskeys(tx, before.id)
    }
    const id = before?.id ?? tx.newId()
    const newValues = {
      name,
      kind,
      password_hash: input.hash,
      password_set_at: tx.now,
      must_change: true,
      temporary_until: new Date(input.until),
      administrator: kind === 'password' && (input.administrator ?? false),
    }
    if (before)
      await updateAccount(tx, id, {
        ...newValues,
        ended_at: null,
        ...(isActive ? {} : { suspended_at: null }),
        previous_hashes: [],
        failed: 0,
        locked_until: null,
        ...noFactors,
      })
    else
      await tx.db
        .insertInto('accounts')
        .values({ ...newValues, organization_id: tx.organization.id, id, person_id: input.person })
        .execute()
    return {
      result: { id, account: name, kind },
      event: {
        subject: { kind: 'account', id },
        detail: {
          person: input.person,
          account: name,
          kind,
          administrator: newValues.administrator,
          again: before !== undefined,
        },
      },
    }
  },
})

/**
 * Sets a new temporary password, lifts a lock and ends every session and token. `withTotp` also
 * removes second factors that were lost.
 */
export const resetPassword = defineAction({
  name: 'account.reset-password',
  title: { ja: 'パスワードを再設定した', en: 'Reset a password' },
  input: Type.Object({
    ...IdPath.properties,
    hash: Type.String(),
    /** The end of the temporary password. */
    until: Type.String(),
    kind: Kind,
    withTotp: Type.Boolean(),
  }),
  authorise: (tx, input) => (
    demandKeeper(tx),
    loadOtherAccount(tx, input.id, { ja: 'パスワードの再設定', en: 'resetting the password' })
  ),
  async run(tx, input, account) {
    if (account.ended_at) refuse('account-ended', { name: holderName(tx, account) })
    if (account.kind !== input.kind) refuse('not-found', { what: nouns.account })
    const previousHashes = [account.password_hash, ...account.previous_hashes].slice(
      0,
      figuresOf(tx, account.person_id).password.history,
    )
    await updateAccount(tx, account.id, {
      password_hash: input.hash,
      previous_hashes: previousHashes,
      password_set_at: tx.now,
      must_change: true,
      temporary_until: new Date(input.until),
      failed: 0,
      locked_until: null,
      ...(input.withTotp ? noFactors : {}),
    })
    if (input.withTotp) await removePasskeys(tx, account.id)
    const ended = await endActiveSessions(tx, account.id)
    const tokens = await endTokens(tx, account.id)
    return {
      result: { id: account.id, account: account.name, kind: account.kind },
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { withTotp: input.withTotp, sessions: ended, tokens },
      },
    }
  },
})

/** Ends an account with its sessions and tokens. The person and all records remain. */
export const endAccount = defineAction({
  name: 'account.end',
  title: { ja: 'アカウントを終わらせた', en: 'Ended an account' },
  input: IdPath,
  authorise: (tx, input) => (
    demandKeeper(tx),
    loadOtherAccount(tx, input.id, { ja: '終了', en: 'ending it' })
  ),
  async run(tx, _input, account) {
    if (account.ended_at) refuse('account-ended', { name: holderName(tx, account) })
    await updateAccount(tx, account.id, { ended_at: tx.now, administrator: false })
    const ended = await endActiveSessions(tx, account.id)
    const tokens = await endTokens(tx, account.id)
    await endCalendars(tx, account.id)
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { account: account.name, sessions: ended, tokens },
      },
    }
  },
})

/** Grants or withdraws the rights of an administrator. */
export const setAdministrator = defineAction({
  name: 'account.set-administrator',
  title: { ja: '管理者の権限を変えた', en: 'Changed who is an administrator' },
  input: Type.Object({ ...IdPath.properties, administrator: Type.Boolean() }),
  authorise: (tx, input) => (
    demandKeeper(tx),
    loadOtherAccount(tx, input.id, {
      ja: '管理者の権限の変更',
      en: 'changing who is an administrator',
    })
  ),
  async run(tx, input, account) {
    if (account.ended_at) refuse('account-ended', { name: holderName(tx, account) })
    if (input.administrator && account.kind === 'code')
      refuse('code-not-administrator', { name: holderName(tx, account) })
    await updateAccount(tx, account.id, { administrator: input.administrator })
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { account: account.name, administrator: input.administrator },
      },
    }
  },
})

/**
 * Loads an account that is not the actor's own: nobody can remove their own access, so one
 * administrator always remains.
 */
export async function loadOtherAccount(
  tx: Transaction,
  id: string,
  act: Words,
): Promise<AccountRecord> {
  const account =
    (await accountRow(tx, { id }, true)) ?? refuse('not-found', { what: nouns.account })
  if (account.id === ownPerson(tx).accountId) refuse('own-account', { act })
  return account
}

export function holderName(tx: Transaction, account: AccountRecord): string {
  return tx.organization.view.persons.get(account.person_id)?.name ?? account.name
}

/** The staff number of a person, by which they sign in with a personal code. */
async function staffNumber(tx: Transaction, person: string): Promise<string> {
  const row = await tx.db
    .selectFrom('persons')
    .select(['number', 'name'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  return (
    row.number?.normalize('NFKC').trim().toLowerCase() ||
    refuse('staff-number-missing', { name: row.name })
  )
}
