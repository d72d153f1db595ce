import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proposeColumns } from '#features/registers/server/imports/propose.ts'
import type { ImportView } from '#features/registers/contract/imports.ts'
import type { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import { assets, listAssets, registerWorld, uploadAndCheck } from './support.ts'

let world: World & { readonly jobs: Outbox }
let clerk: Client

beforeAll(async () => {
  world = await registerWorld()
  clerk = await world.as('clerk')
})
afterAll(() => world.close())

async function upload(name: string, content: string | Buffer) {
  const { url } = await uploadAndCheck(world, clerk, { name, content })
  return { url, view: (await clerk.get<ImportView>(url)).body }
}

async function choose(url: string, choice: Record<string, unknown>): Promise<ImportView> {
  const answer = await clerk.post(`${url}/columns`, {
    sheets: [],
    columns: {},
    fixed: {},
    values: {},
    ...choice,
  })
  if (answer.status !== 204) throw new Error(JSON.stringify(answer.body))
  await world.jobs.runDue()
  return (await clerk.get<ImportView>(url)).body
}

const foreign = '情報の名前,媒体,重さ,置き場所\r\n見回りの記録,紙,2,棚\r\n'

test('columns under other names are proposed and asked once; the next file with them is read at once', async () => {
  const { url, view } = await upload('他の見出し.csv', foreign)
  expect(view.status).toBe('asking')
  expect(view.columns.map(({ header, target }) => [header, target])).toEqual(
    expect.arrayContaining([
      ['媒体', '形'],
      ['置き場所', '保管場所'],
      ['重さ', ''],
    ]),
  )
  const columns = { 情報の名前: '名称', 媒体: '形', 重さ: '分類', 置き場所: '保管場所' }
  expect(await choose(url, { columns })).toMatchObject({ status: 'checked', good: 1, bad: 0 })
  const again = await upload('次の年.csv', foreign.replace('見回り', '点検'))
  expect(again.view).toMatchObject({ status: 'checked', good: 1 })
  expect(again.view.columns.map(({ by }) => by)).toEqual(['kept', 'kept', 'kept', 'kept'])
})

test('a column of the register says of what it is a part, and from what one text for all rows is chosen', async () => {
  const { view } = await upload('部分.csv', foreign)
  const target = (header: string) => view.targets.find((one) => one.header === header)
  expect(target('機密性')).toMatchObject({ needed: false, partOf: '分類' })
  expect(target('形')?.choices).toContain('紙')
  expect(target('名称')).toEqual({ header: '名称', needed: true })
})

test('a heading of several words is what its last word says', () => {
  const columns = [
    { header: '情報の名前', samples: ['受付簿'] },
    { header: '現物の置き場所', samples: ['棚'] },
    { header: '課の人数', samples: ['3'] },
  ]
  const targets = [{ header: '名称' }, { header: '保管場所' }, { header: '所属' }]
  expect(proposeColumns(columns, targets, {}).map(({ target }) => target)).toEqual([
    '名称',
    '保管場所',
    '',
  ])
})

test('a heading spread by blanks is the same heading and is not asked about', async () => {
  const { view } = await upload('空白.csv', '名　称,形,分　類,保管 場所\r\n空白の台帳,紙,2,棚\r\n')
  expect(view).toMatchObject({ status: 'checked', good: 1, unused: [] })
})

test('a needed column that is missing is said once; one value for all rows makes up for it', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `台帳${i},2,棚`).join('\r\n')
  const { url, view } = await upload('形なし.csv', `名称,分類,保管場所\r\n${rows}\r\n`)
  expect(view).toMatchObject({ status: 'checked', good: 0, bad: 30, missing: { 形: 30 } })
  expect(view.badRows).toEqual([])
  const columns = { 名称: '名称', 分類: '分類', 保管場所: '保管場所' }
  const made = await choose(url, { columns, fixed: { 形: '紙' } })
  expect(made).toMatchObject({ good: 30, bad: 0, missing: {} })
})

