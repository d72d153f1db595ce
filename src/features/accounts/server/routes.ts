import { refuse } from '#kernel/problems/index.ts'
import { checked } from '#platform/gate/checked.ts'
import { perform } from '#platform/gate/perform.ts'
import { setSessionCookies } from '#platform/http/mount.ts'
import type { Route } from '#platform/http/route.ts'
import {
  Code,
  Draft,
  DraftPath,
  SessionAnswer,
  Setup,
  SetupState,
  SignedIn,
  SignIn,
} from '../contract.ts'
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
  {
    method: 'GET',
    url: '/api/session',
    title: 'サインインしている人',
    reply: SessionAnswer,
    access: 'open',
    async handle(request, { gate }) {
      const known = request.session
      if (!known)
        return refuse((await gate.organizationIds()).length === 0 ? 'setup-needed' : 'signed-out')
      if (known.strength !== 'full') refuse('code-needed')
      if (known.mustChange) refuse('password-must-change')
      return gate.enter(known.organizationId, request.actor, 'read', (handle) =>
        sessionAnswer(handle, known),
      )
    },
  },
  {
    method: 'POST',
    url: '/api/session',
    title: 'サインインする',
    body: SignIn,
    reply: SignedIn,
    access: 'open',
    rateLimit: guessing,
    handle: async (request, services) => signIn(services, request, checked(SignIn, request.body)),
  },
  {
    method: 'POST',
    url: '/api/session/code',
    title: '確認コードを入れる',
    body: Code,
    reply: SignedIn,
    access: 'partial',
    rateLimit: guessing,
    handle: async (request, services) =>
      giveCode(services, request, checked(Code, request.body).code),
  },
  {
    method: 'DELETE',
    url: '/api/session',
    title: 'サインアウトする',
    access: 'partial',
    terminal: true,
    async handle(request, services) {
      const own = ownSession(request, 'any')
      await perform(services.gate, own.organizationId, request.actor, endSessions, { only: own.id })
      setSessionCookies(request.reply, services.settings, undefined)
    },
  },
]

const setup: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/setup',
    title: '初めての設定が要るか',
    reply: SetupState,
    access: 'open',
    handle: async (request, services) => setupState(services, request.language),
  },
  {
    method: 'POST',
    url: '/api/setup',
    title: '初めての設定をする',
    body: Setup,
    reply: SignedIn,
    access: 'open',
    rateLimit: { max: 10, seconds: 60 },
    handle: async (request, services) => setUp(services, request, checked(Setup, request.body)),
  },
]

const keyOf = (params: unknown): string => (params as { key: string }).key

const drafts: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/drafts/:key',
    title: '書きかけを読む',
    params: DraftPath,
    reply: Draft,
    access: 'full',
    terminal: true,
    handle: async (request, services) => readDraft(services, request, keyOf(request.params)),
  },
  {
    method: 'PUT',
    url: '/api/drafts/:key',
    title: '書きかけを残す',
    params: DraftPath,
    body: Draft,
    access: 'full',
    terminal: true,
    handle: async (request, services) =>
      keepDraft(services, request, keyOf(request.params), checked(Draft, request.body)),
  },
  {
    method: 'DELETE',
    url: '/api/drafts/:key',
    title: '書きかけを消す',
    params: DraftPath,
    access: 'full',
    terminal: true,
    handle: async (request, services) => dropDraft(services, request, keyOf(request.params)),
  },
]

export const routes: readonly Route[] = [...setup, ...session, ...accountRoutes, ...drafts]
