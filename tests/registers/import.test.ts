import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from '#platform/documents/tables/index.ts'
import type { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import { assets, uploadAndCheck, createAsset, listAssets, registerWorld } from './support.ts'
import type { Import } from './support.ts'

let world: World & { readonly jobs: Outbox }
let clerk: Client

beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
})
afterAll(() => world.close())

const header = '名称,ふりがな,形,分類,保管場所,取扱者\r\n'
const good = '要支援者名簿,ようしえんしゃめいぼ,紙,3,書庫の棚,森 空\r\n'

test('a dry run lists every faulty cell with its row, column and reason, and writes nothing', async () => {
  const before = (await listAssets(clerk)).length
  const file = `${header}${good}名無し様式,,粘土,3,机,森 空\r\n,,紙,9,棚,誰 それ\r\n`
  const importView = await uploadAndCheck(world, clerk, { name: '台帳.csv', content: file })
  expect(importView).toMatchObject({ status: 'checked', total: 3, good: 1, bad: 2, written: 0 })
  expect(importView.badRows[0]).toMatchObject({ row: 3, faults: [{ column: '形', value: '粘土' }] })
  expect(importView.badRows[1]?.faults.map((fault) => fault.column).sort()).toEqual(
    ['分類', '取扱者', '名称'].sort(),
  )
  expect(
    importView.badRows[1]?.faults.find((fault) => fault.column === '取扱者')?.detail,
  ).toContain('誰 それ')
  expect(await listAssets(clerk)).toHaveLength(before)
})

test('a file with faulty rows is refused until the person accepts only the valid rows; these are written in one event', async () => {
  const importView = await uploadAndCheck(world, clerk, {
    name: '半分.csv',
    content: `${header}${good.replace('要支援者名簿', '見守り名簿')}誤り,,粘土,3,机,\r\n`,
  })
  const refused = await clerk.post<{ code: string }>(`${importView.url}/run`, { goodOnly: false })
  expect([refused.status, refused.body.code]).toEqual([422, 'import-rows-faulty'])
  expect((await clerk.post(`${importView.url}/run`, { goodOnly: true })).status).toBe(204)
  await world.jobs.runDue()
  expect((await clerk.get<Import>(importView.url)).body).toMatchObject({
    status: 'done',
    written: 1,
  })
  expect((await listAssets(clerk, '?q=見守り')).map((row) => row.name)).toEqual(['見守り名簿'])
  const events = (await world.journal()).filter((event) => event.action === 'import.write')
  expect(events).toHaveLength(1)
  expect(events[0]?.detail).toMatchObject({ written: 1, skipped: 1, file: '半分.csv' })
})

test('the file of faulty rows can be mended and imported as it is', async () => {
  const importView = await uploadAndCheck(world, clerk, {
    name: '直す.csv',
    content: `${header}直す台帳,,粘土,3,机,\r\n`,
  })
  const answer = await clerk.get(`${importView.url}/faults.xlsx`)
  const rows = await Array.fromAsync(readTable(answer.raw))
  expect(rows).toHaveLength(1)
  expect(rows[0]?.cells['直すところ']).toContain('【形】')
  const mended = `直すところ,${header}${rows[0]?.cells['直すところ'] ?? ''},直す台帳,,紙,3,机,\r\n`
  expect(await uploadAndCheck(world, clerk, { name: '直した.csv', content: mended })).toMatchObject(
    {
      good: 1,
      bad: 0,
      unused: [],
    },
  )
})

test('CP932 is read as Japanese, a column for one axis makes the class, unknown columns are named', async () => {
  const file = iconv.encode(
    '名称,形,機密性,保管場所,謎の列\r\n住民税の控え,紙,極秘,金庫,x\r\n防災の地図,紙,機密性２,棚,\r\n',
    'cp932',
  )
  const importView = await uploadAndCheck(world, clerk, { name: 'cp932.csv', content: file })
  expect(importView).toMatchObject({ good: 1, bad: 1, unused: ['謎の列'] })
  expect(importView.badRows[0]?.faults).toMatchObject([{ column: '機密性', value: '極秘' }])
  expect(importView.goodRows[0]?.cells['名称']).toBe('防災の地図')
})

