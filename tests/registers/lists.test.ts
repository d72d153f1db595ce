import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rewriteEntrySearch } from '#features/registers/server/public.ts'
import type { Client, World } from '#tests/support/world.ts'
import { assets, classOf, createAsset, listAssets, registerWorld } from './support.ts'
import type { Page } from './support.ts'

let world: World
let clerk: Client

beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
  const kana = ['あ', 'い', 'う', 'え']
  for (let i = 0; i < 30; i++)
    await createAsset(clerk, `行 ${i}`, {
      kana: `${kana[i % 4]}ぎょう`,
      class: classOf((i % 3) + 1),
      form: ['paper', 'data', 'medium'][i % 3],
    })
  await createAsset(clerk, '要支援者名簿', {
    kana: 'ようしえんしゃめいぼ',
    place: '耐火金庫',
    form: 'paper',
  })
  await createAsset(clerk, '税務システム連携ファイル', { kana: 'ゼイムシステムレンケイファイル' })
})
afterAll(() => world.close())

const names = async (query: string): Promise<string[]> =>
  (await listAssets(clerk, query)).map((row) => row.name)

test.each([
  ['名簿', '要支援者名簿'],
  ['支援', '要支援者名簿'],
  ['しえん', '要支援者名簿'],
  ['シエン', '要支援者名簿'],
  ['耐火', '要支援者名簿'],
  ['税務 連携', '税務システム連携ファイル'],
  ['ｼｽﾃﾑ', '税務システム連携ファイル'],
  ['ぜいむ', '税務システム連携ファイル'],
])('the search for %s finds %s and nothing else', async (words, name) => {
  expect(await names(`?q=${encodeURIComponent(words)}`)).toEqual([name])
})

test('an entry is also found by its number, in full or half width, and together with filters', async () => {
  const { number } = (await listAssets(clerk, `?q=${encodeURIComponent('要支援者名簿')}`))[0]!
  for (const typed of [
    number,
    ` ${number} `,
    number.toLowerCase(),
    number.replaceAll(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  ])
    expect(await names(`?q=${encodeURIComponent(typed)}`), typed).toEqual(['要支援者名簿'])
  expect(await names(`?q=${encodeURIComponent(number)}&filter=form:paper`)).toEqual([
    '要支援者名簿',
  ])
  expect(await names(`?q=${encodeURIComponent(number)}&filter=form:data`)).toEqual([])
})

test('an entry is found by any run of its number', async () => {
  const { number } = (await listAssets(clerk, `?q=${encodeURIComponent('要支援者名簿')}`))[0]!
  const count = /\d+$/.exec(number)![0]
  for (const run of [count, number.slice(1), number.slice(-count.length - 3), count.slice(-2)])
    expect(await names(`?q=${encodeURIComponent(run)}`), run).toContain('要支援者名簿')
  expect(await names(`?q=${encodeURIComponent(`${number}9`)}`)).toEqual([])
})

test('words must all be there, and what is no word finds nothing or everything, never an error', async () => {
  expect(await names(`?q=${encodeURIComponent('税務 名簿')}`)).toEqual([])
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 20 }), async (words) => {
      expect(
        (await clerk.get(`${assets}/entries?q=${encodeURIComponent(words.toWellFormed())}`)).status,
      ).toBeLessThan(500)
    }),
    { numRuns: 60 },
  )
})

test('filters of several fields are combined by and, several values of one field by or', async () => {
  const rows = await listAssets(clerk, '?limit=200&filter=form:paper|data,confidentiality:1')
  expect(rows.length).toBeGreaterThan(0)
  expect(
    rows.every(
      (row) =>
        ['paper', 'data'].includes(String(row.fields['form'])) &&
        row.class?.['confidentiality'] === 1,
    ),
  ).toBe(true)
  expect(
    (await listAssets(clerk, '?limit=200&filter=form:paper')).length +
      (await listAssets(clerk, '?limit=200&filter=form:data')).length,
  ).toBe((await listAssets(clerk, '?limit=200&filter=form:paper|data')).length)
})

