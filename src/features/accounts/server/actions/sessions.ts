import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { partyNames } from '#platform/access/party.ts'
import { hasLeft } from '#platform/access/leavers.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { accountRow, updateAccount } from '../queries.ts'
import { figuresOf, ownPerson, passwordTooOld, totpRequired } from '../rules.ts'

const Hex = Type.String()
const ClientInfo = { address: Type.String(), agent: Type.String() }

/**
 * Opens a session after a correct password. Refused like a wrong password where the account is
 * locked or has ended.
 */
export const beginSession = defineAction({
  name: 'session.begin',
  title: { ja: 'サインインした', en: 'Signed in' },
  input: Type.Object({
    account: Type.String(),
    session: Type.String(),
    tokenHash: Hex,
    csrf: Type.String(),
    ...ClientInfo,
    /**
     * The password is correct but weaker than required of this person today: their roles or the
     * policy changed since it was set.
     */
    weak: Type.Boolean(),
  }),
  authorise: async (tx, input) => {
    const account = await accountRow(tx, { id: input.account }, true)
    if (!account || account.ended_at || (account.locked_until && account.locked_until > tx.now))
      return refuseSignIn(tx)
    if (account.suspended_at) return refuseSuspended(tx)
    if (await hasLeft(tx, account.person_id, account.administrator)) return refuseLeft(tx)
    return account
  },
  async run(tx, input, account) {
    const { sessionHours } = tx.organization.pack.accounts
    const codeNeeded = account.totp_confirmed_at !== null
    const mustChange =
      account.must_change ||
      (account.kind === 'password' &&
        (input.weak || passwordTooOld(tx, account.person_id, account.password_set_at)))
    await tx.db
      .insertInto('sessions')
      .values({
        organization_id: tx.organization.id,
        id: input.session,
        account_id: account.id,
        token_hash: Buffer.from(input.tokenHash, 'hex'),
        csrf_token: input.csrf,
        created_at: tx.now,
        seen_at: tx.now,
        expires_at: new Date(tx.now.getTime() + sessionHours * 3_600_000),
        address: input.address,
        agent: input.agent,
        strength: codeNeeded ? 'password' : 'full',
      })
      .execute()
    await updateAccount(tx, account.id, {
      must_change: mustChange,
      ...(codeNeeded ? {} : signInColumns(tx, account.signed_in_at)),
    })
    const totpWanted =
      account.kind === 'password' && !codeNeeded && totpRequired(tx, account.person_id)
    return {
      result: { codeNeeded, mustChange, totpWanted },
      event: {
        subject: { kind: 'account', id: account.id },
        detail: { session: input.session, address: input.address, agent: input.agent, codeNeeded },
      },
    }
  },
})

/**
 * Records a failed sign-in, and locks the account where the number that the pack allows is reached.
 * What was typed is not stored.
 */
export const failSignIn = defineAction({
  name: 'session.refuse',
  title: { ja: 'サインインに失敗した', en: 'Could not be signed in' },
  input: Type.Object({
    account: Type.Union([Type.String(), Type.Null()]),
    why: Type.String(),
    ...ClientInfo,
  }),
  authorise: () => undefined,
  async run(tx, input) {
    const locked =
      input.account === null || ['locked', 'suspended', 'left', 'temporary'].includes(input.why)
        ? false
        : await countFailure(tx, input.account)
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: input.account ?? '-' },
        detail: {
          why: input.why,
          address: input.address,
          agent: input.agent,
          ...(locked ? { locked } : {}),
        },
      },
    }
  },
})

async function countFailure(tx: Transaction, id: string): Promise<boolean> {
  const account = await accountRow(tx, { id }, true)
  if (!account || account.ended_at) return false
  const { attempts, minutes } = figuresOf(tx, account.person_id).lockout
  const locked = account.failed + 1 >= attempts
  await updateAccount(
    tx,
    id,
    locked
      ? { failed: 0, locked_until: new Date(tx.now.getTime() + minutes * 60_000) }
      : { failed: account.failed + 1 },
  )
  return locked
}

/**
 * Accepts a code of the authenticator, or a recovery code, once; the session is then complete,
 * under a new token.
 */
