import pg from 'pg'
import { expect, it } from 'vitest'
import { isDatabaseUnavailable } from '#platform/db/errors.ts'
import { openPool } from '#platform/db/pool.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

it('a connection that is cut while in use, and a server that is not there, are known as such; a faulty statement is not', async () => {
  const database = await createTestDatabase()
  const pool = openPool({ connectionString: database.appUrl }, 1)
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const sleeping = errorOf(client.query('select pg_sleep(60)'))
  await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  expect(isDatabaseUnavailable(await sleeping)).toBe(true)
  expect(isDatabaseUnavailable(await errorOf(client.query('select 1')))).toBe(true)
  client.release(true)

  expect(isDatabaseUnavailable(await errorOf(owner.query('select none from nowhere')))).toBe(false)
  expect(isDatabaseUnavailable(await errorOf(new pg.Client({ host: '/nowhere' }).connect()))).toBe(
    true,
  )
  expect(
    isDatabaseUnavailable(await errorOf(new pg.Client({ host: '127.0.0.1', port: 1 }).connect())),
  ).toBe(true)
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
  await owner.end()
  await pool.end()
  await database.drop()
})
