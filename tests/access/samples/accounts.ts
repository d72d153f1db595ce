import { TOTP } from 'otpauth'
import { worldPassword } from '../../support/world.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'
import { keepers, newPerson } from './organization.ts'

const password = { password: worldPassword }
let made = 0

/** The account of a new person, so that a change of it affects no persona. */
async function newAccount(world: World): Promise<string> {
  const answer = await (
    await world.as('admin')
  ).post<{ id: string }>('/api/accounts', {
    person: await newPerson(world),
    account: `new-${(made += 1)}`,
  })
  return answer.body.id
}

/** Begins a second factor as the persona; returns the code that the authenticator would show. */
async function codeOf(world: World, persona: Persona): Promise<string> {
  if (persona === 'nobody') return '000000'
  const client = await world.as(persona)
  const {
    body: { secret },
  } = await client.post<{ secret: string }>('/api/account/totp', password)
  return new TOTP({ secret }).generate({ timestamp: world.clock.now().getTime() })
}

/** A session of the clerk that no persona uses. */
async function otherSession(world: World): Promise<string> {
  await world.as('clerk')
  const { body } = await (
    await world.as('clerk')
  ).get<{ sessions: { id: string; current: boolean }[] }>('/api/account')
  return body.sessions.find((session) => !session.current)!.id
}

async function newToken(world: World): Promise<string> {
  return (
    await (
      await world.as('clerk')
    ).post<{ id: string }>('/api/account/tokens', { title: '集計', scopes: ['read'] })
  ).body.id
}

const draft = { values: { reason: '書きかけ' }, savedAt: '2026-11-02T09:00:00+09:00' }
const setup = {
  code: 'x',
  pack: 'hinata',
  title: '町',
  unit: '役場',
  administrator: { name: '空 一', kana: 'そら はじめ', account: 'sora', password: worldPassword },
}

const session: readonly Sample[] = [
  { route: 'GET /api/setup', request: () => ({ url: '/api/setup' }), may: own, open: true },
  {
    route: 'POST /api/setup',
    request: () => ({ url: '/api/setup', body: setup }),
    may: [],
    open: true,
  },
  {
    route: 'GET /api/session',
    request: () => ({ url: '/api/session' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/session',
    request: () => ({
      url: '/api/session',
      body: { account: 'head', password: worldPassword, organization: 'hinata' },
    }),
    may: own,
    open: true,
  },
  {
    route: 'POST /api/session/code',
    request: () => ({ url: '/api/session/code', body: { code: '000000' } }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/session',
    request: () => ({ url: '/api/session' }),
    may: own,
    foreignersOwn: true,
  },
]

const ownAccount: readonly Sample[] = [
  {
    route: 'GET /api/account',
    request: () => ({ url: '/api/account' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/account/password',
    request: () => ({ url: '/api/account/password' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/account/totp',
    request: () => ({ url: '/api/account/totp', body: password }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/account/totp/confirm',
    request: async (world, persona) => ({
      url: '/api/account/totp/confirm',
      body: { code: await codeOf(world, persona) },
    }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/account/totp',
    request: () => ({ url: '/api/account/totp', body: password }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/account/sessions',
    request: () => ({ url: '/api/account/sessions' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/account/sessions/:id',
    request: async (world) => ({ url: `/api/account/sessions/${await otherSession(world)}` }),
    may: ['clerk'],
  },
  {
    route: 'POST /api/account/tokens',
    request: () => ({ url: '/api/account/tokens', body: { title: '集計', scopes: ['read'] } }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/account/tokens/:id',
    request: async (world) => ({ url: `/api/account/tokens/${await newToken(world)}` }),
    may: ['clerk'],
  },
  {
    route: 'PUT /api/account/password',
    request: () => ({
      url: '/api/account/password',
      body: { current: worldPassword, password: 'Yama-no-Oto-2027' },
    }),
    may: own,
    foreignersOwn: true,
  },
]

const everybodys: readonly Sample[] = [
  {
    route: 'GET /api/accounts',
    request: () => ({ url: '/api/accounts' }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/accounts',
    request: async (world) => ({
      url: '/api/accounts',
      body: { person: await newPerson(world), account: `invited-${(made += 1)}` },
    }),
    may: keepers,
  },
  {
    route: 'POST /api/accounts/:id/password',
    request: async (world) => ({
      url: `/api/accounts/${await newAccount(world)}/password`,
      body: {},
    }),
    may: keepers,
  },
  {
    route: 'PUT /api/accounts/:id/administrator',
    request: async (world) => ({
      url: `/api/accounts/${await newAccount(world)}/administrator`,
      body: { administrator: true },
    }),
    may: keepers,
  },
  {
    route: 'DELETE /api/accounts/:id',
    request: async (world) => ({ url: `/api/accounts/${await newAccount(world)}` }),
    may: keepers,
  },
]

const drafts: readonly Sample[] = [
  {
    route: 'PUT /api/drafts/:key',
    request: () => ({ url: '/api/drafts/apply.take-out', body: draft }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/drafts/:key',
    request: () => ({ url: '/api/drafts/apply.take-out' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/drafts/:key',
    request: () => ({ url: '/api/drafts/apply.take-out' }),
    may: own,
    foreignersOwn: true,
  },
]

export const accountSamples: readonly Sample[] = [
  ...session,
  ...ownAccount,
  ...everybodys,
  ...drafts,
]
