import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SigningText } from '#features/cases/contract/signing.ts'
import { codeFaults } from '#kernel/accounts/personalCode.ts'
import { worldPassword } from '#tests/support/world.ts'
import type { Client, World } from '#tests/support/world.ts'
import { beginLeaving, peopleWorld, post, toPromise } from './people.ts'
import type { Refused } from './people.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
beforeAll(async () => {
  world = await peopleWorld()
})
afterAll(() => world.close())

const number = 'R-0042'
const enter = (client: Client, password: string, terminal = true) =>
  client.post<Refused & { mustChange: boolean }>('/api/session', {
    account: number,
    password,
    organization: 'hinata',
    terminal,
  })

/** Gives the clerk a personal code instead of the password. Returns the temporary code. */
async function issue(): Promise<string> {
  await world.transact(({ db }) =>
    db
      .updateTable('persons')
      .set({ number })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', world.persons.clerk)
      .execute(),
  )
  await world.transact(({ db }) =>
    db
      .updateTable('accounts')
      .set({ kind: 'password', name: 'clerk', failed: 0, locked_until: null, ended_at: null })
      .where('organization_id', '=', world.organizationId)
      .where('person_id', '=', world.persons.clerk)
      .execute(),
  )
  const { body } = await post<{ account: string; password: string; kind: string }>(
    world,
    'admin',
    '/api/accounts',
    { person: world.persons.clerk, kind: 'code' },
  )
  expect(body).toMatchObject({
    account: 'r-0042',
    kind: 'code',
    password: expect.stringMatching(/^\d{8}$/),
  })
  return body.password
}

/** A client that is signed in at a terminal, after the temporary code was changed. */
async function atTerminal(): Promise<Client> {
  const [client, first] = [world.anyone(), await issue()]
  await enter(client, first)
  expect(
    (await client.put('/api/account/password', { current: first, password: '719362' })).status,
  ).toBe(204)
  return client
}

test('a personal code opens a session at a terminal with the staff number, and must be changed first', async () => {
  const [client, first] = [world.anyone(), await issue()]
  expect((await enter(client, first)).body).toMatchObject({ mustChange: true })
  expect((await client.get<Refused>('/api/tasks')).body.code).toBe('password-must-change')
  expect(
    (await client.get<{ kind: string; rules: string[] }>('/api/account/password')).body,
  ).toMatchObject({
    kind: 'code',
    rules: [expect.stringContaining('6文字以上'), expect.anything(), expect.anything()],
  })
  expect(
    (await client.put<Refused>('/api/account/password', { current: first, password: '123456' }))
      .body,
  ).toMatchObject({ code: 'personal-code-weak', faults: [{ at: '/password' }] })
  expect(
    (await client.put<Refused>('/api/account/password', { current: first, password: first })).body
      .code,
  ).toBe('personal-code-weak')
  await client.put('/api/account/password', { current: first, password: '719362' })
  expect((await client.get('/api/session')).body).toMatchObject({
    terminal: { idleMinutes: 3 },
  })
})

