import { Type } from 'typebox'
import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { partyNames } from '#platform/access/party.ts'
import { hasLeft } from '#platform/access/leavers.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { factorRequired } from '#platform/access/factors.ts'
import { spendChallenge } from '../challenges.ts'
import { PasskeyProof } from '../passkeys.ts'
import { accountRow, passkeysOf, updateAccount } from '../queries.ts'
import { figuresOf, ownPerson, passwordTooOld } from '../rules.ts'

const Hex = Type.String()
const ClientInfo = { address: Type.String(), agent: Type.String() }

/**
 * Opens a session after a correct password, or after the proof of a passkey that stands alone.
 * Refused like a wrong password where the account is
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
    passkey: Type.Optional(PasskeyProof),
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
    const { passkey } = input
    if (passkey) await usePasskey(tx, account.id, passkey)
    const by = {
      totp: account.totp_confirmed_at !== null,
      passkey: (await passkeysOf(tx, account.id)).length > 0,
    }
    const hasFactor = by.totp || by.passkey
    const codeNeeded = hasFactor && !passkey
    const mustChange =
      account.must_change ||
      (account.kind === 'password' &&
        !passkey &&
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
    const totpWanted = !hasFactor && factorRequired(tx.organization, account.person_id, tx.today)
    return {
      result: { codeNeeded, mustChange, totpWanted, by },
      event: {
        subject: { kind: 'account', id: account.id },
        detail: {
          session: input.session,
          address: input.address,
          agent: input.agent,
          codeNeeded,
          ...(passkey ? { passkey: passkey.id } : {}),
        },
      },
    }
  },
})

/**
 * Records a failed sign-in, and locks the account where the number that the pack allows is reached;
 * its sessions then end. What was typed is not stored.
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
      input.account === null || uncounted.has(input.why)
        ? false
        : await countFailure(tx, input.account)
    if (locked && input.account !== null) await endActiveSessions(tx, input.account)
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

/** Failures that say nothing about guessing; a passkey cannot be guessed. */
const uncounted = new Set(['locked', 'suspended', 'left', 'temporary', 'passkey'])

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
 * Accepts a code of the authenticator, a recovery code or the proof of a passkey, once; the session
 * is then complete, under a new token.
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
    passkey: Type.Optional(PasskeyProof),
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
      input.step === undefined &&
      input.passkey === undefined &&
      !account.recovery_hashes.includes(input.recovery ?? '')
    if (isReplayed || isUnknownRecovery) refuse('code-wrong')
    if (input.passkey) await usePasskey(tx, account.id, input.passkey)
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
      result: {
        codeNeeded: false,
        mustChange: account.must_change,
        totpWanted: false,
        by: { totp: account.totp_confirmed_at !== null, passkey: input.passkey !== undefined },
      },
      event: {
        subject: { kind: 'account', id: account.id },
        detail: {
          session: input.session,
          by: input.passkey ? 'passkey' : input.step === undefined ? 'recovery' : 'totp',
          ...(input.passkey ? { passkey: input.passkey.id } : {}),
          recoveryLeft: remainingHashes.length,
        },
      },
    }
  },
})

/** Spends the challenge of a proof, and notes the use of its passkey. */
async function usePasskey(
  tx: Transaction,
  accountId: string,
  { id, counter, challenge }: Static<typeof PasskeyProof>,
): Promise<void> {
  await spendChallenge(tx, challenge)
  const used = await tx.db
    .updateTable('passkeys')
    .set({ counter, used_at: tx.now })
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('counter', '=', 0), eb('counter', '<', counter)]))
    .returning('id')
    .executeTakeFirst()
  if (!used) refuse('passkey-refused')
}

/** Ends the former session of a browser in which somebody has signed in anew. */
export const replaceSession = defineAction({
  name: 'session.replace',
  title: {
    ja: '同じブラウザーでのサインインにより、前のサインインが終わった',
    en: 'A session ended with a new one in its browser',
  },
  input: Type.Object({ account: Type.String(), session: Type.String() }),
  authorise: () => undefined,
  async run(tx, { account, session }) {
    return {
      result: undefined,
      event: {
        subject: { kind: 'account', id: account },
        detail: { sessions: await endActiveSessions(tx, account, { only: session }) },
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

/** Ends the tokens of an account, or one of them; returns their ids. */
export async function endTokens(
  tx: Transaction,
  accountId: string,
  which: { readonly only?: string } = {},
): Promise<string[]> {
  const rows = await tx.db
    .updateTable('api_tokens')
    .set({ ended_at: tx.now })
    .where('organization_id', '=', tx.organization.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .$if(which.only !== undefined, (q) => q.where('id', '=', which.only!))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Refuses a sign-in with the same sentence for every cause. Where the sender named an organisation,
 * the figures of its pack are left out: they would tell it from one that does not exist.
 */
export function refuseSignIn(
  tx: Transaction,
  { terminal = false, named = false }: { terminal?: boolean; named?: boolean } = {},
): never {
  const { lockout, privileged } = tx.organization.pack.accounts
  return refuse(
    terminal ? 'terminal-refused' : 'sign-in-refused',
    named ? {} : { ...lockout, privileged: privileged?.lockout },
  )
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
