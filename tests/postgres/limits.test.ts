import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  isDatabaseUnavailable,
  isDiskFull,
  isLockTimeout,
  isStatementTooSlow,
} from '#platform/db/errors.ts'
import { openPool } from '#platform/db/pool.ts'
import { makeFolders } from '#platform/files/folders.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'
import type { TestDatabase } from '#tests/support/postgres.ts'
import type pg from 'pg'

let database: TestDatabase
let pool: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool({ connectionString: database.appUrl }, 2)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('every connection of the program has a limit for statements, locks and idle transactions', async () => {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') order by name`,
  )
  expect(rows.map(({ name, setting }) => [name, Number(setting) > 0])).toEqual([
    ['idle_in_transaction_session_timeout', true],
    ['lock_timeout', true],
    ['statement_timeout', true],
  ])
})

test('a statement that is too slow and a lock that is never free are told apart', async () => {
  const [one, other] = [await pool.connect(), await pool.connect()]
  await one.query(`set statement_timeout = '20ms'`)
  expect(isStatementTooSlow(await errorOf(one.query('select pg_sleep(60)')))).toBe(true)
  await one.query('reset statement_timeout')
  await one.query('begin; select pg_advisory_xact_lock(1)')
  await other.query(`set lock_timeout = '20ms'`)
  expect(isLockTimeout(await errorOf(other.query('select pg_advisory_xact_lock(1)')))).toBe(true)
  await one.query('rollback')
  one.release(true)
  other.release(true)
})

test('a server without the means to serve is away; a full disk has a sentence of its own', () => {
  const failed = (code: string) => Object.assign(new Error('x'), { code })
  for (const code of ['53000', '53200', '53300', '53400', '57P03', '08006'])
    expect([code, isDatabaseUnavailable(failed(code))]).toEqual([code, true])
  expect([isDatabaseUnavailable(failed('53100')), isDiskFull(failed('53100'))]).toEqual([
    false,
    true,
  ])
})

test('a folder where none can be made ends with an error', () => {
  expect(() => makeFolders('/proc/x/y', 0o700)).toThrow(/ENOENT/)
})
