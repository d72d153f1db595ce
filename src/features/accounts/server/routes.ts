import { refuse } from '#kernel/problems/index.ts'
import { performAction } from '#platform/gate/perform.ts'
import { setSessionCookies } from '#platform/http/mount.ts'
import { route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { accountRoutes } from './accountRoutes.ts'
import { endSessions } from './actions/sessions.ts'
import { deleteDraft, saveDraft, readDraft } from './drafts.ts'
import { sessionAnswer } from './views.ts'
import { ownSession } from './ownSession.ts'
import { setupState, setUp } from './setup.ts'
import { offerProof } from './passkeys.ts'
import { signInByPasskey } from './passkeySignIn.ts'
import { offerProofOfSession, signIn, verifyCode, verifyPasskey } from './signIn.ts'

/** Maximum number of attempts at a password or a code from one address. */
const signInRateLimit = { max: 30, seconds: 60 } as const

/**
 * Signing in and out. An incomplete session gets the problem that names what is missing, so that
 * the screens lead there.
 */
const sessionRoutes: readonly Route[] = [
  route(
    endpoints.session,
    async (request, { gate }) => {
      const known = request.session
      if (!known)
        return refuse((await gate.organizationIds()).length === 0 ? 'setup-needed' : 'signed-out')
      if (known.strength !== 'full') refuse('code-needed')
      if (known.mustChange) refuse('password-must-change')
      if (known.factorWanted) refuse(known.limited ? 'factor-by-password' : 'factor-needed')
      return gate.transact(known.organizationId, request.actor, 'read', (tx) =>
        sessionAnswer(tx, known),
      )
    },
    { access: 'open', withoutEdition: true },
  ),
  route(endpoints.signIn, async (request, services) => signIn(services, request, request.body), {
    access: 'open',
    withoutEdition: true,
    rateLimit: signInRateLimit,
  }),
  route(
    endpoints.giveCode,
    async (request, services) => verifyCode(services, request, request.body.code),
    { access: 'partial', withoutEdition: true, rateLimit: signInRateLimit },
  ),
  route(
    endpoints.offerPasskeySignIn,
    async (_request, services) => ({ options: await offerProof(services) }),
    { access: 'open', withoutEdition: true, rateLimit: signInRateLimit },
  ),
  route(
    endpoints.signInByPasskey,
    async (request, services) => signInByPasskey(services, request, request.body.response),
    { access: 'open', withoutEdition: true, rateLimit: signInRateLimit },
  ),
  route(
    endpoints.offerPasskeyProof,
    async (request, services) => ({ options: await offerProofOfSession(services, request) }),
    { access: 'partial', withoutEdition: true, rateLimit: signInRateLimit },
  ),
  route(
    endpoints.givePasskey,
    async (request, services) => verifyPasskey(services, request, request.body.response),
    { access: 'partial', withoutEdition: true, rateLimit: signInRateLimit },
  ),
  route(
    endpoints.signOut,
    async (request, services) => {
      const own = ownSession(request, 'any')
      await performAction(services.gate, own.organizationId, request.actor, endSessions, {
        only: own.id,
      })
      setSessionCookies(request.reply, services.settings, undefined)
      request.reply.header('clear-site-data', '"cache"')
    },
    { access: 'partial', withoutEdition: true, terminal: true },
  ),
]

const setupRoutes: readonly Route[] = [
  route(endpoints.setupState, async (request, services) => setupState(services, request.language), {
    access: 'open',
    withoutEdition: true,
  }),
  route(endpoints.setUp, async (request, services) => setUp(services, request, request.body), {
    access: 'open',
    withoutEdition: true,
    rateLimit: { max: 10, seconds: 60 },
  }),
]

const draftRoutes: readonly Route[] = [
  route(
    endpoints.readDraft,
    async (request, services) => readDraft(services, request, request.params.key),
    { terminal: true },
  ),
  route(
    endpoints.keepDraft,
    async (request, services) => saveDraft(services, request, request.params.key, request.body),
    { terminal: true },
  ),
  route(
    endpoints.dropDraft,
    async (request, services) => deleteDraft(services, request, request.params.key),
    { terminal: true },
  ),
]

export const routes: readonly Route[] = [
  ...setupRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  ...draftRoutes,
]