test('an imported number is kept, a number twice is a fault, the number of a line changes that line, and later entries are numbered after it', async () => {
  const first = await createAsset(clerk, '番号の元')
  const n = Number(/(\d+)$/.exec(first.number)![1])
  const own = first.number.replace(/\d+$/, String(n + 40).padStart(5, '0'))
  const rows = `登録番号,名称,形,分類,保管場所\r\n${first.number},重なる,紙,2,棚\r\n${own},持ち込み,紙,2,棚\r\n${own},二度目,紙,2,棚\r\n`
  const importView = await uploadAndCheck(world, clerk, { name: '番号.csv', content: rows })
  expect(importView.badRows.map((row) => row.row)).toEqual([4])
  await clerk.post(`${importView.url}/run`, { goodOnly: true })
  await world.jobs.runDue()
  expect((await listAssets(clerk, '?q=持ち込み'))[0]?.number).toBe(own)
  expect((await createAsset(clerk, '続き')).number).toBe(
    first.number.replace(/\d+$/, String(n + 41).padStart(5, '0')),
  )
})

test('rows of a unit that the person may not write are faulty; rows without a unit get the unit of the person', async () => {
  const importView = await uploadAndCheck(world, clerk, {
    name: '所属.csv',
    content: '所属,名称,形,分類,保管場所\r\n建設課,工事の図面,紙,2,棚\r\n,自分の課,紙,2,棚\r\n',
  })
  expect(importView.badRows[0]?.faults).toMatchObject([{ column: '所属', value: '建設課' }])
  expect(importView.good).toBe(1)
})

test('a cancelled import writes nothing, and a file without a known column asks which is which', async () => {
  const before = (await listAssets(clerk, '?limit=200')).length
  const importView = await uploadAndCheck(world, clerk, {
    name: 'やめる.csv',
    content: `${header}${good}`,
  })
  await clerk.post(`${importView.url}/run`, { goodOnly: false })
  expect((await clerk.post(`${importView.url}/cancel`)).status).toBe(204)
  await world.jobs.runDue()
  expect((await clerk.get<Import>(importView.url)).body).toMatchObject({
    status: 'cancelled',
    written: 0,
  })
  expect(await listAssets(clerk, '?limit=200')).toHaveLength(before)
  const asking = await uploadAndCheck(world, clerk, {
    name: '別物.csv',
    content: '魚,値段\r\n鮎,300\r\n',
  })
  expect(asking).toMatchObject({ status: 'asking', good: 0, written: 0 })
  const refused = await clerk.post<{ code: string }>(`${asking.url}/columns`, {
    sheets: [],
    columns: { 魚: '', 値段: '' },
    fixed: {},
    values: {},
  })
  expect(refused.body.code).toBe('import-no-columns')
})

test('an import that is cancelled on its way says that nothing of it was written', async () => {
  const importView = await uploadAndCheck(world, clerk, {
    name: '途中でやめる.csv',
    content: `${header}${good}`,
  })
  await clerk.post(`${importView.url}/run`, { goodOnly: false })
  await world.transact(({ db, organization }) =>
    db
      .updateTable('imports')
      .set({ rows_written: 1 })
      .where('organization_id', '=', organization.id)
      .where('id', '=', importView.url.split('/').at(-1)!)
      .execute(),
  )
  expect((await clerk.get<Import>(importView.url)).body).toMatchObject({
    status: 'importing',
    written: 1,
  })
  await clerk.post(`${importView.url}/cancel`)
  expect((await clerk.get<Import>(importView.url)).body).toMatchObject({
    status: 'cancelled',
    written: 0,
  })
})

test('an import is not there for others', async () => {
  const importView = await uploadAndCheck(world, clerk, {
    name: '私の.csv',
    content: `${header}${good}`,
  })
  for (const name of ['colleague', 'worksHead', 'foreignHead'] as const) {
    const other = await world.as(name)
    expect((await other.get(importView.url)).status).toBe(404)
    expect((await other.post(`${importView.url}/run`, { goodOnly: true })).status).toBe(404)
  }
  expect(
    (
      await (
        await world.as('clerk')
      ).upload('/api/registers/systems/imports', { name: 'a.csv', type: 'text/csv', content: 'x' })
    ).status,
  ).toBe(403)
  expect(assets).toBeTruthy()
})
