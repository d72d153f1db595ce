import { TOTP } from 'otpauth'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { passkeysPossible } from '#features/accounts/server/relyingParty.ts'
import { makeWorld, worldPassword } from '#tests/support/world.ts'
import type { Client, World } from '#tests/support/world.ts'
import { routes } from '../../src/apps/routes.ts'
import { Authenticator } from './authenticator.ts'

interface Problem {
  readonly code: string
}
interface SignedIn extends Problem {
  readonly codeNeeded: boolean
  readonly totpWanted: boolean
  readonly by: { readonly totp: boolean; readonly passkey: boolean }
}
interface Factors {
  readonly required: boolean
  readonly totp: boolean
  readonly passkeys: readonly { readonly id: string; readonly title: string }[]
  readonly recoveryCodesLeft: number
}
let world: World
beforeEach(async () => {
  world = await makeWorld({ routes, factors: false })
})
afterEach(() => world.close())

const origin = 'http://localhost:8700'
const password = { password: worldPassword }

async function signIn(account: string): Promise<{ client: Client; body: SignedIn }> {
  const client = world.anyone()
  const { body } = await client.post<SignedIn>('/api/session', {
    account,
    password: worldPassword,
    organization: 'hinata',
  })
  return { client, body }
}

const codeOf = (secret: string): string =>
  new TOTP({ secret }).generate({ timestamp: world.clock.now().getTime() })

async function setUpTotp(client: Client): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = (await client.post<{ secret: string }>('/api/account/totp', password)).body
  const confirmed = await client.post<{ recoveryCodes: string[] }>('/api/account/totp/confirm', {
    code: codeOf(secret),
  })
  expect(confirmed.status).toBe(200)
  return { secret, recoveryCodes: confirmed.body.recoveryCodes }
}

async function offered(client: Client): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { body } = await client.post<{ options: PublicKeyCredentialCreationOptionsJSON }>(
    '/api/account/passkeys/options',
    password,
  )
  return body.options
}

async function register(client: Client, device = new Authenticator(origin), title = '職場の鍵') {
  const answer = await client.post<{ id: string; recoveryCodes: string[] }>(
    '/api/account/passkeys',
    { title, response: device.register(await offered(client)) },
  )
  expect(answer.status).toBe(201)
  return { device, ...answer.body }
}

async function challenged(client: Client, url: string) {
  const { body } = await client.post<{ options: PublicKeyCredentialRequestOptionsJSON }>(
    `${url}/options`,
  )
  return body.options
}

const factorsOf = async (client: Client): Promise<Factors> =>
  (await client.get<Factors>('/api/account/factors')).body

/** The codes of what a client gets from every route but the open ones; signing out comes last. */
async function refusals(headers: Record<string, string>, client: Client) {
  const found: Record<string, string> = {}
  const isSignOut = (url: string, method: string): boolean =>
    method === 'DELETE' && url === '/api/session'
  const closed = routes.filter((one) => one.access !== 'open')
  const inOrder = closed.toSorted(
    (a, b) => Number(isSignOut(a.url, a.method)) - Number(isSignOut(b.url, b.method)),
  )
  for (const route of inOrder) {
    const url = route.url.replaceAll(/:(\w+)/g, '00000000-0000-7000-8000-000000000000')
    const answer =
      route.method === 'GET'
        ? await client.get<Problem>(url, { headers })
        : route.method === 'DELETE'
          ? await client.delete<Problem>(url, { headers, body: {} })
          : await client[route.method.toLowerCase() as 'post'](url, {}, { headers })
    found[`${route.method} ${route.url}`] = (answer.body as Problem)?.code ?? ''
  }
  return found
}

const setUpRoutes = [
  'GET /api/account/factors',
  'POST /api/account/totp',
  'POST /api/account/totp/confirm',
  'POST /api/account/passkeys/options',
  'POST /api/account/passkeys',
]

test('until the second factor that the policy asks for is set up, a session reaches its set-up and nothing else', async () => {
  const { client, body } = await signIn('ciso')
  expect(body).toMatchObject({ codeNeeded: false, totpWanted: true })
  expect((await client.get<Problem>('/api/session')).body.code).toBe('factor-needed')
  const refused = await refusals({}, client)
  const reachable = Object.keys(refused).filter((name) => refused[name] !== 'factor-needed')
  expect(reachable.toSorted()).toEqual(
    [
      ...setUpRoutes,
      'DELETE /api/session',
      'GET /api/account/password',
      'POST /api/session/code',
      'POST /api/session/code/passkey',
      'POST /api/session/code/passkey/options',
      'PUT /api/account/password',
    ].toSorted(),
  )
})

