import type { Static } from 'typebox'
import { passwordFaults } from '#kernel/accounts/password.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { hasLeft } from '#platform/access/leavers.ts'
import { hashPassword, verifyPassword, defaultPasswordCost } from '#platform/auth/passwords.ts'
import type { PasswordCost } from '#platform/auth/passwords.ts'
import { hashToken } from '#platform/auth/sessions.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { uuid7 } from '#platform/environment.ts'
import { performAction } from '#platform/gate/perform.ts'
import { setSessionCookies } from '#platform/http/mount.ts'
import type { RouteRequest, Session } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import type { SignInResult, SignIn } from '../contract/sessions.ts'
import {
  beginSession,
  completeSession,
  failSignIn,
  refuseLeft,
  refuseSignIn,
  refuseSuspended,
} from './actions/sessions.ts'
import { recoveryHash, stepOf } from './codes.ts'
import { accountRow } from './queries.ts'
import type { AccountRecord } from './queries.ts'
import { figuresOf } from './rules.ts'

const program = { kind: 'program', name: 'sign-in', withoutEdition: true } as const
const dummyHashes = new Map<string, Promise<string>>()

/**
 * A hash that no password matches. An unknown name is compared with it, so that it takes as long as
 * a known one.
 */
function dummyHash(cost: PasswordCost = defaultPasswordCost): Promise<string> {
  const key = JSON.stringify(cost)
  const hash = dummyHashes.get(key) ?? hashPassword('\u0000', Buffer.alloc(16, 1), cost)
  dummyHashes.set(key, hash)
  return hash
}

/**
 * Signs in by name and password. The expensive comparison runs outside any transaction; every
 * failure gets the same sentence.
 */
export async function signIn(
  services: Services,
  request: RouteRequest,
  input: SignIn,
): Promise<SignInResult> {
  const { gate } = services
  const organizationId =
    (await gate.findOrganizationId(input.organization)) ??
    (await refuseWithoutOrganization(services, input))
  const { account, weak, left } = await gate.transact(organizationId, program, 'read', (tx) =>
    findAccount(tx, input),
  )
  const passwordMatches = await verifyPassword(
    account?.password_hash ?? (await dummyHash(services.settings.passwordCost)),
    input.password,
  )
  const locked =
    account?.locked_until !== null &&
    account?.locked_until !== undefined &&
    account.locked_until > services.environment.now()
  const client = { address: request.address, agent: request.agent }
  // Each kind of account has its own entrance: a personal code works only at a shared terminal.
  const wrongEntrance =
    account !== undefined && (account.kind === 'code') !== (input.terminal === true)
  if (!account || !passwordMatches || locked || account.ended_at || wrongEntrance) {
    const why = !account
      ? 'unknown'
      : wrongEntrance
        ? 'door'
        : account.ended_at
          ? 'ended'
          : locked
            ? 'locked'
            : 'password'
    await performAction(gate, organizationId, program, failSignIn, {
      account: account?.id ?? null,
      why,
      ...client,
    })
    return gate.transact(organizationId, program, 'read', async (tx) =>
      refuseSignIn(tx, input.terminal),
    )
  }
  if (account.suspended_at) {
    await performAction(gate, organizationId, program, failSignIn, {
      account: account.id,
      why: 'suspended',
      ...client,
    })
    return gate.transact(organizationId, program, 'read', async (tx) => refuseSuspended(tx))
  }
  if (left) {
    await performAction(gate, organizationId, program, failSignIn, {
      account: account.id,
      why: 'left',
      ...client,
    })
    return gate.transact(organizationId, program, 'read', async (tx) => refuseLeft(tx))
  }
  if (account.temporary_until !== null && account.temporary_until <= services.environment.now()) {
    await performAction(gate, organizationId, program, failSignIn, {
      account: account.id,
      why: 'temporary',
      ...client,
    })
    refuse('temporary-password-over')
  }
  const token = newToken(services, organizationId)
  const actor = {
    kind: 'person',
    personId: account.person_id,
    accountId: account.id,
    administrator: account.administrator,
    withoutEdition: true,
  } as const
  const signedIn = await performAction(gate, organizationId, actor, beginSession, {
    account: account.id,
    session: uuid7(services.environment),
    tokenHash: token.hash,
    csrf: token.csrf,
    weak,
    ...client,
  })
  setSessionCookies(request.reply, services.settings, token)
  return signedIn
}

/** The account of a name, and whether the typed password would be too weak for it today. */
async function findAccount(
  tx: Transaction,
  { account: name, password }: SignIn,
): Promise<{ account: AccountRecord | undefined; weak: boolean; left: boolean }> {
  const account = await accountRow(tx, { name: name.normalize('NFKC') })
  const left =
    account !== undefined && (await hasLeft(tx, account.person_id, account.administrator))
  if (account === undefined || account.kind === 'code') return { account, weak: false, left }
  const owner = {
    account: account.name,
    name: tx.organization.view.persons.get(account.person_id)?.name ?? '',
  }
  return {
    account,
    weak: passwordFaults(figuresOf(tx, account.person_id).password, password, owner).length > 0,
    left,
  }
}

/**
 * Completes a session by a code of the authenticator or a recovery code. Wrong ones count towards
 * the lock.
 */
export async function verifyCode(
  services: Services,
  request: RouteRequest,
  code: string,
): Promise<Static<typeof SignInResult>> {
  const session: Session = request.session ?? refuse('signed-out')
  if (session.scopes) refuse('not-by-token')
  if (session.strength === 'full')
    return { codeNeeded: false, mustChange: session.mustChange, totpWanted: false }
  const { gate, secrets, environment: outside } = services
  const account =
    (await gate.transact(session.organizationId, program, 'read', (tx) =>
      accountRow(tx, { id: session.accountId }),
    )) ?? refuse('signed-out')
  const step = account.totp_secret
    ? stepOf(secrets.open(account.totp_secret), code, outside.now())
    : undefined
  const recovery = recoveryHash(code)
  if (
    step === undefined
      ? !account.recovery_hashes.includes(recovery)
      : account.totp_step !== null && step <= account.totp_step
  ) {
    await performAction(gate, session.organizationId, program, failSignIn, {
      account: account.id,
      why: 'code',
      address: request.address,
      agent: request.agent,
    })
    refuse('code-wrong')
  }
  const token = newToken(services, session.organizationId)
  const input = {
    session: session.id,
    tokenHash: token.hash,
    csrf: token.csrf,
    ...(step === undefined ? { recovery } : { step }),
  }
  const result = await performAction(
    gate,
    session.organizationId,
    request.actor,
    completeSession,
    input,
  )
  setSessionCookies(request.reply, services.settings, token)
  return result
}

/**
 * A token as the cookie carries it, its stored hash (hex), and the CSRF value that forms must send.
 */
export function newToken(
  { environment: outside }: Services,
  organizationId: string,
): { token: string; hash: string; csrf: string } {
  const random = outside.random(32).toString('base64url')
  return {
    token: `${organizationId}.${random}`,
    hash: hashToken(random).toString('hex'),
    csrf: outside.random(24).toString('base64url'),
  }
}

async function refuseWithoutOrganization({ gate }: Services, input: SignIn): Promise<never> {
  if ((await gate.organizationIds()).length === 0) return refuse('setup-needed')
  if (input.organization) return refuse('not-found', { what: nouns.organization })
  return refuse('organization-needed', undefined, {
    faults: [
      {
        at: '/organization',
        detail: {
          ja: '組織の識別名を入れてください。',
          en: 'Enter the identifier of the organisation.',
        },
      },
    ],
  })
}
