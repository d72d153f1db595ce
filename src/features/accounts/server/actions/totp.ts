import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { accountRow, updateAccount } from '../queries.ts'
import type { AccountRecord } from '../queries.ts'
import { ownPerson } from '../rules.ts'

async function loadOwnAccount(tx: Transaction): Promise<AccountRecord> {
  return (await accountRow(tx, { id: ownPerson(tx).accountId }, true)) ?? refuse('signed-out')
}

/**
 * Stores a secret that is not yet in force. `sealed`: hex, encrypted with the key outside the
 * database.
 */
export const offerTotp = defineAction({
  name: 'account.offer-totp',
  title: { ja: '2段階の確認の設定を始めた', en: 'Began to set up two-step sign-in' },
  input: Type.Object({ sealed: Type.String() }),
  authorise: loadOwnAccount,
  async run(tx, input, account) {
    if (account.totp_confirmed_at) refuse('totp-already')
    await updateAccount(tx, account.id, {
      totp_secret: Buffer.from(input.sealed, 'hex'),
      totp_step: null,
    })
    return {
      result: undefined,
      event: { subject: { kind: 'account', id: account.id }, detail: {} },
    }
  },
})

/** Puts the offered secret in force after its first code, with recovery codes. */
export const confirmTotp = defineAction({
  name: 'account.confirm-totp',
  title: { ja: '2段階の確認を設定した', en: 'Set up two-step sign-in' },
  input: Type.Object({ step: Type.Integer(), recoveryHashes: Type.Array(Type.String()) }),
  authorise: loadOwnAccount,
  async run(tx, input, account) {
    if (account.totp_confirmed_at) refuse('totp-already')
    if (!account.totp_secret) refuse('totp-not-begun')
    await updateAccount(tx, account.id, {
      totp_confirmed_at: tx.now,
      totp_step: input.step,
      recovery_hashes: input.recoveryHashes,
    })
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { recoveryCodes: input.recoveryHashes.length },
      },
    }
  },
})

/** Removes the actor's second factor; the password was asked before. */
export const removeTotp = defineAction({
  name: 'account.remove-totp',
  title: { ja: '2段階の確認を解除した', en: 'Removed two-step sign-in' },
  input: Type.Object({}),
  authorise: loadOwnAccount,
  async run(tx, _input, account) {
    await updateAccount(tx, account.id, {
      totp_secret: null,
      totp_confirmed_at: null,
      totp_step: null,
      recovery_hashes: [],
    })
    return {
      result: undefined,
      event: { subject: { kind: 'account', id: account.id }, detail: {} },
    }
  },
})
