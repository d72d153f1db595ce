import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeAccountByCase } from '#features/accounts/server/public.ts'
import { routes } from '#features/accounts/server/routes.ts'
import { makeWorld, worldPassword } from '#tests/support/world.ts'
import type { Client, PersonName, World } from '#tests/support/world.ts'

interface Problem {
  readonly code: string
  readonly faults?: readonly { readonly at: string }[]
}
interface Access {
  readonly sessions: readonly { readonly id: string; readonly address: string | null }[]
  readonly tokens: readonly {
    readonly id: string
    readonly usedAt: string | null
    readonly address: string | null
    readonly expiresAt: string
  }[]
}
let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

const signIn = (client: Client, account: string, password = worldPassword) =>
  client.post<Problem>('/api/session', { account, password, organization: 'hinata' })

async function signedIn(account: string): Promise<Client> {
  const client = world.anyone()
  expect((await signIn(client, account)).status).toBe(200)
  return client
}

const makeToken = (client: Client, until = '2026-12-31') =>
  client.post<Problem & { id: string; token: string }>('/api/account/tokens', {
    title: '集計',
    scopes: ['read'],
    until,
    password: worldPassword,
  })

const byToken = async (token: string): Promise<number> =>
  (await world.anyone().get('/api/drafts/x', { headers: { authorization: `Bearer ${token}` } }))
    .status

/** A session and a token of the clerk, both in use. */
async function atWork(): Promise<{ client: Client; token: string; statuses(): Promise<number[]> }> {
  const client = await signedIn('clerk')
  const { token } = (await makeToken(client)).body
  const statuses = async (): Promise<number[]> => [
    (await client.get('/api/session')).status,
    await byToken(token),
  ]
  expect(await statuses()).toEqual([200, 204])
  return { client, token, statuses }
}

test('a password that its owner changes ends the tokens and the other sessions', async () => {
  const { statuses } = await atWork()
  const here = await signedIn('clerk')
  expect(
    (
      await here.put('/api/account/password', {
        current: worldPassword,
        password: 'Mori-no-Ki-2026',
      })
    ).status,
  ).toBe(204)
  expect(await statuses()).toEqual([401, 401])
  expect((await here.get('/api/session')).status).toBe(200)
})

test('a reset password, another kind of sign-in and the end of the account end sessions and tokens', async () => {
  const admin = await world.as('admin')
  const url = `/api/accounts/${world.accounts.clerk}`
  const { statuses } = await atWork()
  expect((await admin.post(`${url}/password`, {})).status).toBe(200)
  expect(await statuses()).toEqual([401, 401])
  const head = await signedIn('head')
  const { token } = (await makeToken(head)).body
  expect((await admin.delete(`/api/accounts/${world.accounts.head}`)).status).toBe(204)
  expect([(await head.get('/api/session')).status, await byToken(token)]).toEqual([401, 401])
  const colleague = await signedIn('colleague')
  const other = (await makeToken(colleague)).body
  await world.transact(({ db }) =>
    db
      .updateTable('persons')
      .set({ number: 'R-0042' })
      .where('id', '=', world.persons.colleague)
      .execute(),
  )
  await admin.post('/api/accounts', { person: world.persons.colleague, kind: 'code' })
  expect([(await colleague.get('/api/session')).status, await byToken(other.token)]).toEqual([
    401, 401,
  ])
})

test('a locked account has no session, and its tokens are refused until the lock is over', async () => {
  const { statuses, token } = await atWork()
  for (let i = 0; i < 5; i += 1) await signIn(world.anyone(), 'clerk', 'wrong')
  expect(await statuses()).toEqual([401, 401])
  world.clock.advance({ minutes: 16 })
  expect(await byToken(token)).toBe(204)
})

