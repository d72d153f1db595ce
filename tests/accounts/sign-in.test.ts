import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#features/accounts/server/routes.ts'
import { makeWorld, worldPassword } from '#tests/support/world.ts'
import type { Client, World } from '#tests/support/world.ts'

interface Problem {
  readonly code: string
  readonly detail: string
  readonly faults?: readonly { detail: string }[]
}
let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const signIn = (client: Client, account: string, password = worldPassword) =>
  client.post<Problem & { codeNeeded: boolean; mustChange: boolean; totpWanted: boolean }>(
    '/api/session',
    { account, password, organization: 'hinata' },
  )

test('the right name and password open a session that says who it is', async () => {
  const client = world.anyone()
  expect((await client.get<Problem>('/api/session')).body.code).toBe('signed-out')
  expect((await signIn(client, 'head')).body).toEqual({
    codeNeeded: false,
    mustChange: false,
    totpWanted: false,
    by: { totp: false, passkey: false },
  })
  const { body } = await client.get<Record<string, unknown>>('/api/session')
  expect(body).toMatchObject({
    person: { name: '佐藤 花' },
    organization: { title: 'ひなた町', demo: false },
    unit: { title: '福祉課' },
    strength: 'full',
    lastSignInAt: null,
  })
  expect(body['roles']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ role: 'security-officer', scopeTitle: '福祉課' }),
    ]),
  )
})

test('the time of the sign-in before is shown at the next', async () => {
  const at = world.clock.now().toISOString()
  await signIn(world.anyone(), 'colleague')
  world.clock.advance({ hours: 1 })
  const client = world.anyone()
  await signIn(client, 'colleague')
  expect((await client.get<{ lastSignInAt: string }>('/api/session')).body.lastSignInAt).toBe(at)
})

test('an unknown name, a wrong password and a foreign account get the same sentence', async () => {
  const answers = await Promise.all([
    signIn(world.anyone(), 'nobody'),
    signIn(world.anyone(), 'clerk', 'wrong'),
    signIn(world.anyone(), 'foreignclerk'),
  ])
  const said = answers.map(({ status, body }) => JSON.stringify({ status, ...body, requestId: '' }))
  expect(new Set(said).size).toBe(1)
  expect(answers[0]!.status).toBe(401)
})

test('failed attempts are journaled without what was typed', async () => {
  await signIn(world.anyone(), 'nobody', 'geheim-und-lang')
  const failed = (await world.journal()).findLast((row) => row.action === 'session.refuse')
  expect(failed?.detail['why']).toBe('unknown')
  expect(JSON.stringify(await world.journal())).not.toContain('geheim')
})

test("the pack's count of wrong passwords locks the account for the pack's minutes, and the right one does not open it then", async () => {
  for (let i = 0; i < 5; i += 1) await signIn(world.anyone(), 'workshead', 'wrong')
  expect((await signIn(world.anyone(), 'workshead')).status).toBe(401)
  world.clock.advance({ minutes: 14 })
  expect((await signIn(world.anyone(), 'workshead')).status).toBe(401)
  world.clock.advance({ minutes: 2 })
  expect((await signIn(world.anyone(), 'workshead')).status).toBe(200)
})

test("a session ends for lack of use after the pack's minutes, and at the latest after its hours", async () => {
  const idle = world.anyone()
  await signIn(idle, 'clerk')
  world.clock.advance({ minutes: 16 })
  expect((await idle.get('/api/session')).status).toBe(401)
  const busy = world.anyone()
  await signIn(busy, 'clerk')
  for (let i = 0; i < 59; i += 1) {
    world.clock.advance({ minutes: 10 })
    expect((await busy.get('/api/session')).status).toBe(200)
  }
  world.clock.advance({ minutes: 10 })
  expect((await busy.get('/api/session')).status).toBe(401)
})

test('a page that asks by itself, while nobody touches it, keeps no session alive; what somebody does does, though the page asked a moment before', async () => {
  const asks = { headers: { 'x-sekisho-unattended': '1' } }
  const left = world.anyone()
  await signIn(left, 'clerk')
  for (let minute = 1; minute <= 15; minute += 1) {
    world.clock.advance({ minutes: 1 })
    expect({ minute, status: (await left.get('/api/session', asks)).status }).toEqual({
      minute,
      status: 200,
    })
  }
  world.clock.advance({ minutes: 1 })
  expect((await left.get('/api/session', asks)).status).toBe(401)

  const read = world.anyone()
  await signIn(read, 'clerk')
  world.clock.advance({ minutes: 14 })
  expect((await read.get('/api/session', asks)).status).toBe(200)
  world.clock.advance({ seconds: 10 })
  expect((await read.get('/api/session')).status).toBe(200)
  world.clock.advance({ minutes: 14 })
  expect((await read.get('/api/session')).status).toBe(200)
})

