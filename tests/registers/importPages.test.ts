import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import { assets, registerWorld, uploadAndCheck } from './support.ts'

let world: World & { readonly jobs: Outbox }
let clerk: Client
beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
})
afterAll(() => world.close())

const long = 'とても長い説明'.repeat(60)
const header = `名称,形,分類,保管場所\r\n`

test('the preview of ten thousand rows, all with long cells and half of them faulty, stays small and is read on in pages', async () => {
  const rows = Array.from(
    { length: 10_000 },
    (_, at) => `一覧${at},${at % 2 === 0 ? '紙' : '粘土'},3,${long.slice(0, 400)}${at}\r\n`,
  )
  const view = await uploadAndCheck(world, clerk, {
    name: '一万行.csv',
    content: header + rows.join(''),
  })
  expect(view).toMatchObject({
    total: 10_000,
    good: 5000,
    bad: 5000,
    kept: { badRows: 200, goodRows: 50, changedRows: 0, staleRows: 0, sameRows: 0 },
  })
  const { raw } = await clerk.get(view.url)
  expect(raw.byteLength).toBeLessThan(200_000)
  const seen = view.badRows.map(({ row }) => row)
  expect(seen.length).toBeLessThan(200)
  while (seen.length < 200) {
    const page = await clerk.get<{ badRows: { row: number }[] }>(
      `${view.url}/rows?of=badRows&from=${seen.length}`,
    )
    expect(page.raw.byteLength).toBeLessThan(40_000)
    expect(page.body.badRows.length).toBeGreaterThan(0)
    seen.push(...page.body.badRows.map(({ row }) => row))
  }
  expect(seen).toEqual(Array.from({ length: 200 }, (_, at) => 3 + at * 2))
  const end = await clerk.get<object>(`${view.url}/rows?of=badRows&from=200`)
  expect(end.body).toEqual({ badRows: [] })
}, 120_000)

test('more rows are read only by who sent the file', async () => {
  const view = await uploadAndCheck(world, clerk, {
    name: 'a.csv',
    content: `${header}甲,紙,3,棚\r\n`,
  })
  const other = await world.as('colleague')
  expect(
    (await other.get(`${assets}${view.url.slice(assets.length)}/rows?of=goodRows&from=0`)).status,
  ).toBe(404)
})