test('a suspended account ends both, and being resumed brings neither back', async () => {
  const { statuses } = await atWork()
  await world.transact((tx) => changeAccountByCase(tx, 'suspend', world.persons.clerk))
  expect(await statuses()).toEqual([401, 401])
  await world.transact((tx) => changeAccountByCase(tx, 'resume', world.persons.clerk))
  expect(await statuses()).toEqual([401, 401])
})

test('a token older than the password is refused, whatever changed the password', async () => {
  const { token } = await atWork()
  world.clock.advance({ minutes: 1 })
  await world.transact(({ db, now }) =>
    db
      .updateTable('accounts')
      .set({ password_set_at: now })
      .where('id', '=', world.accounts.clerk)
      .execute(),
  )
  expect(await byToken(token)).toBe(401)
})

test('a session that somebody finds open makes no token, which would outlive it', async () => {
  const client = await world.as('clerk')
  const body = { title: '集計', scopes: ['read', 'write'], until: '2026-12-31' }
  const make = (more: object) => client.post<Problem>('/api/account/tokens', { ...body, ...more })
  expect((await make({})).status).toBe(422)
  const wrong = await make({ password: 'wrong' })
  expect([wrong.status, wrong.body]).toMatchObject([
    422,
    { code: 'password-wrong', faults: [{ at: '/password' }] },
  ])
  expect((await client.get<Access>('/api/account')).body.tokens).toEqual([])
  expect((await world.journal()).map(({ action }) => action)).not.toContain('token.create')
  expect((await make({ password: worldPassword })).status).toBe(201)
  const made = (await world.journal()).find(({ action }) => action === 'token.create')
  expect(JSON.stringify(made)).not.toContain(worldPassword)
})

test('a token has an end, at most a year ahead, is shown with it and is refused after it', async () => {
  const client = await world.as('clerk')
  for (const until of ['2026-11-01', '2027-11-03', '9999-12-31'])
    expect((await makeToken(client, until)).body).toMatchObject({
      code: 'token-span',
      faults: [{ at: '/until' }],
    })
  expect((await makeToken(client, '2027-11-02')).status).toBe(201)
  expect(
    (
      await client.post('/api/account/tokens', {
        title: '集計',
        scopes: ['read'],
        password: worldPassword,
      })
    ).status,
  ).toBe(422)
  const { token } = (await makeToken(client, '2026-11-03')).body
  world.clock.set('2026-11-03 23:59')
  expect(await byToken(token)).toBe(204)
  const shown = async () =>
    (await client.get<Access>('/api/account')).body.tokens.map((one) => one.expiresAt)
  expect(await shown()).toHaveLength(2)
  world.clock.set('2026-11-04 00:00')
  expect(await byToken(token)).toBe(401)
  expect(await shown()).toHaveLength(1)
})

test('a token from before tokens had an end is refused after a year', async () => {
  const client = await world.as('clerk')
  const { token, id } = (await makeToken(client)).body
  await world.transact(({ db }) =>
    db.updateTable('api_tokens').set({ expires_at: null }).where('id', '=', id).execute(),
  )
  world.clock.advance({ days: 364 })
  expect(await byToken(token)).toBe(204)
  world.clock.advance({ days: 2 })
  expect(await byToken(token)).toBe(401)
})