test('what is no value is never stored as one: dashes are nothing, 未定 is asked and decided once for all rows', async () => {
  const { url, view } = await upload(
    '未定.csv',
    '名称,ふりがな,形,分類,保管場所\r\n夜間の鍵,－,紙,2,未定\r\n昼の鍵,ひるのかぎ,紙,2,未定\r\n',
  )
  expect(view.understood).toEqual([{ column: 'ふりがな', value: '－', as: '', rows: 1 }])
  expect(view.unclear).toMatchObject([{ column: '保管場所', value: '未定', rows: 2 }])
  expect(view.unclear[0]).not.toHaveProperty('suggestion')
  expect(view.unclear[0]?.detail).not.toContain('空に')
  expect([view.good, view.bad]).toEqual([0, 2])
  const columns = Object.fromEntries(view.columns.map(({ header, target }) => [header, target]))
  const decided = await choose(url, { columns, values: { 保管場所: { 未定: '金庫' } } })
  expect(decided).toMatchObject({ good: 2, bad: 0 })
  await clerk.post(`${url}/run`, { goodOnly: false })
  await world.jobs.runDue()
  const [key] = await listAssets(clerk, '?q=夜間の鍵')
  expect(key?.fields).toMatchObject({ place: '金庫' })
  expect(key?.fields['kana']).toBeUndefined()
})

test('more cells than headings is a fault of the row', async () => {
  const { view } = await upload(
    '余り.csv',
    '名称,形,分類,保管場所\r\n余る台帳,紙,2,棚,余り\r\n足りる台帳,紙,2,棚\r\n',
  )
  expect(view.badRows).toMatchObject([{ row: 2, faults: [{ column: 'E列', value: '余り' }] }])
  expect(view.good).toBe(1)
})

test('a row that ends before the last heading is told', async () => {
  const { view } = await upload(
    '足りない.csv',
    '名称,形,分類,保管場所,ふりがな\r\n短い台帳,紙,2,棚\r\n長い台帳,紙,2,棚,ながい\r\n',
  )
  expect(view).toMatchObject({ good: 2, short: { rows: [{ row: 2, lacks: 1 }], count: 1 } })
})

test('lines between the lines are listed with their row and reason, and what was seen is what is written', async () => {
  const { url, view } = await upload(
    '課の台帳.csv',
    '名称,形,分類,保管場所\r\n【福祉】,,,\r\n訪問の控え,紙,2,棚\r\n電話の控え,〃,同上,〃\r\n合計,2,,\r\n※ 棚は二階,,,\r\n',
  )
  expect(view).toMatchObject({ status: 'checked', good: 2, bad: 0, filled: 3 })
  expect(view.left).toEqual({
    count: 3,
    rows: [
      { row: 2, why: 'section', text: '【福祉】' },
      { row: 5, why: 'total', text: '合計 2' },
      { row: 6, why: 'note', text: '※ 棚は二階' },
    ],
  })
  await clerk.post(`${url}/run`, { goodOnly: false })
  await world.jobs.runDue()
  expect((await listAssets(clerk, '?q=電話の控え'))[0]?.fields).toMatchObject({ place: '棚' })
})

const cellOf = (ref: string, words: string): string => `<c r="${ref}" t="str"><v>${words}</v></c>`
const rowOf = (row: number, words: readonly string[]): string =>
  `<row r="${row}">${words.map((word, i) => cellOf(`${'ABCD'[i]}${row}`, word)).join('')}</row>`
function twoSheets(): Buffer {
  const sheet = (name: string): string =>
    `<worksheet><sheetData>${rowOf(1, ['名称', '形', '分類', '保管場所'])}${rowOf(2, [name, '紙', '2', '棚'])}</sheetData></worksheet>`
  const files = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="一課" r:id="a"/><sheet name="二課" r:id="b"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/><Relationship Id="b" Type="x/worksheet" Target="b.xml"/></Relationships>',
    'xl/a.xml': sheet('一枚目の台帳'),
    'xl/b.xml': sheet('二枚目の台帳'),
  }
  const parts = Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])
  return Buffer.from(zipSync(Object.fromEntries(parts)))
}

