import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '#kernel/problems/index.ts'
import { openTable, readTable, writeCsv, writeXlsx } from '#platform/documents/tables/index.ts'
import type { TableColumn, TableRow, TableSource } from '#platform/documents/tables/index.ts'

const columns: readonly TableColumn[] = [
  { key: 'number', header: '番号' },
  { key: 'name', header: '名称' },
  { key: 'class', header: '機密性', choices: ['高', '中', '低'] },
  { key: 'made', header: '作成日', type: 'date' },
  { key: 'count', header: '件数', type: 'number' },
  { key: 'encrypted', header: '暗号化', type: 'boolean' },
]

const records = [
  {
    number: '0012',
    name: '町民名簿',
    class: '高',
    made: '2026-04-01',
    count: 1200,
    encrypted: true,
  },
  { number: '0013', name: '=1+1', class: '低', made: '1989-01-08', count: -3.5, encrypted: false },
  {
    number: '-',
    name: '改行の\nある名称、"引用"',
    class: '中',
    made: '',
    count: null,
    encrypted: null,
  },
]

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return Buffer.concat(await collect(pieces))
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
  return 'none'
}

const read = (source: TableSource): Promise<TableRow[]> => collect(readTable(source))

const expectedRows = [
  {
    row: 2,
    cells: {
      番号: '0012',
      名称: '町民名簿',
      機密性: '高',
      作成日: '2026-04-01',
      件数: '1200',
      暗号化: '○',
    },
  },
  {
    row: 3,
    cells: {
      番号: '0013',
      名称: '=1+1',
      機密性: '低',
      作成日: '1989-01-08',
      件数: '-3.5',
      暗号化: '',
    },
  },
  {
    row: 4,
    cells: {
      番号: '-',
      名称: '改行の\nある名称、"引用"',
      機密性: '中',
      作成日: '',
      件数: '',
      暗号化: '',
    },
  },
]

describe('what is written is read back the same', () => {
  it.each(['utf-8', 'cp932'] as const)('as CSV in %s', async (encoding) => {
    const output = writeCsv(columns, records, { encoding })
    const bytes = await bytesOf(output.bytes)
    expect(await read(bytes)).toEqual(expectedRows)
    expect(output.faults).toEqual([])
    expect((await openTable(bytes)).encoding).toBe(encoding)
  })

  it('as an Excel workbook', async () => {
    const bytes = await bytesOf(writeXlsx(columns, records, { sheet: '情報資産', spareRows: 100 }))
    expect(await read(bytes)).toEqual(expectedRows)
    expect((await openTable(bytes)).sheets).toEqual(['情報資産'])
  })

  it('as an Excel workbook from a stream', async () => {
    expect(await read(writeXlsx(columns, records))).toEqual(expectedRows)
  })
})

describe('writing CSV', () => {
  it('keeps Excel from running a text as a formula, and leaves numbers alone', async () => {
    const text = Buffer.from(await bytesOf(writeCsv(columns, records).bytes)).toString('utf8')
    expect(text).toContain(`'=1+1`)
    expect(text).toContain(',-3.5,')
    expect(text).not.toContain(`'-`)
  })

  it('fits what has the same shape to CP932 and lists the rest with its place', async () => {
    const output = writeCsv(
      columns,
      [
        { number: '1', name: '10−20〜30—‖¥' },
        { number: '2', name: '𠮷田の資料☃' },
      ],
      { encoding: 'cp932' },
    )
    const text = iconv.decode(Buffer.from(await bytesOf(output.bytes)), 'cp932')
    expect(text).toContain('10－20～30―∥￥')
    expect(text).toContain('〓田の資料〓')
    expect(output.faults).toEqual([{ row: 3, column: '名称', characters: '𠮷☃' }])
  })
})