test('a page cannot pass for nobody when it writes', async () => {
  const client = world.anyone()
  await signIn(client, 'clerk')
  world.clock.advance({ minutes: 14 })
  expect(
    (
      await client.put(
        '/api/drafts/idle',
        { values: {}, savedAt: '2026-11-02T00:00:00Z' },
        { headers: { 'x-sekisho-unattended': '1' } },
      )
    ).status,
  ).toBeLessThan(300)
  world.clock.advance({ minutes: 14 })
  expect((await client.get('/api/session')).status).toBe(200)
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const client = world.anyone()
  await signIn(client, 'clerk')
  const cookies = new Map(client.cookies)
  expect((await client.delete('/api/session')).status).toBe(204)
  expect(client.cookies.size).toBe(0)
  const thief = world.anyone()
  for (const [name, value] of cookies) thief.cookies.set(name, value)
  expect((await thief.get('/api/session')).status).toBe(401)
})

test('a change without the CSRF value is refused', async () => {
  const client = await world.as('clerk')
  client.cookies.delete('sekisho_csrf')
  expect((await client.delete<Problem>('/api/session')).body.code).toBe('csrf')
})

test('a temporary password that nobody has used in its days opens nothing, and the next one does', async () => {
  const admin = await world.as('admin')
  const reset = () =>
    admin.post<{ password: string; account: string }>(
      `/api/accounts/${world.accounts.worksClerk}/password`,
      {},
    )
  const { account, password } = (await reset()).body
  world.clock.advance({ days: 7 })
  const late = await signIn(world.anyone(), account, password)
  expect([late.status, late.body.code]).toEqual([403, 'temporary-password-over'])
  const next = (
    await (
      await world.as('admin')
    ).post<{ password: string }>(`/api/accounts/${world.accounts.worksClerk}/password`, {})
  ).body.password
  world.clock.advance({ days: 6 })
  expect((await signIn(world.anyone(), account, next)).status).toBe(200)
})

test('an invited person must change the temporary password before anything else', async () => {
  await world.transact(({ db, organization }) =>
    db
      .deleteFrom('accounts')
      .where('organization_id', '=', organization.id)
      .where('id', '=', world.accounts.nurseryHead)
      .execute(),
  )
  const admin = await world.as('admin')
  const invited = await admin.post<{ password: string }>('/api/accounts', {
    person: world.persons.nurseryHead,
    account: 'momo.hara',
  })
  expect(invited.status).toBe(201)
  const client = world.anyone()
  expect((await signIn(client, 'momo.hara', invited.body.password)).body.mustChange).toBe(true)
  expect((await client.get<Problem>('/api/session')).body.code).toBe('password-must-change')
  expect((await client.get<Problem>('/api/account')).body.code).toBe('password-must-change')
  const put = (password: string) =>
    client.put<Problem>('/api/account/password', { current: invited.body.password, password })
  expect((await put('short')).body.faults?.map((one) => one.detail)).toEqual([
    'パスワードは10文字以上にしてください（今は5文字です）。',
    '大文字・小文字・数字・記号のうち3種類以上を混ぜてください（今は1種類です）。',
  ])
  expect((await put('Momo.Hara-2026')).body.faults?.map((one) => one.detail)).toEqual([
    '利用者IDを含まないパスワードにしてください。',
  ])
  expect((await put(invited.body.password)).body.faults?.[0]?.detail).toContain('前の3回')
  expect((await put('Yama-no-Kaze-77')).status).toBe(204)
  expect((await client.get('/api/session')).status).toBe(200)
  expect(JSON.stringify(await world.journal())).not.toContain(invited.body.password)
})

test('only those who administer invite, and never into another organisation', async () => {
  const body = { person: world.persons.clerk, account: 'another' }
  expect((await (await world.as('clerk')).post<Problem>('/api/accounts', body)).body.code).toBe(
    'not-allowed',
  )
  expect((await (await world.as('foreignAdmin')).post<Problem>('/api/accounts', body)).status).toBe(
    404,
  )
  expect((await (await world.as('chief')).post<Problem>('/api/accounts', body)).body.code).toBe(
    'account-twice',
  )
})