test('a workbook of several sheets asks which; both are read, each row with its sheet', async () => {
  const { url, view } = await upload('二枚.xlsx', twoSheets())
  expect(view).toMatchObject({
    status: 'asking',
    sheets: [
      { name: '一課', lines: 1, chosen: true },
      { name: '二課', lines: 1, chosen: true },
    ],
  })
  const columns = Object.fromEntries(view.columns.map(({ header, target }) => [header, target]))
  const both = await choose(url, { sheets: ['一課', '二課'], columns })
  expect(both.goodRows.map(({ sheet, row, cells }) => [sheet, row, cells['名称']])).toEqual([
    ['一課', 2, '一枚目の台帳'],
    ['二課', 2, '二枚目の台帳'],
  ])
  const one = await choose(url, { sheets: ['二課'], columns })
  expect(one.sheets.map(({ name, chosen }) => [name, chosen])).toEqual([
    ['一課', false],
    ['二課', true],
  ])
  expect(one.good).toBe(1)
  const none = await clerk.post<{ code: string }>(`${url}/columns`, {
    sheets: [],
    columns,
    fixed: {},
    values: {},
  })
  expect(none.body.code).toBe('import-no-sheet')
})

test('the same column twice, and a column that the register does not have, are refused', async () => {
  const { url } = await upload('二つ.csv', '名称,別名\r\na,b\r\n')
  for (const [columns, code] of [
    [{ 名称: '名称', 別名: '名称' }, 'import-column-twice'],
    [{ 名称: 'ない項目' }, 'import-column-unknown'],
  ] as const) {
    const answer = await clerk.post<{ code: string }>(`${url}/columns`, {
      sheets: [],
      columns,
      fixed: {},
      values: {},
    })
    expect([answer.status, answer.body.code]).toEqual([422, code])
  }
})

test('150,000 unknown fields are answered with the first ones and their number', async () => {
  const fields = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`k${i}`, 1]))
  const answer = await clerk.post<{ faults: unknown[] }>(`${assets}/entries`, { fields })
  expect(answer.status).toBe(422)
  expect(answer.body.faults.length).toBeLessThanOrEqual(50)
  expect(answer.raw.length).toBeLessThan(20_000)
  expect(JSON.stringify(answer.body)).toMatch(/149,?9\d\d|moreFaults/)
})

test('a column of one axis under another heading is proposed as that axis, by its name in brackets and by its contents', async () => {
  for (const [heading, levels] of [
    ['重要度（機密）', ['2', '3', '2']],
    ['重さの印', ['機密性2', '機密性3', '機密性2']],
  ] as const) {
    const { view } = await upload(
      `${heading}.csv`,
      `名称,形,${heading},保管場所\r\n${levels.map((level, i) => `${heading}${i},紙,${level},棚`).join('\r\n')}\r\n`,
    )
    expect(view.status).toBe('asking')
    expect(view.columns.find(({ header }) => header === heading)).toMatchObject({
      target: '機密性',
      by: 'contents',
    })
  }
})

test('a hidden sheet and a hidden column are told and left out', async () => {
  const sheet = (columns: string, rows: string): string =>
    `<worksheet>${columns}<sheetData>${rows}</sheetData></worksheet>`
  const head = rowOf(1, ['名称', '形', '分類', '保管場所'])
  const files = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="台帳" r:id="a"/><sheet name="昔" state="hidden" r:id="b"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/><Relationship Id="b" Type="x/worksheet" Target="b.xml"/></Relationships>',
    'xl/a.xml': sheet(
      '<cols><col min="5" max="5" hidden="1"/></cols>',
      `${head.replace('</row>', '<c r="E1" t="str"><v>ふりがな</v></c></row>')}${rowOf(2, ['隠れた列の台帳', '紙', '2', '棚']).replace('</row>', '<c r="E2" t="str"><v>かくれた</v></c></row>')}`,
    ),
    'xl/b.xml': sheet('', `${head}${rowOf(2, ['昔の台帳', '紙', '2', '棚'])}`),
  }
  const parts = Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])
  const { view } = await upload('隠れ.xlsx', Buffer.from(zipSync(Object.fromEntries(parts))))
  expect(view).toMatchObject({ status: 'checked', good: 1, unused: ['ふりがな'] })
  expect(view.columns.find(({ header }) => header === 'ふりがな')).toMatchObject({ by: 'hidden' })
  expect(view.sheets).toMatchObject([
    { name: '台帳', chosen: true },
    { name: '昔', chosen: false, hidden: true },
  ])
})

test('a hidden column of numbers still names the entry of its row', () => {
  const columns = [
    { header: '登録番号', samples: [], hidden: true },
    { header: '名称', samples: [], hidden: true },
  ]
  const targets = [{ header: '登録番号', names: true }, { header: '名称' }]
  expect(proposeColumns(columns, targets, {}).map(({ target }) => target)).toEqual(['登録番号', ''])
})