test('a token of somebody without the second factor of their role opens no route at all', async () => {
  const clerk = await world.as('clerk')
  const { token } = (
    await clerk.post<{ token: string }>('/api/account/tokens', {
      title: '集計',
      scopes: ['read', 'write'],
      until: '2026-12-31',
      password: worldPassword,
    })
  ).body
  const headers = { authorization: `Bearer ${token}` }
  expect((await world.anyone().get('/api/tasks', { headers })).status).toBe(200)
  await world.transact(async ({ db, newId, organization: { id, revision } }) => {
    await db
      .insertInto('assignments')
      .values({
        organization_id: id,
        id: newId(),
        role: 'ciso',
        scope: 'organization',
        person_id: world.persons.clerk,
        from_on: '2026-11-01',
      })
      .execute()
    await db
      .updateTable('organizations')
      .set({ revision: revision + 1 })
      .execute()
  })
  expect((await world.anyone().get<Problem>('/api/tasks', { headers })).body.code).toBe(
    'factor-needed',
  )
  const codes = await refusals(headers, world.anyone())
  const opened = Object.keys(codes).filter(
    (name) => !['factor-needed', 'not-by-token', 'input-invalid'].includes(codes[name]!),
  )
  expect(opened.map((name) => [name, codes[name]])).toEqual([])
  expect((await clerk.get<Problem>('/api/tasks')).body.code).toBe('factor-needed')
})

test('with the factor set up everything opens, and its removal closes it again', async () => {
  const { client } = await signIn('ciso')
  await setUpTotp(client)
  expect((await client.get('/api/session')).status).toBe(200)
  expect((await client.get('/api/tasks')).status).toBe(200)
  expect((await client.delete('/api/account/totp', { body: password })).status).toBe(204)
  expect((await client.get<Problem>('/api/tasks')).body.code).toBe('factor-needed')
  await register(client)
  expect((await client.get('/api/tasks')).status).toBe(200)
})

test('a recovery code works once, is counted, and a new set makes the old one void; all is in the journal', async () => {
  const { client } = await signIn('clerk')
  const { recoveryCodes } = await setUpTotp(client)
  const enter = async (code: string) =>
    (await (await signIn('clerk')).client.post<Problem>('/api/session/code', { code })).status
  expect([await enter(recoveryCodes[0]!), await enter(recoveryCodes[0]!)]).toEqual([200, 422])
  expect((await factorsOf(client)).recoveryCodesLeft).toBe(recoveryCodes.length - 1)
  const renewed = await client.post<{ recoveryCodes: string[] }>(
    '/api/account/recovery-codes',
    password,
  )
  expect(renewed.body.recoveryCodes).toHaveLength(recoveryCodes.length)
  expect([await enter(recoveryCodes[1]!), await enter(renewed.body.recoveryCodes[1]!)]).toEqual([
    422, 200,
  ])
  const rows = await world.journal()
  expect(
    rows.filter((row) => row.action === 'session.complete').map((row) => row.detail['by']),
  ).toEqual(['recovery', 'recovery'])
  expect(rows.some((row) => row.action === 'account.renew-recovery-codes')).toBe(true)
  for (const code of [...recoveryCodes, ...renewed.body.recoveryCodes])
    expect(JSON.stringify(rows)).not.toContain(code)
})

test('a passkey is the second step after the password, is renamed, listed and removed', async () => {
  const { client } = await signIn('clerk')
  const { device, id, recoveryCodes } = await register(client)
  expect(recoveryCodes).toHaveLength(8)
  const second = await register(client, new Authenticator(origin), '家の電話')
  expect(second.recoveryCodes).toEqual([])
  const { client: next, body } = await signIn('clerk')
  expect(body).toMatchObject({ codeNeeded: true, by: { totp: false, passkey: true } })
  expect((await next.get<Problem>('/api/tasks')).body.code).toBe('code-needed')
  const url = '/api/session/code/passkey'
  device.verifies = false
  const response = device.prove(await challenged(next, url))
  expect((await next.post(url, { response })).status).toBe(200)
  expect((await next.get('/api/tasks')).status).toBe(200)
  await next.put(`/api/account/passkeys/${id}`, { title: '新しい鍵' })
  expect((await factorsOf(next)).passkeys.map((one) => one.title)).toEqual(['新しい鍵', '家の電話'])
  for (const one of [id, second.id])
    expect((await next.delete(`/api/account/passkeys/${one}`, { body: password })).status).toBe(204)
  expect(await factorsOf(next)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 })
  expect((await signIn('clerk')).body.codeNeeded).toBe(false)
})

