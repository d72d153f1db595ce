import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rollback, send } from '#platform/db/pipeline.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
let client: pg.PoolClient
beforeAll(async () => {
  world = await makeWorld({ routes: [] })
  client = await world.services.pool.connect()
})
afterAll(async () => {
  client.release()
  await world.close()
})

const rows = async (text: string, values: readonly unknown[] = [], name = ''): Promise<unknown> =>
  (await send(client, text, values, name)).rows

test('what is sent in one turn is answered in its order, each with its own rows', async () => {
  const answers = await Promise.all([
    rows('select 1 as one'),
    rows('select $1::text as two, null as none', ['二'], 'two'),
    rows('select 3 as three where false'),
    rows('select 4 as four', [], 'four'),
  ])
  expect(answers).toEqual([[{ one: 1 }], [{ two: '二', none: null }], [], [{ four: 4 }]])
  expect(
    await Promise.all([
      rows('select $1::text as two, null as none', ['弐'], 'two'),
      rows('select 4 as four', [], 'four'),
    ]),
  ).toEqual([[{ two: '弐', none: null }], [{ four: 4 }]])
})

test('where one fails, what was sent after it is not done and fails with the same error', async () => {
  await send(client, 'create temporary table met (n int)')
  const sent = await Promise.allSettled([
    rows('insert into met values (1) returning n'),
    rows('select 1 / 0'),
    rows('insert into met values (2)'),
    rows('insert into met values (3)'),
  ])
  expect(
    sent.map((one) =>
      one.status === 'fulfilled' ? 'done' : String((one.reason as Error).message),
    ),
  ).toEqual(['done', 'division by zero', 'division by zero', 'division by zero'])
  expect(await rows('select count(*)::int as count from met')).toEqual([{ count: 0 }])
})

test('a prepared statement that failed is good for the next time, whether it was parsed or not', async () => {
  await expect(rows('select 10 / $1::int as tenth', [0], 'tenth')).rejects.toThrow(
    'division by zero',
  )
  expect(await rows('select 10 / $1::int as tenth', [5], 'tenth')).toEqual([{ tenth: 2 }])
  const behind = Promise.allSettled([
    rows('select 1 / 0'),
    rows('select 10 % $1::int as rest', [4], 'rest'),
  ])
  expect((await behind).map((one) => one.status)).toEqual(['rejected', 'rejected'])
  expect(await rows('select 10 % $1::int as rest', [4], 'rest')).toEqual([{ rest: 2 }])
})

test('values of every kind arrive as they were, and moments and days are read as they were written', async () => {
  const at = new Date('2026-11-21T15:04:05.123Z')
  const values = [
    at,
    { ja: '関所' },
    ['一', '二 "," 三'],
    Buffer.from([0, 255]),
    true,
    2 ** 40,
    null,
  ]
  expect(
    await rows(
      "select $1::timestamptz as at, $2::jsonb as json, $3::text[] as list, $4::bytea as bytes, $5::boolean as yes, $6::bigint as big, $7::text as none, date '2026-02-28' as day",
      values,
    ),
  ).toEqual([
    {
      at,
      json: { ja: '関所' },
      list: ['一', '二 "," 三'],
      bytes: Buffer.from([0, 255]),
      yes: true,
      big: 2 ** 40,
      none: null,
      day: '2026-02-28',
    },
  ])
  expect(
    await rows(
      `select '0044-03-15 12:00:00+00 BC'::timestamptz as ides, 'infinity'::timestamptz as never`,
    ),
  ).toEqual([{ ides: expect.any(Date) as Date, never: Infinity }])
})

test('a statement with more values than the protocol counts is refused here, and the connection goes on', async () => {
  const many = Array.from({ length: 65_536 }, (_, i) => i)
  await expect(
    rows(`select ${many.map((_, i) => `$${i + 1}::int`).join('+')}`, many),
  ).rejects.toThrow(/takes 65535 values/)
  expect(await rows('select 1 as one')).toEqual([{ one: 1 }])
})

test('taking back comes behind all that was sent before it, in the same turn too', async () => {
  await send(client, 'create temporary table kept (n int)')
  const sent = [rows('begin'), rows('insert into kept values (1)')]
  await rollback(client)
  await Promise.all(sent)
  expect(await rows('select count(*)::int as count from kept')).toEqual([{ count: 0 }])
})

test('a write that nobody waited for fails the transaction with its own error, though other answers came between', async () => {
  const failing = world.transact(async ({ db, deferWrite: later }) => {
    later({
      compile: () =>
        sql`insert into numbers (organization_id, series, fiscal_year, last) values (${world.organizationId}, 'x', 1, null)`.compile(
          db,
        ),
    })
    await sql`select 1`.execute(db).catch(() => undefined)
    return 'believed'
  })
  await expect(failing).rejects.toThrow(/null value in column "last"/)
})
