import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#features/accounts/server/routes.ts'
import { makeWorld, worldPassword } from '#tests/support/world.ts'
import type { Client, World } from '#tests/support/world.ts'

interface Problem {
  readonly code: string
}
let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const signIn = async (account: string, password = worldPassword): Promise<Client> => {
  const client = world.anyone()
  expect(
    (await client.post('/api/session', { account, password, organization: 'hinata' })).status,
  ).toBe(200)
  return client
}
const codeOf = (secret: string): string =>
  new TOTP({ secret }).generate({ timestamp: world.clock.now().getTime() })

async function enrol(client: Client): Promise<{ secret: string; recoveryCodes: string[] }> {
  const offer = await client.post<{ secret: string; svg: string }>('/api/account/totp', {
    password: worldPassword,
  })
  expect(offer.body.svg).toContain('<svg')
  const confirmed = await client.post<{ recoveryCodes: string[] }>('/api/account/totp/confirm', {
    code: codeOf(offer.body.secret),
  })
  expect(confirmed.status).toBe(200)
  return { secret: offer.body.secret, recoveryCodes: confirmed.body.recoveryCodes }
}

test('with a second factor a password alone opens nothing, a code serves once, and a recovery code helps once', async () => {
  const { secret, recoveryCodes } = await enrol(await signIn('clerk'))
  expect(recoveryCodes).toHaveLength(8)
  const client = await signIn('clerk')
  expect((await client.get<Problem>('/api/session')).body.code).toBe('code-needed')
  expect((await client.get<Problem>('/api/account')).body.code).toBe('code-needed')
  expect(
    (await client.post<Problem>('/api/session/code', { code: codeOf(secret) })).body.code,
  ).toBe('code-wrong')
  world.clock.advance({ seconds: 60 })
  const before = client.cookies.get('sekisho_session')
  expect((await client.post('/api/session/code', { code: codeOf(secret) })).status).toBe(200)
  expect(client.cookies.get('sekisho_session')).not.toBe(before)
  expect((await client.get('/api/session')).status).toBe(200)
  const second = await signIn('clerk')
  expect(
    (await second.post<Problem>('/api/session/code', { code: codeOf(secret) })).body.code,
  ).toBe('code-wrong')
  expect((await second.post('/api/session/code', { code: recoveryCodes[3]! })).status).toBe(200)
  const third = await signIn('clerk')
  expect(
    (await third.post<Problem>('/api/session/code', { code: recoveryCodes[3]! })).body.code,
  ).toBe('code-wrong')
})

test('the secret of a second factor lies encrypted in the database', async () => {
  const { secret } = await enrol(await signIn('colleague'))
  const row = await world.transact(({ db }) =>
    db
      .selectFrom('accounts')
      .selectAll()
      .where('id', '=', world.accounts.colleague)
      .executeTakeFirstOrThrow(),
  )
  expect(row.totp_secret?.includes(Buffer.from(new TOTP({ secret }).secret.bytes))).toBe(false)
})

test.each([
  ['PUT', '/api/account/password', { password: 'anders-und-lang-5' }],
  ['POST', '/api/account/totp', {}],
  ['DELETE', '/api/account/totp', {}],
  ['POST', '/api/account/recovery-codes', {}],
  ['POST', '/api/account/tokens', { title: '集計', scopes: ['read'], until: '2026-12-31' }],
  ['POST', '/api/account/passkeys/options', {}],
  ['DELETE', '/api/account/passkeys/00000000-0000-7000-8000-000000000001', {}],
] as const)(
  'whoever finds a session open cannot try passwords by %s %s: each wrong one is journaled, and as many as at the sign-in lock',
  async (method, url, body) => {
    await world.transact(({ db }) =>
      db
        .updateTable('accounts')
        .set({ failed: 0, locked_until: null })
        .where('id', '=', world.accounts.worksHead)
        .execute(),
    )
    const client = await signIn('workshead')
    const before = (await world.journal()).length
    const attempt = () =>
      method === 'DELETE'
        ? client.delete<Problem>(url, { body: { password: 'wrong' } })
        : method === 'PUT'
          ? client.put<Problem>(url, { current: 'wrong', ...body })
          : client.post<Problem>(url, { password: 'wrong', ...body })
    for (let i = 0; i < 5; i += 1) expect((await attempt()).body.code).toBe('password-wrong')
    expect((await attempt()).body.code).toBe('signed-out')
    const rows = (await world.journal()).slice(before)
    expect(
      rows.filter((row) => row.action === 'session.refuse').map((row) => row.detail['why']),
    ).toEqual(Array.from({ length: 5 }, () => 'password'))
    expect(
      (
        await world.anyone().post('/api/session', {
          account: 'workshead',
          password: worldPassword,
          organization: 'hinata',
        })
      ).status,
    ).toBe(401)
  },
)

