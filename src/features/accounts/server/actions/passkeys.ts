import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { IdPath, VisibleName } from '../../contract/common.ts'
import { spendChallenge } from '../challenges.ts'
import { NewPasskey } from '../passkeys.ts'
import { accountRow, hasFactor, updateAccount } from '../queries.ts'
import type { AccountRecord } from '../queries.ts'
import { ownPerson } from '../rules.ts'

/** Maximum number of passkeys of an account. */
const maxPasskeys = 20

/**
 * Adds a passkey to the actor's account. With the first factor of the account come recovery codes,
 * whose hashes are `recoveryHashes`.
 */
export const addPasskey = defineAction({
  name: 'account.add-passkey',
  title: { ja: 'パスキーを登録した', en: 'Registered a passkey' },
  input: Type.Object({
    title: VisibleName,
    passkey: NewPasskey,
    recoveryHashes: Type.Array(Type.String()),
  }),
  authorise: loadOwnAccount,
  async run(tx, { title, passkey, recoveryHashes }, account) {
    await spendChallenge(tx, passkey.challenge)
    const first = !(await hasFactor(tx, account))
    if ((await passkeyIds(tx, account.id)).length >= maxPasskeys)
      refuse('too-many-passkeys', { most: maxPasskeys })
    const id = tx.newId()
    const added = await tx.db
      .insertInto('passkeys')
      .values({
        organization_id: tx.organization.id,
        id,
        account_id: account.id,
        title: title.trim(),
        credential_id: passkey.credential,
        public_key: Buffer.from(passkey.publicKey, 'hex'),
        counter: passkey.counter,
        transports: passkey.transports,
        synced: passkey.synced,
        created_at: tx.now,
      })
      .onConflict((conflict) => conflict.columns(['organization_id', 'credential_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) refuse('passkey-refused')
    if (first) await updateAccount(tx, account.id, { recovery_hashes: recoveryHashes })
    return {
      result: { id, first },
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { passkey: id, title: title.trim(), synced: passkey.synced },
      },
    }
  },
})

/** Renames a passkey of the actor. */
export const renamePasskey = defineAction({
  name: 'account.rename-passkey',
  title: { ja: 'パスキーの名前を変えた', en: 'Renamed a passkey' },
  input: Type.Object({ ...IdPath.properties, title: VisibleName }),
  authorise: ownPerson,
  async run(tx, { id, title }, { accountId }) {
    const renamed = await tx.db
      .updateTable('passkeys')
      .set({ title: title.trim() })
      .where('organization_id', '=', tx.organization.id)
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!renamed) refuse('not-found', { what: nouns.passkey })
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: accountId },
        detail: { passkey: id, title: title.trim() },
      },
    }
  },
})

/** Removes a passkey of the actor; the password was asked before. */
export const removePasskey = defineAction({
  name: 'account.remove-passkey',
  title: { ja: 'パスキーを取り除いた', en: 'Removed a passkey' },
  input: IdPath,
  authorise: loadOwnAccount,
  async run(tx, { id }, account) {
    const removed = await tx.db
      .deleteFrom('passkeys')
      .where('organization_id', '=', tx.organization.id)
      .where('account_id', '=', account.id)
      .where('id', '=', id)
      .returning(['id', 'title'])
      .executeTakeFirst()
    if (!removed) refuse('not-found', { what: nouns.passkey })
    if (!(await hasFactor(tx, account)))
      await updateAccount(tx, account.id, { recovery_hashes: [] })
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { passkey: id, title: removed.title },
      },
    }
  },
})

async function loadOwnAccount(tx: Transaction): Promise<AccountRecord> {
  return (await accountRow(tx, { id: ownPerson(tx).accountId }, true)) ?? refuse('signed-out')
}

async function passkeyIds(tx: Transaction, account: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('passkeys')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', account)
    .execute()
  return rows.map((row) => row.id)
}