test('a passkey alone signs in, where the authenticator asks for PIN or finger', async () => {
  const { device } = await register((await signIn('clerk')).client)
  const url = '/api/session/passkey'
  const client = world.anyone()
  const proof = device.prove(await challenged(client, url))
  expect((await client.post(url, { response: proof })).status).toBe(200)
  expect((await client.get<{ person: { name: string } }>('/api/session')).body.person.name).toBe(
    '森 空',
  )
  const thief = world.anyone()
  expect((await thief.post<Problem>(url, { response: proof })).body.code).toMatch(
    /challenge-over|passkey-refused/,
  )
  device.verifies = false
  const weak = device.prove(await challenged(thief, url))
  expect((await thief.post<Problem>(url, { response: weak })).body.code).toBe('passkey-refused')
  expect((await world.journal()).map((row) => row.detail['why'])).toContain('passkey')
})

test('a challenge serves once, for its purpose, for some minutes', async () => {
  const { client } = await signIn('clerk')
  const options = await offered(client)
  const [one, other] = [new Authenticator(origin), new Authenticator(origin)]
  const add = (device: Authenticator, made = options) =>
    client.post<Problem>('/api/account/passkeys', { title: '鍵', response: device.register(made) })
  expect((await add(one)).status).toBe(201)
  expect((await add(other)).body.code).toBe('challenge-over')
  const late = await offered(client)
  world.clock.advance({ minutes: 6 })
  expect((await add(other, late)).body.code).toBe('challenge-over')
  const url = '/api/session/passkey'
  const foreign = await challenged(world.anyone(), url)
  expect((await add(other, { ...late, challenge: foreign.challenge })).body.code).toBe(
    'challenge-over',
  )
  expect((await add(other, { ...late, challenge: 'c2VsZi1tYWRl' })).body.code).toBe(
    'challenge-over',
  )
  const stale = one.prove(foreign)
  world.clock.advance({ minutes: 6 })
  expect((await world.anyone().post<Problem>(url, { response: stale })).body.code).toBe(
    'challenge-over',
  )
})

test('a passkey made for another address is refused, and so is one of somebody else', async () => {
  const { client } = await signIn('clerk')
  const elsewhere = new Authenticator('http://localhost.example')
  expect(
    (
      await client.post<Problem>('/api/account/passkeys', {
        title: '鍵',
        response: elsewhere.register(await offered(client)),
      })
    ).body.code,
  ).toBe('passkey-refused')
  const { device } = await register(client)
  await register((await signIn('colleague')).client)
  const { client: colleague } = await signIn('colleague')
  const url = '/api/session/code/passkey'
  const response = device.prove(await challenged(colleague, url))
  expect((await colleague.post<Problem>(url, { response })).body.code).toBe('passkey-refused')
})

test('an administrator resets the factors of somebody else, whose sessions then end', async () => {
  const { client } = await signIn('ciso')
  await setUpTotp(client)
  await register(client)
  const admin = await world.as('admin')
  const url = `/api/accounts/${world.accounts.ciso}/factors`
  expect((await (await world.as('clerk')).delete<Problem>(url)).body.code).toBe('not-allowed')
  expect((await admin.delete(url)).status).toBe(204)
  expect((await client.get('/api/session')).status).toBe(401)
  expect((await signIn('ciso')).body).toMatchObject({ codeNeeded: false, totpWanted: true })
  expect((await admin.delete<Problem>(url)).body.code).toBe('factors-none')
  expect((await world.journal()).map((row) => row.action)).toContain('account.reset-factors')
})

test('passkeys need an https address with a name, or this machine', () => {
  const at = (publicUrl: string): boolean =>
    passkeysPossible({ ...world.services.settings, publicUrl })
  expect(
    [
      'https://sekisho.example.lg.jp',
      'http://localhost:8700',
      'http://sekisho.example.lg.jp',
      'https://192.0.2.1',
      'http://[::1]:8700',
    ].map(at),
  ).toEqual([true, true, false, false, false])
})
