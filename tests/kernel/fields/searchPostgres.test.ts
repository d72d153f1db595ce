import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import fc from 'fast-check'
import { bigramQuery, bigrams, searchKey } from '#kernel/fields/index.ts'
import { createTestDatabase } from '../../support/postgres.ts'
import type { TestDatabase } from '../../support/postgres.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await database?.drop()
})

const finds = async (text: string, query: string): Promise<boolean> =>
  (
    await client.query<{ found: boolean }>('select $1::tsvector @@ $2::tsquery as found', [
      bigrams(text),
      bigramQuery(query),
    ])
  ).rows[0]?.found ?? false

it('PostgreSQL takes every text and every search, and finds each part of a line', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.stringMatching(/^[あ住民票ア'\\:&|!()<>* -]{1,20}$/),
      ),
      fc.nat(40),
      fc.integer({ min: 1, max: 8 }),
      async (text, start, length) => {
        const line =
          searchKey(text)
            .split(/\s/u)
            .find((word) => word !== '') ?? 'あ'
        const letters = Array.from(line)
        const part = letters
          .slice(start % letters.length, (start % letters.length) + length)
          .join('')
        if (searchKey(part) === part) expect(await finds(`前\n${line}\n後`, part)).toBe(true)
        await finds(text, text)
      },
    ),
    { numRuns: 400 },
  )
})

it('a long text keeps to the limits of PostgreSQL', async () => {
  const text = '住民票の写し'.repeat(5000)
  expect(await finds(text, '写し')).toBe(true)
  expect(await finds(text, '写し住民')).toBe(true)
  expect(await finds(text, '写し票')).toBe(false)
})
