import { setTimeout as pause } from 'node:timers/promises'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Static } from 'typebox'
import { passwordFaults } from '#kernel/accounts/password.ts'
import { refuse } from '#kernel/problems/index.ts'
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
  replaceSession,
} from './actions/sessions.ts'
import { recoveryHash, stepOf } from './codes.ts'
import { offerProof, verifyProof } from './passkeys.ts'
import type { PasskeyProof } from './passkeys.ts'
import { accountRow, passkeysOf } from './queries.ts'
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
 * failure gets the same sentence, at the same time.
 */
export async function signIn(
  services: Services,
  request: RouteRequest,
  input: SignIn,
): Promise<SignInResult> {
  const answer = beginAnswer(services)
  try {
    return await tryToSignIn(services, request, input)
  } catch (error) {
    await answer.hold()
    throw error
  }
}

async function tryToSignIn(
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
  // Each kind of account has its own entrance: a personal code works only at a shared terminal.
  const wrongEntrance =
    account !== undefined && (account.kind === 'code') !== (input.terminal === true)
  const entrance = { terminal: input.terminal === true, named: input.organization !== undefined }
  if (!account || !passwordMatches || wrongEntrance)
    return refuseAttempt(services, request, { organizationId, account, entrance }, [
      !account ? 'unknown' : wrongEntrance ? 'door' : 'password',
    ])
  const attempt = { organizationId, account, entrance }
  await refuseUnlessOpen(services, request, { ...attempt, account, left })
  const { temporary_until: until } = account
  if (until !== null && until <= services.environment.now())
    return refuseAttempt(services, request, attempt, [
      'temporary',
      () => refuse('temporary-password-over'),
    ])
  return openSession(services, request, { organizationId, account, weak })
}

/** Somebody who tries to sign in. */
interface Attempt {
  readonly organizationId: string
  readonly account: AccountRecord | undefined
  readonly entrance: { readonly terminal: boolean; readonly named: boolean }
}

/** Refuses whoever has proved who they are, but whose account is locked, suspended or over. */
export async function refuseUnlessOpen(
  services: Services,
  request: RouteRequest,
  attempt: Attempt & { readonly account: AccountRecord; readonly left: boolean },
): Promise<void> {
  const { account, left } = attempt
  const locked = account.locked_until !== null && account.locked_until > services.environment.now()
  if (account.ended_at) return refuseAttempt(services, request, attempt, ['ended'])
  if (locked) return refuseAttempt(services, request, attempt, ['locked'])
  if (account.suspended_at)
    return refuseAttempt(services, request, attempt, ['suspended', refuseSuspended])
  if (left) return refuseAttempt(services, request, attempt, ['left', refuseLeft])
}

/** Records a failed attempt and refuses it. */
async function refuseAttempt(
  { gate }: Services,
  { address, agent }: RouteRequest,
  { organizationId, account, entrance }: Attempt,
  [why, say]: readonly [why: string, say?: (tx: Transaction) => never],
): Promise<never> {
  await performAction(gate, organizationId, program, failSignIn, {
    account: account?.id ?? null,
    why,
    address,
    agent,
  })
  return gate.transact(organizationId, program, 'read', async (tx) =>
    say ? say(tx) : refuseSignIn(tx, entrance),
  )
}

/**
 * Opens a session in the browser of the request, and ends the one that it had before, whosever it
 * was.
 */
export async function openSession(
  services: Services,
  request: RouteRequest,
  {
    organizationId,
    account,
    weak,
    passkey,
  }: {
    readonly organizationId: string
    readonly account: AccountRecord
    readonly weak: boolean
    readonly passkey?: Static<typeof PasskeyProof>
  },
): Promise<SignInResult> {
  const { gate } = services
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
    address: request.address,
    agent: request.agent,
    ...(passkey ? { passkey } : {}),
  })
  const former = request.session
  if (former && former.credential.kind === 'session')
    await performAction(gate, former.organizationId, program, replaceSession, {
      account: former.accountId,
      session: former.id,
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
): Promise<SignInResult> {
  const { session, account } = await unfinished(services, request)
  if (session.strength === 'full') return finished(session)
  const { gate, secrets, environment: outside } = services
  const step =
    account.totp_secret && account.totp_confirmed_at
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
  return complete(services, request, session, step === undefined ? { recovery } : { step })
}

/** What a browser needs to complete a session by a passkey of its account. */
export async function offerProofOfSession(
  services: Services,
  request: RouteRequest,
): ReturnType<typeof offerProof> {
  const { account, passkeys } = await unfinished(services, request)
  if (passkeys.length === 0) refuse('factors-none')
  return offerProof(services, { account: account.id, passkeys })
}

/** Completes a session by a passkey of its account. */
export async function verifyPasskey(
  services: Services,
  request: RouteRequest,
  response: AuthenticationResponseJSON,
): Promise<SignInResult> {
  const { session, account, passkeys } = await unfinished(services, request)
  if (session.strength === 'full') return finished(session)
  const passkey =
    passkeys.find((one) => one.credential_id === response.id) ?? refuse('passkey-refused')
  const proof = await verifyProof(services, passkey, response, account.id)
  return complete(services, request, session, { passkey: proof })
}

/** The session of a request that may still need its second factor, with its account. */
async function unfinished(services: Services, request: RouteRequest) {
  const session: Session = request.session ?? refuse('signed-out')
  if (session.scopes) refuse('not-by-token')
  return services.gate.transact(session.organizationId, program, 'read', async (tx) => {
    const account = (await accountRow(tx, { id: session.accountId })) ?? refuse('signed-out')
    return { session, account, passkeys: await passkeysOf(tx, account.id) }
  })
}

function finished({ mustChange }: Session): SignInResult {
  return {
    codeNeeded: false,
    mustChange,
    totpWanted: false,
    by: { totp: false, passkey: false },
  }
}

async function complete(
  services: Services,
  request: RouteRequest,
  session: Session,
  proof: {
    readonly step?: number
    readonly recovery?: string
    readonly passkey?: Static<typeof PasskeyProof>
  },
): Promise<SignInResult> {
  const token = newToken(services, session.organizationId)
  const result = await performAction(
    services.gate,
    session.organizationId,
    request.actor,
    completeSession,
    { session: session.id, tokenHash: token.hash, csrf: token.csrf, ...proof },
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

/**
 * Refuses where no organisation was found. One that is named and does not exist is refused as a
 * wrong password is.
 */
async function refuseWithoutOrganization(
  { gate, settings }: Services,
  input: SignIn,
): Promise<never> {
  if ((await gate.organizationIds()).length === 0) return refuse('setup-needed')
  if (input.organization !== undefined) {
    await verifyPassword(await dummyHash(settings.passwordCost), input.password)
    return refuse(input.terminal ? 'terminal-refused' : 'sign-in-refused', {})
  }
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

/** Milliseconds: more than a refusal takes, as a rule. */
const defaultRefusalStep = 250

/**
 * Begins to answer an attempt. `hold` waits for the next multiple of a step since then, so that how
 * long a refusal took does not tell its cause.
 */
function beginAnswer({ settings: { refusalStep = defaultRefusalStep } }: Services): {
  hold(): Promise<void>
} {
  const begun = performance.now()
  return {
    hold: async () => {
      if (refusalStep === 0) return
      const spent = performance.now() - begun
      await pause(Math.ceil(spent / refusalStep) * refusalStep - spent)
    },
  }
}