test('administrators see when and from where somebody is signed in and uses tokens, and end each of them', async () => {
  const { client, token, statuses } = await atWork()
  const admin = await world.as('admin')
  const url = `/api/accounts/${world.accounts.clerk}`
  const access = async () => (await admin.get<Access>(`${url}/access`)).body
  const before = await access()
  expect(before).toMatchObject({
    sessions: [{ address: '127.0.0.1' }],
    tokens: [{ address: '127.0.0.1', usedAt: expect.any(String) }],
  })
  expect((await client.get<Access>('/api/account')).body.tokens).toEqual(before.tokens)
  expect((await admin.delete(`${url}/tokens/${before.tokens[0]!.id}`)).status).toBe(204)
  expect(await statuses()).toEqual([200, 401])
  expect((await admin.delete(`${url}/sessions/${before.sessions[0]!.id}`)).status).toBe(204)
  expect(await statuses()).toEqual([401, 401])
  expect((await admin.delete(`${url}/sessions/${before.sessions[0]!.id}`)).status).toBe(404)
  const again = await atWork()
  expect((await admin.delete(`${url}/access`)).status).toBe(204)
  expect(await again.statuses()).toEqual([401, 401])
  expect(token).not.toBe(again.token)
  const events = (await world.journal()).filter((row) => row.action === 'account.end-access')
  expect(events.map((row) => [row.actor, row.subjectId])).toEqual(
    Array.from({ length: 3 }, () => [world.persons.admin, world.accounts.clerk]),
  )
  expect((await (await world.as('head')).get<Problem>(`${url}/access`)).body.code).toBe(
    'not-allowed',
  )
})

test('a new sign-in ends the former session of its browser, whosever it was', async () => {
  const client = await signedIn('clerk')
  const thief = world.anyone()
  for (const [name, value] of client.cookies) thief.cookies.set(name, value)
  expect((await thief.get('/api/session')).status).toBe(200)
  expect((await signIn(client, 'head')).status).toBe(200)
  expect((await thief.get('/api/session')).status).toBe(401)
  expect((await client.get('/api/session')).status).toBe(200)
})

test('a request in the name of another person than the one signed in is refused, whatever it asks', async () => {
  const names: readonly PersonName[] = ['clerk', 'head']
  const [clerk, head] = await Promise.all(names.map((name) => world.as(name)))
  const draft = { values: { reason: '書きかけ' }, savedAt: '2026-11-02T09:00:00+09:00' }
  const believed = { headers: { 'x-sekisho-account': world.accounts.clerk } }
  expect((await clerk!.put('/api/drafts/a', draft, believed)).status).toBe(204)
  expect((await head!.put<Problem>('/api/drafts/a', draft, believed)).body.code).toBe(
    'other-person',
  )
  expect((await head!.get<Problem>('/api/account', believed)).body.code).toBe('other-person')
  expect((await head!.get('/api/drafts/a')).status).toBe(204)
})

test('under https the cookies are bound to this host; over http on this machine they keep their names', async () => {
  const secure = await makeWorld({ routes, settings: { publicUrl: 'https://sekisho.example' } })
  try {
    const client = secure.anyone()
    const { headers } = await client.post('/api/session', {
      account: 'clerk',
      password: worldPassword,
      organization: 'hinata',
    })
    expect([...client.cookies.keys()].toSorted()).toEqual([
      '__Host-sekisho_csrf',
      '__Host-sekisho_session',
    ])
    for (const cookie of [headers['set-cookie']].flat()) {
      expect(cookie).toContain('Secure')
      expect(cookie).toContain('Path=/')
      expect(cookie).not.toContain('Domain')
    }
    expect((await client.get('/api/session')).status).toBe(200)
  } finally {
    await secure.close()
  }
  const plain = await signedIn('clerk')
  expect([...plain.cookies.keys()].toSorted()).toEqual(['sekisho_csrf', 'sekisho_session'])
})

test('signing out has the browser forget what it cached', async () => {
  const client = await signedIn('clerk')
  expect((await client.delete('/api/session')).headers['clear-site-data']).toBe('"cache"')
})

test('a refused sign-in is answered at a step of time, whether the organisation exists or not', async () => {
  const slow = await makeWorld({ routes, settings: { refusalStep: 120 } })
  try {
    for (const organization of ['hinata', 'there-is-none']) {
      const begun = performance.now()
      const { body, status } = await slow
        .anyone()
        .post<Problem>('/api/session', { account: 'clerk', password: 'wrong', organization })
      expect([status, body.code]).toEqual([401, 'sign-in-refused'])
      expect(performance.now() - begun).toBeGreaterThanOrEqual(119)
    }
  } finally {
    await slow.close()
  }
})