describe('reading CSV', () => {
  it('recognises CP932 however late its first Japanese character comes', async () => {
    const csv = `no,name\r\n${'1,a\r\n'.repeat(200_000)}2,終わり\r\n`
    const table = await openTable(iconv.encode(csv, 'cp932'))
    expect(table.encoding).toBe('cp932')
    expect((await collect(table.rows)).at(-1)).toEqual({
      row: 200_002,
      cells: { no: '2', name: '終わり' },
    })
    expect(table.progress()).toBe(1)
  })

  it('takes tabs, UTF-16 and rows of unequal length', async () => {
    const bytes = iconv.encode('\ufeff名称\t場所\r\n名簿\r\n台帳\t書庫\t余り\r\n', 'utf-16le')
    expect((await read(bytes)).map((row) => row.cells)).toEqual([
      { 名称: '名簿', 場所: '' },
      { 名称: '台帳', 場所: '書庫' },
    ])
  })

  it('finds the headers below a title and a date, and numbers rows as Excel does', async () => {
    const csv = '情報資産台帳,,\n,,令和8年4月1日\n\n番号,名称,場所\n1,名簿,書庫\n\n2,台帳,庁舎\n'
    const table = await openTable(Buffer.from(csv))
    expect(table.headers).toEqual(['番号', '名称', '場所'])
    expect((await collect(table.rows)).map((row) => row.row)).toEqual([5, 7])
  })

  it('makes one header of two merged rows', async () => {
    const csv = '番号,分類,,,保管,\n,機密性,完全性,可用性,場所,期間\n1,3,2,2,書庫,5年\n'
    expect((await openTable(Buffer.from(csv))).headers).toEqual([
      '番号',
      '機密性',
      '完全性',
      '可用性',
      '場所',
      '期間',
    ])
  })

  it('tells equal headers apart by their group', async () => {
    const csv = '番号,主,,副,\n,氏名,電話,氏名,電話\n1,山田,11,川上,22\n'
    expect((await openTable(Buffer.from(csv))).headers).toEqual([
      '番号',
      '主 氏名',
      '主 電話',
      '副 氏名',
      '副 電話',
    ])
  })

  it('prefers the row with the headers the caller knows', async () => {
    const csv = '名前,値,説明,備考\n名称,場所,,\n名簿,書庫,,\n'
    expect((await openTable(Buffer.from(csv), { expected: ['名称', '場所'] })).headers).toEqual([
      '名称',
      '場所',
    ])
  })

  it('says in which row a quotation mark stays open', async () => {
    expect(await problemOf(read(Buffer.from('a,b\n1,2\n3,x"y\n')))).toBe('table-broken-row')
    expect(await problemOf(read(Buffer.from('a,b\n1,"2\n')))).toBe('table-broken-row')
  })
})

const sheetXml = (rows: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${rows}</x:sheetData></x:worksheet>`

function workbook(rows: string, strings = '', formats = ''): Uint8Array {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
  return zipSync({
    '_rels/.rels': strToU8(
      `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="urn:r"><sheets><sheet name="台帳" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', 'styles.xml')}</Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(sheetXml(rows)),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
    'xl/styles.xml': strToU8(`<styleSheet>${formats}</styleSheet>`),
  })
}

describe('reading Excel', () => {
  it('leaves the readings of kanji out and joins rich text', async () => {
    const strings =
      '<si><t>氏名</t><rPh sb="0" eb="2"><t>シメイ</t></rPh><phoneticPr fontId="1"/></si><si><r><t>山田</t></r><r><rPr><b/></rPr><t> 花子</t></r><rPh sb="0" eb="2"><t>ヤマダ</t></rPh></si>'
    const rows =
      '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row><x:row r="2"><x:c r="A2" t="s"><x:v>1</x:v></x:c></x:row>'
    expect(await read(workbook(rows, strings))).toEqual([{ row: 2, cells: { 氏名: '山田 花子' } }])
  })

  it('gives dates, times, padded numbers and noise-free decimals', async () => {
    const formats =
      '<numFmts><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="177" formatCode="0000"/><numFmt numFmtId="178" formatCode="#,##0&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="22"/></cellXfs>'
    const cell = (name: string, style: number, value: string) =>
      `<x:c r="${name}" s="${style}"><x:v>${value}</x:v></x:c>`
    const head = ['A', 'B', 'C', 'D', 'E', 'F']
      .map((c) => `<x:c r="${c}1" t="inlineStr"><x:is><x:t>列${c}</x:t></x:is></x:c>`)
      .join('')
    const rows = `<x:row r="1">${head}</x:row><x:row r="2">${cell('A2', 1, '46113')}${cell('B2', 2, '12')}${cell('C2', 3, '30')}${cell('D2', 4, '46113.75')}${cell('E2', 0, '0.30000000000000004')}${cell('F2', 1, '1')}</x:row>`
    expect((await read(workbook(rows, '', formats)))[0]?.cells).toEqual({
      列A: '2026-04-01',
      列B: '0012',
      列C: '30',
      列D: '2026-04-01T18:00:00',
      列E: '0.3',
      列F: '1900-01-01',
    })
  })

  it.each([
    ['a zip that is no workbook', zipSync({ 'a.txt': strToU8('a') }), 'table-unknown'],
    ['a workbook cut in half', workbook('').slice(0, 700), 'document-damaged'],
    ['broken XML', workbook('<x:row><x:c></x:row>'), 'document-damaged'],
    ['an empty file', new Uint8Array(), 'document-empty'],
    ['a sheet without rows', workbook(''), 'table-no-header'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0), 'table-unknown'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'table-unknown'],
  ])('says what is wrong with %s', async (_, bytes, code) => {
    expect(await problemOf(read(bytes))).toBe(code)
  })
})
