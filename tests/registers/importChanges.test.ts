import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportView } from '#features/registers/contract/imports.ts'
import { readTable, writeCsv, writeXlsx } from '#platform/documents/tables/index.ts'
import type { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import {
  assets,
  createAsset,
  getAsset,
  listAssets,
  registerWorld,
  uploadAndCheck,
} from './support.ts'

let world: World & { readonly jobs: Outbox }
let clerk: Client

beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
})
afterAll(() => world.close())

type Cells = Record<string, string>
const formats = ['xlsx', 'csv', 'cp932'] as const
type Format = (typeof formats)[number]

async function exported(query: string, format: Format): Promise<readonly Cells[]> {
  const file = await clerk.get(`${assets}/export?format=${format}&q=${encodeURIComponent(query)}`)
  expect(file.status).toBe(200)
  const rows: Cells[] = []
  for await (const { cells } of readTable(file.raw)) rows.push({ ...cells })
  return rows
}

async function fileOf(rows: readonly Cells[], format: Format): Promise<Buffer> {
  const columns = Object.keys(rows[0] ?? {}).map((key) => ({ key, header: key }))
  const pieces: Uint8Array[] = []
  const bytes =
    format === 'xlsx'
      ? writeXlsx(columns, rows, { sheet: '台帳' })
      : writeCsv(columns, rows, { encoding: format === 'csv' ? 'utf-8' : 'cp932' }).bytes
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function bringBack(
  rows: readonly Cells[],
  format: Format = 'xlsx',
  who: Client = clerk,
): Promise<ImportView & { readonly url: string }> {
  const name = `持ち帰り.${format === 'xlsx' ? 'xlsx' : 'csv'}`
  const { url } = await uploadAndCheck(world, who, { name, content: await fileOf(rows, format) })
  return { ...(await who.get<ImportView>(url)).body, url }
}

async function change(id: string, fields: Record<string, unknown>): Promise<void> {
  const answer = await clerk.patch(`${assets}/entries/${id}`, { fields }, { ifMatch: 1 })
  expect(answer.status).toBe(200)
}

async function run(url: string, body: Record<string, unknown> = {}, who: Client = clerk) {
  const answer = await who.post<{ code: string }>(`${url}/run`, { goodOnly: false, ...body })
  await world.jobs.runDue()
  return { answer, view: (await who.get<ImportView>(url)).body }
}

test.each(formats)(
  'what is exported as %s, changed and brought back changes those lines and adds the new ones; once more changes nothing',
  async (format) => {
    const one = await createAsset(clerk, `往復 一 ${format}`, { place: '一階' })
    const two = await createAsset(clerk, `往復 二 ${format}`, { place: '一階' })
    const rows = await exported(`往復 ${format}`, format)
    expect(rows).toHaveLength(2)
    expect((await bringBack(rows, format)).counts).toEqual({
      added: 0,
      changed: 0,
      same: 2,
      stale: 0,
    })
    const edited = rows.map((row) =>
      row['登録番号'] === one.number ? { ...row, 保管場所: '二階' } : row,
    )
    const withNew = [
      ...edited,
      { ...rows[0]!, 登録番号: '', 更新番号: '', 名称: `往復 三 ${format}` },
    ]
    const view = await bringBack(withNew, format)
    expect(view).toMatchObject({
      status: 'checked',
      good: 2,
      bad: 0,
      counts: { added: 1, changed: 1, same: 1, stale: 0 },
    })
    expect(view.changedRows).toMatchObject([
      { number: one.number, changes: [{ column: '保管場所', before: '一階', after: '二階' }] },
    ])
    expect(view.sameRows).toMatchObject([{ number: two.number, alike: false }])
    expect((await getAsset(clerk, one.id)).fields).toMatchObject({ place: '一階' })
    expect((await run(view.url)).view).toMatchObject({ status: 'done', written: 2 })
    expect(await getAsset(clerk, one.id)).toMatchObject({ version: 2, fields: { place: '二階' } })
    expect((await getAsset(clerk, two.id)).version).toBe(1)
    const again = await bringBack(withNew, format)
    expect(again.counts).toEqual({ added: 0, changed: 0, same: 3, stale: 0 })
    expect((await run(again.url)).answer.body.code).toBe('import-nothing-new')
    expect((await getAsset(clerk, one.id)).version).toBe(2)
  },
)

test('what somebody wrote since the export stays: other fields are not turned back, and the row is asked about', async () => {
  const { id, number } = await createAsset(clerk, '変わる台帳', { place: '一階' })
  const [row] = await exported('変わる台帳', 'xlsx')
  await change(id, { kana: 'かわるだいちょう' })
  const unchanged = await bringBack([row!])
  expect(unchanged.counts).toEqual({ added: 0, changed: 0, same: 1, stale: 0 })
  const view = await bringBack([{ ...row!, 保管場所: '三階' }])
  expect(view).toMatchObject({
    good: 0,
    counts: { added: 0, changed: 0, same: 0, stale: 1 },
    staleRows: [{ number, changes: [{ column: '保管場所', before: '一階', after: '三階' }] }],
  })
  expect(view.staleRows[0]?.since?.by).not.toBe('')
  expect((await run(view.url)).answer.body.code).toBe('import-nothing-new')
  expect((await run(view.url, { overwrite: [number] })).view).toMatchObject({
    status: 'done',
    written: 1,
  })
  expect((await getAsset(clerk, id)).fields).toMatchObject({
    place: '三階',
    kana: 'かわるだいちょう',
  })
})

test('a line that changes between the check and the writing is not written over: nothing is written', async () => {
  const { id } = await createAsset(clerk, '間で変わる台帳', { place: '一階' })
  const [row] = await exported('間で変わる台帳', 'xlsx')
  const fresh = { ...row!, 登録番号: '', 更新番号: '', 名称: '間で増える台帳' }
  const view = await bringBack([{ ...row!, 保管場所: '三階' }, fresh])
  expect(view.counts).toMatchObject({ added: 1, changed: 1 })
  await change(id, { place: '五階' })
  const ended = await run(view.url)
  expect(ended.view.status).toBe('failed')
  expect(ended.view.error).toContain('もう一度')
  expect((await getAsset(clerk, id)).fields).toMatchObject({ place: '五階' })
  expect(await listAssets(clerk, '?q=間で増える台帳')).toEqual([])
})

test('an emptied cell takes the value away; a column that the file does not have stays', async () => {
  const { id } = await createAsset(clerk, '空にする台帳', { kana: 'からにする', place: '一階' })
  const [row] = await exported('空にする台帳', 'csv')
  const { 保管場所: _, ...narrow } = row!
  const view = await bringBack([{ ...narrow, ふりがな: '' }], 'csv')
  expect(view.changedRows[0]?.changes).toEqual([
    { column: 'ふりがな', before: 'からにする', after: '' },
  ])
  await run(view.url)
  const { fields } = await getAsset(clerk, id)
  expect(fields['kana']).toBeUndefined()
  expect(fields).toMatchObject({ place: '一階' })
})

test('a file without the column of versions changes lines too, and says that it cannot tell what changed since', async () => {
  const { number } = await createAsset(clerk, '版のない台帳', { place: '一階' })
  const view = await bringBack([
    { 登録番号: number, 名称: '版のない台帳', 形: 'データ', 分類: '2', 保管場所: '四階' },
  ])
  expect(view).toMatchObject({ counts: { changed: 1 }, unversioned: 1, bad: 0 })
})

test('a changed class needs a reason', async () => {
  const { id } = await createAsset(clerk, '分類の変わる台帳')
  const [row] = await exported('分類の変わる台帳', 'xlsx')
  const view = await bringBack([{ ...row!, 分類: '3' }])
  expect(view).toMatchObject({ needsReason: true, counts: { changed: 1 } })
  expect((await run(view.url)).answer.body.code).toBe('reason-needed')
  await run(view.url, { reason: '個人の事情を含むため' })
  expect((await getAsset(clerk, id)).class).toMatchObject({ confidentiality: 3 })
})

test('lines that one may not write are not changed from a file, and those not read are not shown', async () => {
  const { number } = await createAsset(clerk, '他課の台帳', { place: '一階' })
  const [row] = await exported('他課の台帳', 'xlsx')
  const works = await world.as('worksClerk')
  const view = await bringBack([{ ...row!, 保管場所: '倉庫' }], 'xlsx', works)
  expect(view).toMatchObject({ good: 0, bad: 1, changedRows: [] })
  expect(JSON.stringify(view.badRows[0]?.faults)).not.toContain('一階')
  expect(number).toBeTruthy()
})

test('rows without a number that say what a line says are not added twice, as often as they stand there, unless asked', async () => {
  const rows = [1, 2].map(() => ({ 名称: '同じ鍵', 形: '紙', 分類: '2', 保管場所: '棚' }))
  const first = await bringBack(rows, 'csv')
  expect(first.counts).toMatchObject({ added: 2, same: 0 })
  await run(first.url)
  const [line] = await listAssets(clerk, '?q=同じ鍵')
  await change(line!.id, { place: '金庫' })
  const again = await bringBack([...rows, rows[0]!], 'csv')
  expect(again.counts).toMatchObject({ added: 1, same: 2 })
  expect(again.sameRows.every(({ alike }) => alike)).toBe(true)
  const columns = Object.fromEntries(again.columns.map(({ header, target }) => [header, target]))
  await clerk.post(`${again.url}/columns`, {
    sheets: [],
    columns,
    fixed: {},
    values: {},
    addAlike: true,
  })
  await world.jobs.runDue()
  expect((await clerk.get<ImportView>(again.url)).body.counts).toMatchObject({ added: 3, same: 0 })
})

test('an administrator loads the lines of all units, and changes none of theirs', async () => {
  const administrator = await world.as('admin')
  const rows = ['福祉課', '建設課'].map((unit) => ({
    所属: unit,
    名称: `${unit}の初めの台帳`,
    形: '紙',
    分類: '2',
    保管場所: '棚',
  }))
  const view = await bringBack(rows, 'csv', administrator)
  expect(view).toMatchObject({ bad: 0, counts: { added: 2 } })
  expect((await run(view.url, {}, administrator)).view).toMatchObject({ written: 2 })
  const { number } = await createAsset(clerk, '管理者の書けない台帳', { place: '一階' })
  const refused = await bringBack(
    [
      {
        登録番号: number,
        所属: '福祉課',
        名称: '書き換え',
        形: '紙',
        分類: '2',
        保管場所: '棚',
      },
    ],
    'csv',
    administrator,
  )
  expect(refused).toMatchObject({ good: 0, bad: 1 })
})
