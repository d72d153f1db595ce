import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../support/postgres.ts'
import type { TestDatabase } from '../support/postgres.ts'
import { columnsOf, describeSchema } from './catalogue.ts'
import type { Column } from './catalogue.ts'

let database: TestDatabase
let owner: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

test('the migrations make the schema that is written in schema.txt', async () => {
  await expect(await describeSchema(owner)).toMatchFileSnapshot('schema.txt')
})

test('the columns that the table types are compared with are those of the database', async () => {
  await expect(columnList(await columnsOf(owner))).toMatchFileSnapshot('columns.ts')
})

/** The columns as a type, for tables.types.ts. */
function columnList(columns: readonly Column[]): string {
  const tables = new Map<string, string[]>()
  for (const { table, name, type, nullable, filled } of columns) {
    const more = [...(nullable ? ["'null'"] : []), ...(filled === null ? [] : ["'default'"])]
    const line = `    ${name}: [${[`'${type}'`, ...more].join(', ')}]`
    tables.set(table, [...(tables.get(table) ?? []), line])
  }
  return [
    '/**',
    ' * Every column of the migrated database: its type, and whether it may be null or has a default.',
    ' * Written by `npx vitest run tests/db/schema.test.ts --update`.',
    ' */',
    'export interface Columns {',
    ...[...tables].flatMap(([table, lines]) => [`  ${table}: {`, ...lines, '  }']),
    '}',
    '',
  ].join('\n')
}
