import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '#features/registers/server/routes.ts'
import { Gate } from '#platform/gate/gate.ts'
import { faultless } from '#kernel/packs/kept.ts'
import { contextLoader } from '#features/organization/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const fields = { name: '選挙人名簿', form: 'paper', place: '書庫', class: { confidentiality: 2 } }
const entries = async (): Promise<number> =>
  (await world.transact(({ db }) => db.selectFrom('entries').select('id').execute())).length
const change = (work: (tx: Transaction) => Promise<unknown>): Promise<unknown> =>
  world.transact(work)

test('a session that was ended elsewhere opens nothing more, though it was looked up a moment ago', async () => {
  const clerk = await world.as('clerk')
  expect(await clerk.post('/api/registers/assets/entries', { fields })).toMatchObject({
    status: 201,
  })
  const before = await entries()
  await change(({ db, now }) =>
    db
      .updateTable('sessions')
      .set({ ended_at: now })
      .where('account_id', '=', world.accounts.clerk)
      .execute(),
  )
  expect((await clerk.get('/api/registers/assets/entries')).status).toBe(401)
  expect((await clerk.post('/api/registers/assets/entries', { fields })).status).toBe(401)
  expect(await entries()).toBe(before)
})

test('an account that was ended elsewhere ends with all its sessions', async () => {
  const colleague = await world.as('colleague')
  expect((await colleague.get('/api/registers/assets/entries')).status).toBe(200)
  await change(({ db, now }) =>
    db
      .updateTable('accounts')
      .set({ ended_at: now })
      .where('id', '=', world.accounts.colleague)
      .execute(),
  )
  expect((await colleague.get('/api/registers/assets/entries')).status).toBe(401)
})

test('a password that must be changed holds from the next request on', async () => {
  const head = await world.as('head')
  expect((await head.get('/api/registers/assets/entries')).status).toBe(200)
  await change(({ db }) =>
    db
      .updateTable('accounts')
      .set({ must_change: true })
      .where('id', '=', world.accounts.head)
      .execute(),
  )
  expect((await head.get<{ code: string }>('/api/registers/assets/entries')).body.code).toBe(
    'password-must-change',
  )
})

test('work that began with an organisation that was changed elsewhere begins anew with what it is now, and leaves nothing of the first time', async () => {
  const first = world.gate
  const other = new Gate(
    world.services.pool,
    world.services.environment,
    contextLoader(
      async () =>
        await first.transact(world.organizationId, program, 'read', async ({ organization }) =>
          faultless(organization.pack),
        ),
    ),
    world.services.seals,
  )
  const title = async (gate: Gate): Promise<string | undefined> =>
    gate.transact(
      world.organizationId,
      program,
      'read',
      async ({ organization }) => organization.view.units.get(world.units.welfare)?.title,
    )
  expect(await title(other)).toBe('福祉課')
  await first.transact(world.organizationId, program, 'write', async ({ db }) => {
    await db
      .updateTable('units')
      .set({ title: '健康福祉課' })
      .where('id', '=', world.units.welfare)
      .execute()
    await db
      .updateTable('organizations')
      .set({ revision: sql`revision + 1` })
      .execute()
  })
  const seen: (string | undefined)[] = []
  await other.transact(
    world.organizationId,
    program,
    'write',
    async ({ db, organization, newId }) => {
      const now = organization.view.units.get(world.units.welfare)?.title
      seen.push(now)
      await db
        .insertInto('notices')
        .values({
          organization_id: organization.id,
          id: newId(),
          person_id: world.persons.ciso,
          kind: 'general',
          message: String(now),
          at: new Date(),
        })
        .execute()
    },
  )
  expect(seen).toEqual(['福祉課', '健康福祉課'])
  const notices = await world.transact(({ db }) =>
    db
      .selectFrom('notices')
      .select('message')
      .where('person_id', '=', world.persons.ciso)
      .execute(),
  )
  expect(notices.map(({ message }) => message)).toEqual(['健康福祉課'])
})

test('a refusal that rests on what was true before is not the answer: the work is asked again', async () => {
  const other = new Gate(
    world.services.pool,
    world.services.environment,
    contextLoader(
      async () =>
        await world.gate.transact(world.organizationId, program, 'read', async ({ organization }) =>
          faultless(organization.pack),
        ),
    ),
    world.services.seals,
  )
  await other.transact(world.organizationId, program, 'read', async () => undefined)
  await world.transact(async ({ db }) => {
    await db
      .updateTable('units')
      .set({ title: '税務会計課' })
      .where('id', '=', world.units.welfare)
      .execute()
    await db
      .updateTable('organizations')
      .set({ revision: sql`revision + 1` })
      .execute()
  })
  const asked = other.transact(world.organizationId, program, 'read', async ({ organization }) => {
    if (organization.view.units.get(world.units.welfare)?.title !== '税務会計課')
      throw new Error('refused by an old view')
    return 'seen'
  })
  await expect(asked).resolves.toBe('seen')
})

test('a statement that fails leaves the connection fit for the next', async () => {
  await expect(world.transact(({ db }) => sql`select 1 / 0`.execute(db))).rejects.toThrow(
    'division by zero',
  )
  await expect(
    world.transact(async ({ db }) =>
      Promise.all([
        sql`select 1`.execute(db),
        sql`select 1 / 0`.execute(db),
        sql`select 2`.execute(db),
      ]),
    ),
  ).rejects.toThrow('division by zero')
  expect(await entries()).toBeGreaterThan(0)
})

const program = { kind: 'program', name: 'test' } as const
