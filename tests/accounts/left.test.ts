import { afterEach, beforeEach, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld, worldPassword } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'

interface Refusal {
  readonly code: string
  readonly detail: string
}
let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

const signIn = (account: string, password = worldPassword) =>
  world.anyone().post<Refusal>('/api/session', { account, password, organization: 'hinata' })

/** Sets the last day of a person, as the keepers of the organisation would. */
async function lastDay(name: PersonName, to_on: string): Promise<void> {
  await world.transact(async ({ db, organization: { id, revision } }) => {
    await db
      .updateTable('persons')
      .set({ to_on })
      .where('organization_id', '=', id)
      .where('id', '=', world.persons[name])
      .execute()
    await db
      .updateTable('organizations')
      .set({ revision: revision + 1 })
      .where('organization_id', '=', id)
      .execute()
  })
}

test('from midnight after the last day a person has no access although the account has not been ended: no session, no token, no sign-in', async () => {
  const head = await world.as('head')
  const { body: token } = await head.post<{ token: string }>('/api/account/tokens', {
    title: '表',
    scopes: ['read'],
    until: '2026-12-31',
    password: worldPassword,
  })
  const byToken = () =>
    world
      .anyone()
      .get<Refusal>('/api/tasks', { headers: { authorization: `Bearer ${token.token}` } })
  await lastDay('head', '2026-11-02')
  expect([
    (await head.get('/api/tasks')).status,
    (await byToken()).status,
    (await signIn('head')).status,
  ]).toEqual([200, 200, 200])
  world.clock.set('2026-11-03 00:00')
  expect((await head.get<Refusal>('/api/registers/assets/entries')).body.code).toBe('signed-out')
  expect(
    (
      await head.post<Refusal>('/api/registers/assets/entries', {
        fields: { name: '写し', form: 'data', class: { confidentiality: 2 }, place: '書庫' },
      })
    ).body.code,
  ).toBe('signed-out')
  expect((await byToken()).body.code).toBe('signed-out')
  expect((await signIn('head')).body).toMatchObject({
    code: 'account-left',
    detail: expect.stringContaining('最後の日を過ぎた'),
  })
  expect((await signIn('head', 'Chigau-Kotoba-2026')).body.code).toBe('sign-in-refused')
  expect(
    (await world.journal())
      .filter((event) => event.action === 'session.refuse')
      .map((event) => event.detail['why']),
  ).toContain('left')
})

test('the last administrator is let in after the last day, for nobody else could put that right', async () => {
  const admin = await world.as('admin')
  await lastDay('admin', '2026-11-01')
  expect((await admin.get('/api/tasks')).status).toBe(200)
  await world.transact(({ db, organization }) =>
    db
      .updateTable('accounts')
      .set({ administrator: true })
      .where('organization_id', '=', organization.id)
      .where('id', '=', world.accounts.chief)
      .execute(),
  )
  expect((await admin.get('/api/tasks')).status).toBe(401)
})
