import { TOTP } from 'otpauth'
import { openSession, worldPassword } from '../../support/world.ts'
import type { World } from '../../support/world.ts'
import { passkeyRow } from '../../support/world/people.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'
import { keepers, newPerson } from './organization.ts'

const password = { password: worldPassword }
let made = 0
const newTokenBody = {
  title: '集計',
  scopes: ['read'],
  until: '2026-12-31',
  password: worldPassword,
}

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

/** A new account with a session, as its keepers see it. */
async function newSession(world: World): Promise<{ account: string; session: string }> {
  const account = await newAccount(world)
  await openSession(world.services, world.organizationId, account)
  const { body } = await (
    await world.as('admin')
  ).get<{ sessions: { id: string }[] }>(`/api/accounts/${account}/access`)
  return { account, session: body.sessions[0]!.id }
}

/** A row of a table that no persona has. */
async function insertRow(
  world: World,
  table: 'api_tokens' | 'passkeys',
  account: string,
): Promise<string> {
  return world.transact(async ({ db, now, newId }) => {
    const id = newId()
    await (table === 'passkeys'
      ? db
          .insertInto('passkeys')
          .values({
            ...passkeyRow(world.organizationId, account, now),
            id,
            credential_id: `none-${id}`,
          })
          .execute()
      : db
          .insertInto('api_tokens')
          .values({
            organization_id: world.organizationId,
            id,
            account_id: account,
            title: '集計',
            token_hash: Buffer.from(id),
            scopes: ['read'],
            created_at: now,
          })
          .execute())
    return id
  })
}

/** A passkey of the clerk, which is removed after each try. */
async function clerksPasskey(world: World): Promise<string> {
  return insertRow(world, 'passkeys', world.accounts.clerk)
}
const removeClerksPasskeys = (world: World) =>
  world.transact(({ db }) =>
    db
      .deleteFrom('passkeys')
      .where('organization_id', '=', world.organizationId)
      .where('account_id', '=', world.accounts.clerk)
      .execute(),
  )

const assertion = {
  response: {
    id: 'none',
    rawId: 'none',
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: 'e30', authenticatorData: '', signature: '' },
  },
}

async function newToken(world: World): Promise<string> {
  return (await (await world.as('clerk')).post<{ id: string }>('/api/account/tokens', newTokenBody))
    .body.id
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
    route: 'POST /api/session/passkey/options',
    request: () => ({ url: '/api/session/passkey/options' }),
    may: own,
    open: true,
  },
  {
    route: 'POST /api/session/passkey',
    request: () => ({ url: '/api/session/passkey', body: assertion }),
    may: [],
    open: true,
  },
  {
    route: 'POST /api/session/code/passkey/options',
    request: () => ({ url: '/api/session/code/passkey/options' }),
    // whoever has a passkey
    may: ['chief'],
  },
  {
    route: 'POST /api/session/code/passkey',
    request: () => ({ url: '/api/session/code/passkey', body: assertion }),
    // their sessions are complete already
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
    route: 'GET /api/account/factors',
    request: () => ({ url: '/api/account/factors' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/account/recovery-codes',
    request: () => ({ url: '/api/account/recovery-codes', body: password }),
    may: ['chief'],
  },
  {
    route: 'POST /api/account/passkeys/options',
    request: () => ({ url: '/api/account/passkeys/options', body: password }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/account/passkeys',
    request: () => ({
      url: '/api/account/passkeys',
      body: {
        title: '鍵',
        response: {
          ...assertion.response,
          response: { clientDataJSON: 'e30', attestationObject: '' },
        },
      },
    }),
    // the authenticator of nobody
    may: [],
  },
  {
    route: 'PUT /api/account/passkeys/:id',
    request: async (world) => ({
      url: `/api/account/passkeys/${await clerksPasskey(world)}`,
      body: { title: '新しい名前' },
    }),
    may: ['clerk'],
    after: removeClerksPasskeys,
  },
  {
    route: 'DELETE /api/account/passkeys/:id',
    request: async (world) => ({
      url: `/api/account/passkeys/${await clerksPasskey(world)}`,
      body: password,
    }),
    may: ['clerk'],
    after: removeClerksPasskeys,
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
    request: () => ({ url: '/api/account/tokens', body: newTokenBody }),
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
    route: 'GET /api/accounts/:id/access',
    request: async (world) => ({ url: `/api/accounts/${await newAccount(world)}/access` }),
    may: keepers,
  },
  {
    route: 'DELETE /api/accounts/:id/access',
    request: async (world) => ({ url: `/api/accounts/${await newAccount(world)}/access` }),
    may: keepers,
  },
  {
    route: 'DELETE /api/accounts/:id/sessions/:session',
    request: async (world) => {
      const { account, session: id } = await newSession(world)
      return { url: `/api/accounts/${account}/sessions/${id}` }
    },
    may: keepers,
  },
  {
    route: 'DELETE /api/accounts/:id/tokens/:token',
    request: async (world) => {
      const account = await newAccount(world)
      return {
        url: `/api/accounts/${account}/tokens/${await insertRow(world, 'api_tokens', account)}`,
      }
    },
    may: keepers,
  },
  {
    route: 'DELETE /api/accounts/:id/factors',
    request: async (world) => {
      const account = await newAccount(world)
      await insertRow(world, 'passkeys', account)
      return { url: `/api/accounts/${account}/factors` }
    },
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
  {
    route: 'GET /api/accounts/proposal',
    request: (world) => ({ url: `/api/accounts/proposal?person=${world.persons.clerk}` }),
    may: keepers,
  },
  {
    route: 'GET /api/persons/:id/waits',
    request: (world) => ({ url: `/api/persons/${world.persons.clerk}/waits` }),
    may: keepers,
  },
  ...session,
  ...ownAccount,
  ...everybodys,
  ...drafts,
]
