import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openTable } from '#platform/documents/tables/index.ts'
import { outlineTable } from '#platform/documents/tables/outline.ts'

const expected = ['氏名', '課', '場所', '備考']

async function tidied(source: string | Uint8Array, needs: readonly string[] = []) {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source
  const table = await openTable(bytes, { expected, tidy: { needs } })
  const rows = await Array.fromAsync(table.rows)
  return { headers: table.headers, rows, left: table.left() }
}

test('rows that are no lines are left out with their row and the reason; everything else is a line', async () => {
  const { headers, rows, left } = await tidied(
    [
      '備品の一覧（令和8年度）,,,',
      '氏　名,課,場所,備考',
      '【総務課】,,,',
      '森 空,総務課,棚,',
      '氏名,課,場所,備考',
      '谷 海,総務課,,合計を見る',
      '小　計,2,,',
      '合計,,2件,',
      '※ 貸出中を除く,,,',
      '会計,総務課,金庫,',
    ].join('\n'),
  )
  expect(headers).toEqual(['氏 名', '課', '場所', '備考'])
  expect(rows.map((row) => [row.row, row.cells['氏 名']])).toEqual([
    [4, '森 空'],
    [6, '谷 海'],
    [10, '会計'],
  ])
  expect(left).toEqual({
    count: 6,
    rows: [
      { row: 1, why: 'title', text: '備品の一覧（令和8年度）' },
      { row: 3, why: 'section', text: '【総務課】' },
      { row: 5, why: 'heading', text: '氏名 課 場所 備考' },
      { row: 7, why: 'total', text: '小　計 2' },
      { row: 8, why: 'total', text: '合計 2件' },
      { row: 9, why: 'note', text: '※ 貸出中を除く' },
    ],
  })
})

test('a lone cell is a section line only where lines need more than it', async () => {
  const table = '氏名,課,場所\n総務課,,\n森,総務課,棚\n'
  expect((await tidied(table)).rows).toHaveLength(2)
  expect((await tidied(table, ['氏名'])).rows).toHaveLength(2)
  const { rows, left } = await tidied(table, ['氏名', '場所'])
  expect([rows.length, left.rows]).toEqual([1, [{ row: 2, why: 'section', text: '総務課' }]])
})

test('〃 and 同上 take the value above, through several rows; with nothing above they stay to be asked', async () => {
  const { rows } = await tidied('氏名,課,場所\n〃,総務課,棚\n森,〃,同上\n谷,″,机\n川,,〃\n原,〃,\n')
  expect(rows.map((row) => [row.cells['氏名'], row.cells['課'], row.cells['場所']])).toEqual([
    ['〃', '総務課', '棚'],
    ['森', '総務課', '棚'],
    ['谷', '総務課', '机'],
    ['川', '', '机'],
    ['原', '〃', ''],
  ])
  expect(rows[1]?.filled).toEqual(['課', '場所'])
})

test('cells right of the last heading, and below none, stand with the row by their letters', async () => {
  const { rows, headers } = await tidied('氏名,課\n森,総務課,余り,もっと\n')
  expect(headers).toEqual(['氏名', '課'])
  expect(rows[0]?.extra).toEqual([
    { column: 'C', value: '余り' },
    { column: 'D', value: 'もっと' },
  ])
})

test('a column without heading between others has its letter as its name', async () => {
  const { headers, rows } = await tidied('氏名,,課\n森,左,総務課\n')
  expect(headers).toEqual(['氏名', 'B列', '課'])
  expect(rows[0]?.cells['B列']).toBe('左')
})

const cell = (ref: string, text: string): string => `<c r="${ref}" t="str"><v>${text}</v></c>`
function workbook(sheets: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(sheets)
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names.map((name, i) => `<sheet name="${name}" r:id="a${i}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, i) => `<Relationship Id="a${i}" Type="x/worksheet" Target="s${i}.xml"/>`).join('')}</Relationships>`,
  }
  for (const [i, name] of names.entries()) files[`xl/s${i}.xml`] = sheets[name]!
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  )
}
const head = `<row r="1">${cell('A1', '氏名')}${cell('B1', '課')}${cell('C1', '場所')}</row>`

test('merged cells are filled down, a merged line across is a section, hidden rows are told', async () => {
  const { rows, left } = await tidied(
    workbook({
      一: `<worksheet><sheetData>${head}<row r="2">${cell('A2', '総務の部')}</row><row r="3">${cell('A3', '森')}${cell('B3', '総務課')}${cell('C3', '棚')}</row><row r="4">${cell('A4', '谷')}${cell('C4', '机')}</row><row r="5" hidden="1">${cell('A5', '隠')}${cell('B5', '税務課')}</row></sheetData><mergeCells count="2"><mergeCell ref="A2:C2"/><mergeCell ref="B3:B4"/></mergeCells></worksheet>`,
    }),
  )
  expect(rows.map((row) => [row.cells['氏名'], row.cells['課'], row.filled])).toEqual([
    ['森', '総務課', undefined],
    ['谷', '総務課', ['課']],
  ])
  expect(left.rows.map(({ row, why }) => [row, why])).toEqual([
    [2, 'section'],
    [5, 'hidden'],
  ])
})

test('every sheet is offered with its headings; those that are chosen are read with the sheet of each row', async () => {
  const sheet = (name: string): string =>
    `<worksheet><sheetData>${head}<row r="2">${cell('A2', name)}${cell('B2', '課')}</row></sheetData></worksheet>`
  const bytes = workbook({
    一課: sheet('森'),
    二課: sheet('谷'),
    空: '<worksheet><sheetData/></worksheet>',
  })
  expect((await outlineTable(bytes, { expected })).map(({ name, lines }) => [name, lines])).toEqual(
    [
      ['一課', 1],
      ['二課', 1],
    ],
  )
  const table = await openTable(bytes, { expected, sheets: ['一課', '二課'], tidy: { needs: [] } })
  const rows = await Array.fromAsync(table.rows)
  expect(rows.map((row) => [row.sheet, row.row, row.cells['氏名']])).toEqual([
    ['一課', 2, '森'],
    ['二課', 2, '谷'],
  ])
})
