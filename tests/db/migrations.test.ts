import { existsSync, readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeCaseState } from '#kernel/procedures/index.ts'
import { migrate, migrationNames } from '#platform/db/migrate.ts'
import { kyselyOverConnection } from '#platform/db/transactionConnection.ts'
import { types } from '#platform/db/types.ts'
import { verifyJournal } from '#platform/journal/verify.ts'
import { emptyDatabase, createTestDatabase } from '../support/postgres.ts'
import type { TestDatabase } from '../support/postgres.ts'
import { describeSchema } from './catalogue.ts'
import { walk } from './walk.ts'

const folder = new URL('migrations/', import.meta.url)
const rowsBefore = (name: string): URL => new URL(`${name}.before.sql`, folder)
const names = await migrationNames()

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await emptyDatabase()
  owner = await connected(database)
  await owner.query(`select set_config('sekisho.organization', md5('village')::uuid::text, false)`)
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

async function connected({ ownerUrl }: TestDatabase): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, types })
  await client.connect()
  return client
}

async function emptyTables(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%' order by 1`,
  )
  const empty: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await owner.query(`select from ${name} limit 1`)
    if (!rowCount) empty.push(name)
  }
  return empty
}

test('every migration has a stop in walk.ts with its rows, or with the reason why it needs none', () => {
  expect(Object.keys(walk)).toEqual(names)
  expect(names.filter((name) => existsSync(rowsBefore(name)) === 'noRows' in walk[name]!)).toEqual(
    [],
  )
  expect(readdirSync(folder).filter((file) => !names.includes(file.split('.')[0]!))).toEqual([])
})

describe('the migrations, one by one, over rows of every age', () => {
  test.each(names)('%s keeps what was there and makes of it what it says', async (name) => {
    if (existsSync(rowsBefore(name))) await owner.query(readFileSync(rowsBefore(name), 'utf8'))
    expect(await emptyTables(), 'tables that no migration is tried over').toEqual([])
    await migrate({ connectionString: database.ownerUrl }, name)
    for (const [query, expected] of walk[name]?.after ?? []) {
      const { rows } = await owner.query(query)
      expect(rows, query).toMatchObject(expected)
    }
  })

  test('end in the schema that a new installation has', async () => {
    const other = await createTestDatabase()
    const client = await connected(other)
    expect(await describeSchema(owner)).toBe(await describeSchema(client))
    await client.end()
    await other.drop()
  })

  test('leave a journal whose chain is whole', async () => {
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 1, types })
    const client = await pool.connect()
    const { rows } = await owner.query<{ id: string }>(`select md5('village')::uuid as id`)
    expect(await verifyJournal(kyselyOverConnection(client), rows[0]!.id)).toMatchObject({
      rows: 4,
      broken: [],
    })
    client.release()
    await pool.end()
  })

  test('leave cases that the program reads', async () => {
    const { rows } = await owner.query<{ number: string; state: unknown }>(
      'select number, state from cases order by number',
    )
    expect(rows.map(({ number, state }) => decodeCaseState(state, number))).toMatchObject([
      { ok: true, state: { step: 'return', fields: { destination: '県庁' } } },
      { ok: true, state: { status: 'ended', outcome: 'returned' } },
    ])
  })
})
