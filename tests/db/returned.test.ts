import { faultless } from '#kernel/packs/kept.ts'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contextLoader } from '#features/organization/server/context.ts'
import { openPool } from '#platform/db/pool.ts'
import { queryOnce, send } from '#platform/db/pipeline.ts'
import { Gate } from '#platform/gate/gate.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

const program = { kind: 'program', name: 'test' } as const
let world: World
/** A pool of one connection: the next user gets the released connection at once. */
let pool: pg.Pool
let gate: Gate

beforeAll(async () => {
  world = await makeWorld({ routes: [] })
  const pack = await world.gate.transact(
    world.organizationId,
    program,
    'read',
    async ({ organization }) => organization.pack,
  )
  pool = openPool(world.services.pool.options, 1)
  gate = new Gate(
    pool,
    world.services.environment,
    contextLoader(async () => faultless(pack)),
    world.services.seals,
  )
})
afterAll(async () => {
  await pool.end()
  await world.close()
})
beforeEach(() => world.transact(({ db }) => db.deleteFrom('numbers').execute()))

const number = (organizationId: string, series: string) => ({
  organization_id: organizationId,
  series,
  fiscal_year: 2026,
  last: 1,
})
const numbers = async (): Promise<string[]> =>
  world.transact(async ({ db }) =>
    (await db.selectFrom('numbers').select('series').orderBy('series').execute()).map(
      ({ series }) => series,
    ),
  )

test('who waits for the connection of a reading transaction gets it after that has ended, never inside it', async () => {
  await gate.organizationIds()
  const [inside, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const reading = gate.transact(world.organizationId, program, 'read', async ({ db }) => {
    await sql`select 1`.execute(db)
    inside.resolve()
    await asked.promise
    return sql`select 1`.execute(db)
  })
  await inside.promise
  const waiting = queryOnce<{ reads: string; organization: string | null }>(pool, {
    text: `select current_setting('transaction_read_only') as reads, nullif(current_setting('sekisho.organization', true), '') as organization`,
  })
  asked.resolve()
  await reading
  expect(await waiting).toEqual([{ reads: 'off', organization: null }])
})

test('a transaction that failed and whose error was swallowed is not believed to be kept', async () => {
  const swallowing = gate.transact(world.organizationId, program, 'write', async ({ db }) => {
    await db.insertInto('numbers').values(number(world.organizationId, 'lost')).execute()
    await sql`select 1 / 0`.execute(db).catch(() => undefined)
  })
  await expect(swallowing).rejects.toThrow(/nothing of it was kept/)
  expect(await numbers()).toEqual([])
  expect(await gate.organizationIds()).toContain(world.organizationId)
})

test.each(['returned', 'failed'])(
  'what work that has %s left running writes nothing into the transactions of others',
  async (how) => {
    let left: Promise<unknown> = Promise.resolve()
    const inNext = Promise.withResolvers<void>()
    const work = gate.transact(
      world.organizationId,
      program,
      'write',
      async ({ db, deferWrite: later }) => {
        left = inNext.promise.then(() =>
          db.insertInto('numbers').values(number(world.organizationId, 'stray')).execute(),
        )
        left.catch(() => undefined)
        later(db.insertInto('numbers').values(number(world.organizationId, 'work')))
        if (how === 'failed') throw new Error('failed')
      },
    )
    await work.catch(() => undefined)
    await gate.transact(world.organizationId, program, 'write', async ({ db }) => {
      await sql`select 1`.execute(db)
      inNext.resolve()
      await left.catch(() => undefined)
      return sql`select 1`.execute(db)
    })
    await expect(left).rejects.toThrow(/has ended/)
    expect(await numbers()).toEqual(how === 'failed' ? [] : ['work'])
  },
)

test('a prepared statement whose columns have changed, or that PostgreSQL has forgotten, is prepared anew after one failure', async () => {
  const client = await pool.connect()
  const read = async (): Promise<unknown> =>
    (await send(client, 'select * from grown', [], 'grown')).rows
  await send(client, 'create temporary table grown (a int)')
  await send(client, 'insert into grown values (1)')
  expect(await read()).toEqual([{ a: 1 }])
  await send(client, 'alter table grown add column b text default $$二$$')
  await expect(read()).rejects.toThrow(/must not change result type/)
  expect(await read()).toEqual([{ a: 1, b: '二' }])
  await send(client, 'deallocate all')
  await expect(read()).rejects.toThrow(/does not exist/)
  expect(await Promise.all([read(), read()])).toEqual([[{ a: 1, b: '二' }], [{ a: 1, b: '二' }]])
  client.release()
})