test('a filter that names no field of the register is refused, not passed over', async () => {
  for (const filter of ['粘土', 'nothing:1', 'form:', ':x']) {
    const answer = await clerk.get<{ code: string; faults: { at: string }[] }>(
      `${assets}/entries?filter=${encodeURIComponent(filter)}`,
    )
    expect([answer.status, answer.body.faults?.[0]?.at], filter).toEqual([422, '/filter'])
  }
})

test('what is no id is refused where ids are asked for, in lists, exports, prints and labels', async () => {
  for (const ids of ['---', 'abc', `${'0'.repeat(8)}-0`]) {
    for (const query of [
      'entries?unit=',
      'count?unit=',
      'export?format=csv&unit=',
      'print.pdf?unit=',
      'labels.pdf?unit=',
      'labels.pdf?ids=',
    ])
      expect((await clerk.get(`${assets}/${query}${ids}`)).status, query + ids).toBe(422)
  }
  for (const none of ['entries?unit=', 'labels.pdf?ids='])
    expect((await clerk.get(`${assets}/${none}`)).status, none).toBe(200)
})

test('in every order, pages of any size join to the whole list without gaps or doubles', async () => {
  const sorts = ['kana', '-kana', 'number', '-number', 'updated', '-updated', 'class', '-class']
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sorts),
      fc.integer({ min: 1, max: 13 }),
      fc.constantFrom('', '&filter=form:data', '&q=%E8%A1%8C'),
      async (sort, size, narrowed) => {
        const whole = (await listAssets(clerk, `?limit=200&sort=${sort}${narrowed}`)).map(
          (row) => row.id,
        )
        const joined: string[] = []
        for (let after: string | undefined, first = true; first || after; first = false) {
          const { body } = await clerk.get<Page>(
            `${assets}/entries?limit=${size}&sort=${sort}${narrowed}${after ? `&after=${after}` : ''}`,
          )
          joined.push(...body.rows.map((row) => row.id))
          after = body.next
        }
        expect(joined).toEqual(whole)
        expect(new Set(joined).size).toBe(joined.length)
      },
    ),
    { numRuns: 40 },
  )
})

test('a cursor that was not handed out is refused', async () => {
  for (const after of [
    'x',
    Buffer.from('["a"]').toString('base64url'),
    Buffer.from('[1,2]').toString('base64url'),
  ]) {
    expect((await clerk.get(`${assets}/entries?after=${after}`)).status).toBe(422)
  }
})

test('the list of registers counts the entries that the reader may read', async () => {
  const { body } =
    await clerk.get<{ id: string; count: number; mayWrite: boolean }[]>('/api/registers')
  expect(body.find((register) => register.id === 'assets')).toMatchObject({
    count: 32,
    mayWrite: true,
  })
  const other = (
    await (await world.as('worksClerk')).get<{ id: string; count: number }[]>('/api/registers')
  ).body
  expect(other.find((register) => register.id === 'assets')?.count).toBe(0)
})

test('shapes of kanji make no difference, and what was written before they did is written anew', async () => {
  await createAsset(clerk, '髙﨑町の地籍図', { kana: 'たかさきまちのちせきず' })
  for (const words of ['高崎町', '髙﨑町', '髙崎町の地籍圖'])
    expect(await names(`?q=${encodeURIComponent(words)}`), words).toEqual(['髙﨑町の地籍図'])
  await world.transact(async ({ db }) => {
    await db
      .updateTable('entries')
      .set({ search: '' })
      .where('name', '=', '髙﨑町の地籍図')
      .execute()
    await db.deleteFrom('search_keys').execute()
  })
  expect(await names(`?q=${encodeURIComponent('高崎町')}`)).toEqual([])
  await rewriteEntrySearch({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
  expect(await names(`?q=${encodeURIComponent('高崎町')}`)).toEqual(['髙﨑町の地籍図'])
  const { number } = (await listAssets(clerk, `?q=${encodeURIComponent('高崎町')}`))[0]!
  expect(await names(`?q=${encodeURIComponent(number)}`)).toEqual(['髙﨑町の地籍図'])
})