test('each kind of account has its own door, and both refuse in the same words', async () => {
  const first = await issue()
  expect((await enter(world.anyone(), first, false)).body.code).toBe('sign-in-refused')
  const password = await world.anyone().post<Refused>('/api/session', {
    account: 'head',
    password: worldPassword,
    organization: 'hinata',
    terminal: true,
  })
  const unknown = await world.anyone().post<Refused>('/api/session', {
    account: 'nobody',
    password: 'x',
    organization: 'hinata',
    terminal: true,
  })
  expect({ ...password.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  expect(unknown.body.code).toBe('terminal-refused')
})

test('as many wrong codes as wrong passwords lock the account', async () => {
  const first = await issue()
  for (let i = 0; i < 5; i += 1) await enter(world.anyone(), '000000')
  expect((await enter(world.anyone(), first)).body.code).toBe('terminal-refused')
  world.clock.advance({ minutes: 16 })
  expect((await enter(world.anyone(), first)).status).toBe(200)
})

test("at a terminal one reaches one's own work and nothing else", async () => {
  const other = await beginLeaving(world)
  const id = await toPromise(world)
  const client = await atTerminal()
  expect((await client.get('/api/tasks')).body).toMatchObject({ total: expect.any(Number) })
  expect((await client.get(`/api/cases/${id}`)).status).toBe(200)
  expect((await client.get<Refused>(`/api/cases/${other}`)).status).toBe(404)
  for (const url of ['/api/cases', '/api/account', '/api/procedures', '/api/policy/editions'])
    expect([404, 403]).toContain((await client.get<Refused>(url)).status)
  expect((await client.get<Refused>('/api/account')).body.code).toBe('terminal-only')
  expect(
    (
      await client.post<Refused>('/api/account/tokens', {
        title: '集計',
        scopes: ['read'],
        until: '2026-12-31',
        password: worldPassword,
      })
    ).body.code,
  ).toBe('terminal-only')
})

test('the personal code signs in place of a password', async () => {
  const id = await toPromise(world)
  const version = await caseVersion(world, id)
  const client = await atTerminal()
  const { digest } = (
    await client.post<SigningText>(`/api/cases/${id}/signing`, { step: 'secrecy', version })
  ).body
  expect(
    (
      await client.post<Refused>(`/api/cases/${id}/signatures`, {
        step: 'secrecy',
        version,
        digest,
        password: '719363',
      })
    ).body,
  ).toMatchObject({ code: 'password-wrong', faults: [{ detail: '個人コードが違います。' }] })
  expect(
    (
      await client.post<{ status: string }>(`/api/cases/${id}/signatures`, {
        step: 'secrecy',
        version,
        digest,
        password: '719362',
      })
    ).body.status,
  ).toBe('ended')
})

test("a terminal that nobody uses signs out after the pack's few minutes", async () => {
  const client = await atTerminal()
  world.clock.advance({ minutes: 2 })
  expect((await client.get('/api/tasks')).status).toBe(200)
  world.clock.advance({ minutes: 4 })
  expect((await client.get<Refused>('/api/tasks')).body.code).toBe('signed-out')
})

test('who has no staff number gets no code, who has one gets no administration, and a password account may come later', async () => {
  await world.transact(({ db }) =>
    db
      .updateTable('persons')
      .set({ number: null })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', world.persons.colleague)
      .execute(),
  )
  expect(
    (await post(world, 'admin', '/api/accounts', { person: world.persons.colleague, kind: 'code' }))
      .body.code,
  ).toBe('staff-number-missing')
  await issue()
  const account = await world.transact(
    async ({ db }) =>
      (
        await db
          .selectFrom('accounts')
          .select('id')
          .where('organization_id', '=', world.organizationId)
          .where('person_id', '=', world.persons.clerk)
          .executeTakeFirstOrThrow()
      ).id,
  )
  expect(
    (
      await (
        await world.as('admin')
      ).put<Refused>(`/api/accounts/${account}/administrator`, { administrator: true })
    ).body.code,
  ).toBe('code-not-administrator')
  expect(
    (
      await post<{ password: string; kind: string }>(
        world,
        'admin',
        `/api/accounts/${account}/password`,
      )
    ).body,
  ).toMatchObject({ kind: 'code', password: expect.stringMatching(/^\d{8}$/) })
  expect(
    (await post(world, 'colleague', '/api/accounts', { person: world.persons.clerk, kind: 'code' }))
      .body.code,
  ).toBe('not-allowed')
  expect(
    (
      await post<{ kind: string }>(world, 'admin', '/api/accounts', {
        person: world.persons.clerk,
        account: 'clerk',
      })
    ).body.kind,
  ).toBe('password')
})

test.each([
  ['12345', 2],
  ['123456', 1],
  ['987654', 1],
  ['111111', 1],
  ['121212', 1],
  ['a0042b', 0],
  ['xr0042', 1],
  ['71 936', 1],
  ['719362', 0],
  ['７１９３６２', 0],
])('the code %s breaks %i rules', (code, count) => {
  expect(codeFaults({ minLength: 6 }, code, number)).toHaveLength(count)
})
