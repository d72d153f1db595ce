import { refuse } from '#kernel/problems/index.ts'
import { perform } from '#platform/gate/perform.ts'
import { setSessionCookies } from '#platform/http/mount.ts'
import { route } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { endpoints } from '../contract.ts'
import { accountRoutes } from './account-routes.ts'
import { endSessions } from './actions/sessions.ts'
import { dropDraft, keepDraft, readDraft } from './drafts.ts'
import { sessionAnswer } from './own.ts'
import { ownSession } from './ownSession.ts'
import { setupState, setUp } from './setup.ts'
import { giveCode, signIn } from './sign-in.ts'

/** Tries at a password or a code from one address. */
const guessing = { max: 30, seconds: 60 } as const

/** Signing in and out. A session that is not whole yet is answered with what is missing, so that the screens lead there. */
const session: readonly Route[] = [
  route(
    endpoints.session,
    async (request, { gate }) => {
      const known = request.session
      if (!known)
        return refuse((await gate.organizationIds()).length === 0 ? 'setup-needed' : 'signed-out')
      if (known.strength !== 'full') refuse('code-needed')
      if (known.mustChange) refuse('password-must-change')
      return gate.enter(known.organizationId, request.actor, 'read', (handle) =>
        sessionAnswer(handle, known),
      )
    },
    { access: 'open', withoutEdition: true },
  ),
  route(endpoints.signIn, async (request, services) => signIn(services, request, request.body), {
    access: 'open',
    withoutEdition: true,
    rateLimit: guessing,
  }),
  route(
    endpoints.giveCode,
    async (request, services) => giveCode(services, request, request.body.code),
    { access: 'partial', withoutEdition: true, rateLimit: guessing },
  ),
  route(
    endpoints.signOut,
    async (request, services) => {
      const own = ownSession(request, 'any')
      await perform(services.gate, own.organizationId, request.actor, endSessions, { only: own.id })
      setSessionCookies(request.reply, services.settings, undefined)
    },
    { access: 'partial', withoutEdition: true, terminal: true },
  ),
]

const setup: readonly Route[] = [
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

const drafts: readonly Route[] = [
  route(
    endpoints.readDraft,
    async (request, services) => readDraft(services, request, request.params.key),
    { terminal: true },
  ),
  route(
    endpoints.keepDraft,
    async (request, services) => keepDraft(services, request, request.params.key, request.body),
    { terminal: true },
  ),
  route(
    endpoints.dropDraft,
    async (request, services) => dropDraft(services, request, request.params.key),
    { terminal: true },
  ),
]

export const routes: readonly Route[] = [...setup, ...session, ...accountRoutes, ...drafts]
