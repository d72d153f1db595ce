import pg from 'pg'
import { expect, it } from 'vitest'
import { migrationNames, programRole } from '#platform/db/migrate.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'

it('every test database is migrated, its own, and gone after its drop', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  expect(one.ownerUrl).not.toBe(other.ownerUrl)
  const client = new pg.Client({ connectionString: one.appUrl })
  await client.connect()
  const { rows } = await client.query<{ who: string }>('SELECT current_user AS who')
  expect(rows).toEqual([{ who: programRole }])
  await client.end()

  const owner = new pg.Client({ connectionString: one.ownerUrl })
  await owner.connect()
  const { rowCount } = await owner.query('SELECT FROM kysely_migration')
  expect(rowCount).toBe((await migrationNames()).length)
  await owner.end()

  await Promise.all([one.drop(), other.drop()])
  await expect(new pg.Client({ connectionString: one.ownerUrl }).connect()).rejects.toThrow(
    /does not exist/,
  )
})