export const completeSession = defineAction({
  name: 'session.complete',
  title: { ja: '確認コードでサインインした', en: 'Signed in with a code' },
  input: Type.Object({
    session: Type.String(),
    tokenHash: Hex,
    csrf: Type.String(),
    step: Type.Optional(Type.Integer()),
    recovery: Type.Optional(Hex),
  }),
  authorise: async (tx) => {
    const account =
      (await accountRow(tx, { id: ownPerson(tx).accountId }, true)) ?? refuse('signed-out')
    if (account.locked_until && account.locked_until > tx.now) refuseSignIn(tx)
    return account
  },
  async run(tx, input, account) {
    const isReplayed =
      input.step !== undefined && account.totp_step !== null && input.step <= account.totp_step
    const isUnknownRecovery =
      input.step === undefined && !account.recovery_hashes.includes(input.recovery ?? '')
    if (isReplayed || isUnknownRecovery) refuse('code-wrong')
    await tx.db
      .updateTable('sessions')
      .set({
        strength: 'full',
        token_hash: Buffer.from(input.tokenHash, 'hex'),
        csrf_token: input.csrf,
      })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', input.session)
      .where('account_id', '=', account.id)
      .execute()
    const remainingHashes = account.recovery_hashes.filter((hash) => hash !== input.recovery)
    await updateAccount(tx, account.id, {
      recovery_hashes: remainingHashes,
      ...(input.step === undefined ? {} : { totp_step: input.step }),
      ...signInColumns(tx, account.signed_in_at),
    })
    return {
      result: { codeNeeded: false, mustChange: account.must_change, totpWanted: false },
      event: {
        subject: { kind: 'account', id: account.id },
        detail: {
          session: input.session,
          by: input.step === undefined ? 'recovery' : 'totp',
          recoveryLeft: remainingHashes.length,
        },
      },
    }
  },
})

/** Ends sessions of the actor: this one, another, or all but one. */
export const endSessions = defineAction({
  name: 'session.end',
  title: { ja: 'サインアウトした', en: 'Signed out' },
  input: Type.Object({ only: Type.Optional(Type.String()), except: Type.Optional(Type.String()) }),
  authorise: ownPerson,
  async run(tx, input, { accountId }) {
    const ended = await endActiveSessions(tx, accountId, input)
    if (input.only && ended.length === 0) refuse('not-found', { what: nouns.session })
    return {
      result: undefined,
      event: { subject: { kind: 'account', id: accountId }, detail: { sessions: ended } },
    }
  },
})

/** Ends the active sessions of an account; returns their ids. */
export async function endActiveSessions(
  tx: Transaction,
  accountId: string,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<string[]> {
  const rows = await tx.db
    .updateTable('sessions')
    .set({ ended_at: tx.now })
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .$if(which.only !== undefined, (q) => q.where('id', '=', which.only!))
    .$if(which.except !== undefined, (q) => q.where('id', '!=', which.except!))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Ends the tokens of an account; returns their number. */
export async function endTokens(tx: Transaction, accountId: string): Promise<number> {
  const rows = await tx.db
    .updateTable('api_tokens')
    .set({ ended_at: tx.now })
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length
}

/** Refuses a sign-in with the same sentence for every cause. */
export function refuseSignIn(tx: Transaction, terminal = false): never {
  const { lockout, privileged } = tx.organization.pack.accounts
  return refuse(terminal ? 'terminal-refused' : 'sign-in-refused', {
    ...lockout,
    privileged: privileged?.lockout,
  })
}

/** Refuses a correct password of a suspended account, and says whom to ask. */
export function refuseSuspended(tx: Transaction): never {
  const { administer } = tx.organization.pack.grants
  return refuse('account-suspended', {
    who: administer.length === 0 ? nouns.administrators : partyNames(tx, administer),
  })
}

/**
 * Refuses a correct password after the last day of the person, and says whom to ask where that is
 * wrong.
 */
export function refuseLeft(tx: Transaction): never {
  const { administer } = tx.organization.pack.grants
  return refuse('account-left', {
    who: administer.length === 0 ? nouns.administrators : partyNames(tx, administer),
  })
}

function signInColumns(tx: Transaction, before: Date | null) {
  return { failed: 0, locked_until: null, previous_sign_in_at: before, signed_in_at: tx.now }
}
