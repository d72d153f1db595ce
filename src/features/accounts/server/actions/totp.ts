import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { accountRow, hasFactor, noFactors, passkeysOf, updateAccount } from '../queries.ts'
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

/**
 * Puts the offered secret in force after its first code; with the first factor of the account come
 * recovery codes.
 */
export const confirmTotp = defineAction({
  name: 'account.confirm-totp',
  title: { ja: '2段階の確認を設定した', en: 'Set up two-step sign-in' },
  input: Type.Object({ step: Type.Integer(), recoveryHashes: Type.Array(Type.String()) }),
  authorise: loadOwnAccount,
  async run(tx, input, account) {
    if (account.totp_confirmed_at) refuse('totp-already')
    if (!account.totp_secret) refuse('totp-not-begun')
    const first = !(await hasFactor(tx, account))
    await updateAccount(tx, account.id, {
      totp_confirmed_at: tx.now,
      totp_step: input.step,
      ...(first ? { recovery_hashes: input.recoveryHashes } : {}),
    })
    return {
      result: { first },
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { recoveryCodes: first ? input.recoveryHashes.length : 0 },
      },
    }
  },
})

/** Removes the actor's authenticator; recovery codes stay as long as there are passkeys. The password was asked before. */
export const removeTotp = defineAction({
  name: 'account.remove-totp',
  title: { ja: '2段階の確認を解除した', en: 'Removed two-step sign-in' },
  input: Type.Object({}),
  authorise: loadOwnAccount,
  async run(tx, _input, account) {
    const { recovery_hashes: _kept, ...noTotp } = noFactors
    const others = (await passkeysOf(tx, account.id)).length > 0
    await updateAccount(tx, account.id, others ? noTotp : noFactors)
    return {
      result: undefined,
      event: { subject: { kind: 'account', id: account.id }, detail: {} },
    }
  },
})

/** Replaces the actor's recovery codes by a new set; the password was asked before. */
export const renewRecoveryCodes = defineAction({
  name: 'account.renew-recovery-codes',
  title: { ja: '回復コードを作り直した', en: 'Made new recovery codes' },
  input: Type.Object({ recoveryHashes: Type.Array(Type.String()) }),
  authorise: loadOwnAccount,
  async run(tx, { recoveryHashes }, account) {
    if (!(await hasFactor(tx, account))) refuse('factors-none')
    await updateAccount(tx, account.id, { recovery_hashes: recoveryHashes })
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: account.id },
        detail: {
          recoveryCodes: recoveryHashes.length,
          unused: account.recovery_hashes.length,
        },
      },
    }
  },
})
