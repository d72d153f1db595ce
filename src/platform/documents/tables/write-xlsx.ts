import { PassThrough } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import exceljs from 'exceljs'
import { cellText } from '../text.ts'
import { columnLetter, columnWidth } from './columns.ts'
import type { CellValue, TableColumn, TableRecord } from './types.ts'

/** How a workbook is written. */
export interface WriteXlsxOptions {
  /** Name of the sheet; what Excel forbids in names is taken out. */
  readonly sheet?: string
  /** How many rows below the last are prepared for new entries (choices offered); 0 when left out. */
  readonly spareRows?: number
}

const font = 'BIZ UDPゴシック'
const choicesSheet = '選択肢'
const lastRow = 1_048_576
/** Packing runs between the rows; with fewer pauses than one for 64 kB of sheet it falls behind and memory grows. */
const rowsBetweenBreaths = 32

/**
 * Writes rows as an Excel workbook, piece by piece: header row in bold on grey, frozen, with a filter; widths; choices offered as lists;
 * texts stay texts, dates are dates.
 */
export async function* writeXlsx(
  columns: readonly TableColumn[],
  rows: AsyncIterable<TableRecord> | Iterable<TableRecord>,
  options: WriteXlsxOptions = {},
): AsyncIterable<Uint8Array> {
  const stream = new PassThrough({ highWaterMark: 1 << 20 })
  const writing = writeBook(stream, columns, rows, options).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  try {
    for await (const piece of stream) yield piece as Uint8Array
  } finally {
    stream.destroy()
    await writing
  }
}

async function writeBook(
  stream: PassThrough,
  columns: readonly TableColumn[],
  rows: AsyncIterable<TableRecord> | Iterable<TableRecord>,
  options: WriteXlsxOptions,
): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  const sheet = book.addWorksheet(sheetName(options.sheet ?? '一覧'), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  })
  const styles = columns.map(columnStyle)
  sheet.columns = columns.map((column, i) => ({
    width: columnWidth(column),
    style: styles[i] ?? {},
  }))
  writeHeader(sheet, columns)
  let last = 1
  for await (const record of rows) {
    last++
    const row = sheet.addRow(columns.map((column) => excelValue(column, record[column.key])))
    // The same object for every cell of a column: exceljs looks styles up by identity and is three times as fast for it.
    row.eachCell((cell, column) => (cell.style = styles[column - 1] ?? {}))
    row.commit()
    if (last % rowsBetweenBreaths === 0)
      await (stream.writableNeedDrain ? drained(stream) : breathe())
  }
  sheet.autoFilter = {
    from: { row: 1, column: 1 },
    to: { row: last, column: Math.max(1, columns.length) },
  }
  offerChoices(sheet, columns, Math.min(lastRow, last + (options.spareRows ?? 0)))
  sheet.commit()
  writeChoices(book, columns)
  await book.commit()
}

function columnStyle(column: TableColumn): Partial<exceljs.Style> {
  const numFmt = { text: '@', number: 'General', date: 'yyyy"年"m"月"d"日"', boolean: '@' }[
    column.type ?? 'text'
  ]
  return {
    font: { name: font, size: 10 },
    numFmt,
    alignment: { vertical: 'top', wrapText: (column.type ?? 'text') === 'text' },
  }
}

function writeHeader(sheet: exceljs.Worksheet, columns: readonly TableColumn[]): void {
  const row = sheet.addRow(columns.map((column) => column.header))
  row.height = 24
  row.eachCell((cell) => {
    cell.font = { name: font, size: 10, bold: true, color: { argb: 'FF1A1A1C' } }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8F1FE' } }
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true }
    cell.border = { bottom: { style: 'medium', color: { argb: 'FF0017C1' } } }
  })
  row.commit()
}

function excelValue(column: TableColumn, value: CellValue): exceljs.CellValue {
  if (value === null || value === undefined || value === '') return null
  if (column.type === 'boolean') return value === true ? '○' : value === false ? '' : String(value)
  if (column.type === 'number') {
    const number = Number(value)
    return Number.isFinite(number) ? number : String(value)
  }
  if (column.type === 'date') return excelDate(String(value))
  return cellText(String(value))
}

/** A date that Excel computes with; what is no ISO date stays text. */
function excelDate(value: string): exceljs.CellValue {
  const date = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?$/.test(value)
    ? new Date(value.length > 10 ? `${value}Z` : `${value}T00:00:00Z`)
    : null
  return date === null || Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1900
    ? cellText(value)
    : date
}

function offerChoices(
  sheet: exceljs.Worksheet,
  columns: readonly TableColumn[],
  last: number,
): void {
  if (last < 2) return
  const validations = (
    sheet as unknown as {
      dataValidations: { add(range: string, rule: exceljs.DataValidation): void }
    }
  ).dataValidations
  let choicesColumn = 0
  for (const [i, column] of columns.entries()) {
    if (column.choices === undefined || column.choices.length === 0) continue
    choicesColumn++
    const letter = columnLetter(i + 1)
    const source = columnLetter(choicesColumn)
    validations.add(`${letter}2:${letter}${last}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`'${choicesSheet}'!$${source}$2:$${source}$${column.choices.length + 1}`],
      showErrorMessage: true,
      errorTitle: '選べない値です',
      error: `「${column.header}」は一覧から選んでください。`,
    })
  }
}

function writeChoices(
  book: exceljs.stream.xlsx.WorkbookWriter,
  columns: readonly TableColumn[],
): void {
  const offered = columns.filter((column) => (column.choices?.length ?? 0) > 0)
  if (offered.length === 0) return
  const sheet = book.addWorksheet(choicesSheet, { state: 'hidden' })
  sheet.addRow(offered.map((column) => column.header)).commit()
  const deepest = Math.max(...offered.map((column) => column.choices?.length ?? 0))
  for (let i = 0; i < deepest; i++)
    sheet.addRow(offered.map((column) => column.choices?.[i] ?? null)).commit()
  sheet.commit()
}

function sheetName(name: string): string {
  return (
    name
      .replaceAll(/[\\/?*[\]:]/g, ' ')
      .replaceAll(/^'|'$/g, '')
      .slice(0, 31)
      .trim() || '一覧'
  )
}

function drained(stream: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.on('drain', done)
    stream.on('close', done)
  })
}
