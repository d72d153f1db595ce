import { entryNames } from '#platform/documents/zip.ts'
import { writeXlsx } from '#platform/documents/tables/index.ts'
import type { TableColumn } from '#platform/documents/tables/index.ts'
import { dateNumber } from '#platform/documents/workbook/sheet.ts'
import { workbookBytes, writeWorkbook } from '#platform/documents/workbook/index.ts'
import { describe, expect, it } from 'vitest'
import { partsOf, readBook } from './layoutBooks.ts'

const columns: readonly TableColumn[] = [
  { key: 'name', header: '名称' },
  { key: 'class', header: '機密性', choices: ['高', '中', '低'] },
  { key: 'made', header: '作成日', type: 'date' },
  { key: 'place', header: '場所「庁舎」&\n<倉庫>', choices: ["書庫 'A'", '庁舎'] },
]

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Uint8Array.from(Buffer.concat(all))
}

const written = (rows: readonly Readonly<Record<string, string>>[], spareRows = 0) =>
  bytesOf(writeXlsx(columns, rows, { sheet: "'資産' 甲", spareRows }))

describe('a table as a workbook', () => {
  it('stays at its header when one scrolls, is filtered by it, and repeats it on every page', async () => {
    const [sheet] = await readBook(await written([{ name: '名簿' }, { name: '台帳' }]))
    expect(sheet?.name).toBe("資産' 甲")
    expect(sheet?.sheet.freezePane).toMatchObject({ rows: 1 })
    expect(sheet?.sheet.autoFilter?.range).toBe('A1:D3')
    expect(sheet?.sheet.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToWidth: 1,
      printTitlesRow: '$1:$1',
    })
    expect(sheet?.style('A1').font).toMatchObject({ bold: true, name: 'BIZ UDPゴシック' })
  })

  it('offers the choices of a column in its rows and those to spare, from a sheet that is hidden', async () => {
    const [sheet, choices] = await readBook(await written([{ name: '名簿', class: '高' }], 10))
    expect(
      sheet?.sheet.dataValidations?.map(({ type, range, formula1 }) => ({ type, range, formula1 })),
    ).toEqual([
      { type: 'list', range: 'B2:B12', formula1: "'選択肢'!$A$2:$A$4" },
      { type: 'list', range: 'D2:D12', formula1: "'選択肢'!$B$2:$B$3" },
    ])
    expect(sheet?.sheet.dataValidations?.[1]?.errorMessage).toBe(
      '「場所「庁舎」&\n<倉庫>」は一覧から選んでください。',
    )
    expect([choices?.name, choices?.sheet.hidden]).toEqual(['選択肢', true])
    expect(choices?.texts()).toEqual([
      '機密性',
      '場所「庁舎」&\n<倉庫>',
      '高',
      "書庫 'A'",
      '中',
      '庁舎',
      '低',
    ])
  })

  it('without rows offers nothing, and is a workbook still', async () => {
    const [sheet] = await readBook(await written([]))
    expect(sheet?.texts()).toEqual(columns.map(({ header }) => header))
    expect(sheet?.sheet.dataValidations ?? []).toEqual([])
  })

  it('writes a day that there is as a date, and leaves any other text as it is', async () => {
    const days = ['2026-04-01', '2026-02-30', '令和8年', '1899-12-31', '2026-04-01T18:00']
    const [sheet] = await readBook(await written(days.map((made) => ({ made }))))
    expect(days.map((_, i) => sheet?.value(`C${i + 2}`))).toEqual([
      new Date('2026-04-01'),
      '2026-02-30',
      '令和8年',
      '1899-12-31',
      new Date('2026-04-01T18:00Z'),
    ])
    expect(sheet?.style('C2').numFmt).toBe('yyyy"年"m"月"d"日"')
  })

  it.each([
    ['1900-01-01', 1],
    ['1900-02-28', 59],
    ['1900-03-01', 61],
    ['2026-04-01', 46_113],
  ])('%s is day %i', (day, number) => expect(dateNumber(new Date(day))).toBe(number))
})

describe('writing a workbook', () => {
  it('gives the same bytes for the same content', async () => {
    expect(await written([{ name: '名簿' }])).toEqual(await written([{ name: '名簿' }]))
  })

  it('begins with the list of types, by which other programs tell the format', async () => {
    const bytes = await written([])
    expect(entryNames(bytes)?.[0]).toBe('[Content_Types].xml')
    expect(Object.values(partsOf(bytes)).join('')).not.toContain('<f>')
  })

  it('takes rows as they are asked for, and lets go of their source when nobody asks any more', async () => {
    let taken = 0
    let released = false
    async function* rows() {
      try {
        for (;;) {
          taken++
          yield { cells: [{ value: `行 ${taken}`.repeat(50) }] }
        }
      } finally {
        released = true
      }
    }
    const pieces = writeWorkbook({ sheets: [{ name: '一覧', columns: [], rows: rows() }] })
    let seen = 0
    for await (const piece of pieces) if ((seen += piece.length) > 100_000) break
    expect(taken).toBeGreaterThan(100)
    expect(taken).toBeLessThan(100_000)
    await new Promise((resolve) => setImmediate(resolve))
    expect(released).toBe(true)
  })

  it('ends with the error of the rows', async () => {
    const rows = (async function* () {
      yield { cells: [] }
      throw new Error('the database went away')
    })()
    await expect(workbookBytes({ sheets: [{ name: '一覧', columns: [], rows }] })).rejects.toThrow(
      'the database went away',
    )
  })
})
