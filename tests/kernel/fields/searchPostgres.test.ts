import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import fc from 'fast-check'
import { bigramQuery, bigrams, searchKey } from '#kernel/fields/index.ts'
import { letterVariants } from '#kernel/fields/letterVariants.ts'
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

it.each([
  ['髙﨑 一郎', '高崎'],
  ['高崎', '髙﨑'],
  ['齋藤 花子', '斎藤'],
  ['𠮷田', '吉田'],
  ['渡邉と渡邊', '渡辺'],
  ['渡辺', '渡邉'],
  ['嶋田・濵田・澤田', '島田'],
  ['國廣', '国広'],
  ['葛\u{e0100}城', '葛城'],
  ['サーバー', 'サ－バ－'],
  ['サーバ-', 'サーバー'],
  ['〇〇町', '○○町'],
  ['◯◯町', '〇〇町'],
  ['霞ヶ関', '霞ケ関'],
])('%s is found by %s', async (text, query) => {
  expect(await finds(text, query)).toBe(true)
})

it('letters that are not shapes of one stay apart', async () => {
  for (const [text, query] of [
    ['埼玉', '崎玉'],
    ['斉藤', '斎藤'],
    ['土田', '士田'],
    ['未定', '末定'],
  ] as const)
    expect(await finds(text, query), `${text} ${query}`).toBe(false)
})

it('every shape has one usual letter, which is no shape of another, and NFKC leaves it', () => {
  const groups = letterVariants
    .trim()
    .split(/\s+/)
    .map((group) => [...group])
  const usual = new Set(groups.map(([first]) => first))
  const others = groups.flatMap(([, ...rest]) => rest)
  expect(groups.length).toBeGreaterThan(800)
  expect(new Set(others).size).toBe(others.length)
  for (const letter of others) {
    expect(usual.has(letter), letter).toBe(false)
    expect(searchKey(searchKey(letter)), letter).toBe(searchKey(letter))
    expect(searchKey(letter), letter).not.toBe(letter)
  }
})

it('the database writes the pairs of a number as the program does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.stringMatching(/^[資産端末サーバｻﾊﾞＡa機ー−-]{0,6}-?[RrＲ]\d{1,2}-\d{1,6}$/),
        fc.stringMatching(/^[ア-ヶぁ-ゖ'\\:\d〇]{1,12}$/),
      ),
      async (number) => {
        const { rows } = await client.query<{ same: boolean }>(
          'select number_pairs($1) = $2::tsvector as same',
          [number, bigrams(number)],
        )
        expect(rows[0]?.same, number).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})