test('a changed password ends every other session, and the last ones are not taken again', async () => {
  const [here, there] = [await signIn('deputy'), await signIn('deputy')]
  const change = (current: string, password: string) =>
    here.put<Problem>('/api/account/password', { current, password })
  expect((await change('wrong', 'Mori-no-Ki-2026')).body.code).toBe('password-wrong')
  expect((await change(worldPassword, 'Mori-no-Ki-2026')).status).toBe(204)
  expect((await there.get('/api/session')).status).toBe(401)
  expect((await here.get('/api/session')).status).toBe(200)
  expect((await change('Mori-no-Ki-2026', worldPassword)).body.code).toBe('password-weak')
})

test('a password older than the pack allows must be changed', async () => {
  world.clock.advance({ days: 200 })
  const client = world.anyone()
  const { body } = await client.post<{ mustChange: boolean }>('/api/session', {
    account: 'head',
    password: worldPassword,
    organization: 'hinata',
  })
  expect(body.mustChange).toBe(true)
})

test('sessions are listed and can be ended singly, or all except the present one', async () => {
  const [here, there] = [await world.as('worksClerk'), await world.as('worksClerk')]
  const { sessions } = (
    await here.get<{ sessions: { id: string; current: boolean }[] }>('/api/account')
  ).body
  expect(sessions.filter((one) => one.current)).toHaveLength(1)
  const other = sessions.find((one) => !one.current)!
  expect((await (await world.as('clerk')).delete(`/api/account/sessions/${other.id}`)).status).toBe(
    404,
  )
  expect((await here.delete(`/api/account/sessions/${other.id}`)).status).toBe(204)
  expect((await there.get('/api/session')).status).toBe(401)
  const third = await world.as('worksClerk')
  expect((await here.delete('/api/account/sessions')).status).toBe(204)
  expect((await third.get('/api/session')).status).toBe(401)
})

test('a token reads and writes as far as its scopes go, never touches the account, and ends', async () => {
  const owner = await world.as('worksClerk')
  const made = await owner.post<{ id: string; token: string }>('/api/account/tokens', {
    title: '集計',
    scopes: ['read'],
    until: '2027-09-30',
    password: worldPassword,
  })
  const headers = { authorization: `Bearer ${made.body.token}` }
  const machine = world.anyone()
  expect((await machine.get('/api/drafts/x', { headers })).status).toBe(204)
  expect(
    (
      await machine.put<Problem>(
        '/api/drafts/x',
        { values: {}, savedAt: '2026-11-02T09:00:00Z' },
        { headers },
      )
    ).body.code,
  ).toBe('token-scope')
  expect((await machine.get<Problem>('/api/account', { headers })).body.code).toBe('not-by-token')
  expect((await owner.delete(`/api/account/tokens/${made.body.id}`)).status).toBe(204)
  expect((await machine.get('/api/drafts/x', { headers })).status).toBe(401)
})

test('a reset gives a new temporary password and ends every session; nobody resets their own', async () => {
  const victim = await world.as('worksHead')
  const admin = await world.as('admin')
  expect(
    (await victim.post<Problem>(`/api/accounts/${world.accounts.clerk}/password`, {})).body.code,
  ).toBe('not-allowed')
  expect(
    (await admin.post<Problem>(`/api/accounts/${world.accounts.admin}/password`, {})).body.code,
  ).toBe('own-account')
  expect(
    (await admin.post<Problem>(`/api/accounts/${world.accounts.foreignClerk}/password`, {})).status,
  ).toBe(404)
  const reset = await admin.post<{ password: string }>(
    `/api/accounts/${world.accounts.worksHead}/password`,
    {},
  )
  expect((await victim.get('/api/session')).status).toBe(401)
  await signIn('workshead', reset.body.password)
})

test('an ended account opens nothing any more, and may be invited again', async () => {
  const admin = await world.as('admin')
  expect((await admin.delete(`/api/accounts/${world.accounts.chiefDeputy}`)).status).toBe(204)
  expect(
    (
      await world.anyone().post('/api/session', {
        account: 'chiefdeputy',
        password: worldPassword,
        organization: 'hinata',
      })
    ).status,
  ).toBe(401)
  expect(
    (await admin.post('/api/accounts', { person: world.persons.chiefDeputy, account: 'nozomi' }))
      .status,
  ).toBe(201)
  const rows = await admin.get<{ name: string }[]>('/api/accounts')
  expect(rows.body.map((row) => row.name)).not.toContain('foreignclerk')
})

test('a draft comes back to its account alone', async () => {
  const clerk = await world.as('clerk')
  const draft = { values: { purpose: '監査のため' }, savedAt: '2026-11-02T09:00:00.000Z' }
  expect((await clerk.put('/api/drafts/case%3Atake-out', draft)).status).toBe(204)
  expect((await clerk.get('/api/drafts/case%3Atake-out')).body).toEqual(draft)
  expect((await (await world.as('colleague')).get('/api/drafts/case%3Atake-out')).status).toBe(204)
  await clerk.delete('/api/drafts/case%3Atake-out')
  expect((await clerk.get('/api/drafts/case%3Atake-out')).status).toBe(204)
})
