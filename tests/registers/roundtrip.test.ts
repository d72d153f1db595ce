import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import {
  assets,
  uploadAndCheck,
  classOf,
  createAsset,
  listAssets,
  registerWorld,
} from './support.ts'

let world: World & { readonly jobs: Outbox }
let clerk: Client

const texts = [
  'いつもの台帳',
  '"引用"と,コンマ',
  '改行\nのある場所',
  '=SUM(A1)',
  "'-始まり",
  '髙﨑さんの①～⑳',
  '　全角の空白　',
  '0012',
  '１２３',
  '-5',
  '有',
  'サーバー',
  '名／簿・二',
]

beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
  for (const [i, text] of texts.entries()) {
    await createAsset(clerk, text.replaceAll('\n', ' '), {
      place: text.replaceAll('\n', ' '),
      kana: 'ふりがな',
      class: classOf((i % 3) + 1),
      form: ['paper', 'data', 'medium'][i % 3],
      handlers: [world.persons.clerk, world.persons.head].slice(0, (i % 2) + 1),
      system: world.systems.care,
    })
  }
})
afterAll(() => world.close())

const told = (rows: Awaited<ReturnType<typeof listAssets>>) =>
  rows
    .map(({ name, fields, class: level, state, unit, number }) => ({
      name,
      fields,
      level,
      state,
      unit,
      number,
    }))
    .sort((a, b) => (a.number < b.number ? -1 : 1))

test.each(['csv', 'cp932', 'xlsx'] as const)(
  'what is exported as %s is imported again as the same lines',
  async (format) => {
    const before = await listAssets(clerk, '?limit=200')
    const file = await clerk.get(`${assets}/export?format=${format}`)
    expect(file.status).toBe(200)
    const other = await registerWorld()
    try {
      await other.transact(({ db }) => db.updateTable('persons').set({ number: null }).execute())
      const me = await other.as('clerk')
      const importView = await uploadAndCheck(other, me, {
        name: `書き出し.${format === 'xlsx' ? 'xlsx' : 'csv'}`,
        content: file.raw,
      })
      expect({ bad: importView.badRows, error: importView.error, good: importView.good }).toEqual({
        bad: [],
        error: null,
        good: before.length,
      })
      await me.post(`${importView.url}/run`, { goodOnly: false })
      await other.jobs.runDue()
      const ids = new Map([
        ...Object.entries(world.persons).map(
          ([name, id]) => [id, other.persons[name as 'clerk']] as const,
        ),
        ...Object.entries(world.units).map(
          ([name, id]) => [id, other.units[name as 'hall']] as const,
        ),
        ...Object.entries(world.systems).map(
          ([name, id]) => [id, other.systems[name as 'care']] as const,
        ),
      ])
      const inTheirs = JSON.parse(
        [...ids].reduce(
          (text, [mine, theirs]) => text.replaceAll(mine, theirs),
          JSON.stringify(told(before)),
        ),
      ) as unknown
      expect(told(await listAssets(me, '?limit=200'))).toEqual(inTheirs)
    } finally {
      await other.close()
    }
  },
)

test('an export has the entries of the list with the same filter, and none of another unit', async () => {
  await createAsset(await world.as('worksClerk'), '他課の台帳')
  const text = (await clerk.get(`${assets}/export?format=csv&filter=form:paper`)).raw.toString(
    'utf8',
  )
  const rows = await listAssets(clerk, '?limit=200&filter=form:paper')
  expect(text.trim().split('\r\n')).toHaveLength(rows.length + 1)
  expect(text).not.toContain('他課の台帳')
})

test('the register prints as PDF, and the template of a register is an Excel file', async () => {
  const pdf = await clerk.get(`${assets}/print.pdf`)
  expect([pdf.status, pdf.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  const template = await clerk.get(`${assets}/template.xlsx`)
  expect([template.status, template.raw.subarray(0, 2).toString()]).toEqual([200, 'PK'])
})
