import type { Static } from 'typebox'
import { passwordFaults } from '#kernel/accounts/password.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { hasLeft } from '#platform/access/leavers.ts'
import { hashPassword, passwordFits, usualCost } from '#platform/auth/passwords.ts'
import type { PasswordCost } from '#platform/auth/passwords.ts'
import { tokenHash } from '#platform/auth/sessions.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { uuid7 } from '#platform/gate/outside.ts'
import { perform } from '#platform/gate/perform.ts'
import { setSessionCookies } from '#platform/http/mount.ts'
import type { RouteRequest, Session } from '#platform/http/route.ts'
import type { Services } from '#platform/services.ts'
import type { SignedIn, SignIn } from '../contract.ts'
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
const nobody = new Map<string, Promise<string>>()

/** A hash that nobody's password fits: what an unknown name is compared with, so that it takes as long as a known one. */
function nobodysHash(cost: PasswordCost = usualCost): Promise<string> {
  const key = JSON.stringify(cost)
  const known = nobody.get(key) ?? hashPassword('\u0000', Buffer.alloc(16, 1), cost)
  nobody.set(key, known)
  return known
}

/** Signs in by name and password. The costly comparison runs outside any transaction; whatever is wrong gets the same sentence. */
export async function signIn(
  services: Services,
  request: RouteRequest,
  input: SignIn,
): Promise<SignedIn> {
  const { gate } = services
  const organizationId =
    (await gate.organizationOf(input.organization)) ?? (await noOrganization(services, input))
  const { account, weak, left } = await gate.enter(organizationId, program, 'read', (handle) =>
    accountNamed(handle, input),
  )
  const fits = await passwordFits(
    account?.password_hash ?? (await nobodysHash(services.settings.passwordCost)),
    input.password,
  )
  const locked =
    account?.locked_until !== null &&
    account?.locked_until !== undefined &&
    account.locked_until > services.outside.now()
  const where = { address: request.address, agent: request.agent }
  // Each kind of account has its own door: a personal code opens nothing but a shared terminal.
  const otherDoor = account !== undefined && (account.kind === 'code') !== (input.terminal === true)
  if (!account || !fits || locked || account.ended_at || otherDoor) {
    const why = !account
      ? 'unknown'
      : otherDoor
        ? 'door'
        : account.ended_at
          ? 'ended'
          : locked
            ? 'locked'
            : 'password'
    await perform(gate, organizationId, program, failSignIn, {
      account: account?.id ?? null,
      why,
      ...where,
    })
    return gate.enter(organizationId, program, 'read', async (handle) =>
      refuseSignIn(handle, input.terminal),
    )
  }
  if (account.suspended_at) {
    await perform(gate, organizationId, program, failSignIn, {
      account: account.id,
      why: 'suspended',
      ...where,
    })
    return gate.enter(organizationId, program, 'read', async (handle) => refuseSuspended(handle))
  }
  if (left) {
    await perform(gate, organizationId, program, failSignIn, {
      account: account.id,
      why: 'left',
      ...where,
    })
    return gate.enter(organizationId, program, 'read', async (handle) => refuseLeft(handle))
  }
  const fresh = newToken(services, organizationId)
  const actor = {
    kind: 'person',
    personId: account.person_id,
    accountId: account.id,
    administrator: account.administrator,
    withoutEdition: true,
  } as const
  const signedIn = await perform(gate, organizationId, actor, beginSession, {
    account: account.id,
    session: uuid7(services.outside),
    tokenHash: fresh.hash,
    csrf: fresh.csrf,
    weak,
    ...where,
  })
  setSessionCookies(request.reply, services.settings, fresh)
  return signedIn
}

/** The account of a name, and whether what was typed would be too weak a password for it today. */
async function accountNamed(
  handle: Handle,
  { account: name, password }: SignIn,
): Promise<{ account: AccountRecord | undefined; weak: boolean; left: boolean }> {
  const account = await accountRow(handle, { name: name.normalize('NFKC') })
  const left =
    account !== undefined && (await hasLeft(handle, account.person_id, account.administrator))
  if (account === undefined || account.kind === 'code') return { account, weak: false, left }
  const owner = {
    account: account.name,
    name: handle.organization.view.persons.get(account.person_id)?.name ?? '',
  }
  return {
    account,
    weak: passwordFaults(figuresOf(handle, account.person_id).password, password, owner).length > 0,
    left,
  }
}

/** Completes a session that asks for a code: of the authenticator, or a recovery code. Wrong ones count towards the lock. */
export async function giveCode(
  services: Services,
  request: RouteRequest,
  code: string,
): Promise<Static<typeof SignedIn>> {
  const session: Session = request.session ?? refuse('signed-out')
  if (session.scopes) refuse('not-by-token')
  if (session.strength === 'full')
    return { codeNeeded: false, mustChange: session.mustChange, totpWanted: false }
  const { gate, secrets, outside } = services
  const account =
    (await gate.enter(session.organizationId, program, 'read', (handle) =>
      accountRow(handle, { id: session.accountId }),
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
    await perform(gate, session.organizationId, program, failSignIn, {
      account: account.id,
      why: 'code',
      address: request.address,
      agent: request.agent,
    })
    refuse('code-wrong')
  }
  const fresh = newToken(services, session.organizationId)
  const input = {
    session: session.id,
    tokenHash: fresh.hash,
    csrf: fresh.csrf,
    ...(step === undefined ? { recovery } : { step }),
  }
  const done = await perform(gate, session.organizationId, request.actor, completeSession, input)
  setSessionCookies(request.reply, services.settings, fresh)
  return done
}

/** A token as a cookie carries it, the hash that is kept of it (hex), and the value that forms must send along. */
export function newToken(
  { outside }: Services,
  organizationId: string,
): { token: string; hash: string; csrf: string } {
  const random = outside.random(32).toString('base64url')
  return {
    token: `${organizationId}.${random}`,
    hash: tokenHash(random).toString('hex'),
    csrf: outside.random(24).toString('base64url'),
  }
}

async function noOrganization({ gate }: Services, input: SignIn): Promise<never> {
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
