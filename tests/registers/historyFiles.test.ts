import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from '#platform/documents/tables/index.ts'
import type { Client, World } from '#tests/support/world.ts'
import { assets, createAsset, registerWorld } from './support.ts'

let world: World
let clerk: Client
beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
})
afterAll(() => world.close())

/** An entry that its place, and then its form and place, were changed of. */
async function changedAsset() {
  const entry = await createAsset(clerk, '履歴の控え')
  const change = async (client: Client, version: number, body: object) =>
    expect(
      (await client.patch(`${assets}/entries/${entry.id}`, body, { ifMatch: version })).status,
    ).toBe(200)
  await change(clerk, 1, { fields: { place: '書庫' } })
  await change(await world.as('head'), 2, { fields: { place: '金庫' }, reason: '移した' })
  return `${assets}/entries/${entry.id}/history`
}

test('the history of an entry as a table says who changed what from what to what, when and why, oldest first', async () => {
  const url = await changedAsset()
  for (const format of ['csv', 'xlsx', 'cp932']) {
    const answer = await clerk.get(`${url}/export?format=${format}`)
    expect(answer.status).toBe(200)
    const rows = (await Array.fromAsync(readTable(answer.raw))).map(({ cells }) => cells)
    const place = rows.filter((row) => row['項目'] === '保管場所')
    expect(place).toMatchObject([
      { 版: '1', 書いた人: '森 空', 前: '', 後: '共有フォルダー', 理由: '' },
      { 版: '2', 書いた人: '森 空', 前: '共有フォルダー', 後: '書庫', 理由: '' },
      { 版: '3', 書いた人: '佐藤 花', 前: '書庫', 後: '金庫', 理由: '移した' },
    ])
    expect(place[0]?.['日時']).toMatch(/^2026-11-02 \d{2}:\d{2}$/)
  }
})

test('the history prints, and is given to nobody who may not read the entry', async () => {
  const url = await changedAsset()
  const paper = await clerk.get(`${url}/print.pdf`)
  expect([paper.status, paper.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  const stranger = await world.as('worksClerk')
  for (const file of ['export?format=csv', 'print.pdf'])
    expect((await stranger.get(`${url}/${file}`)).status).toBe(404)
})
