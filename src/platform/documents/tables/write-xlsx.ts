import { quotedName, writeWorkbook } from '../workbook/index.ts'
import type {
  CellContent,
  CellStyle,
  ListValidation,
  WorkbookRow,
  WorkbookSheet,
} from '../workbook/index.ts'
import { columnLetter, columnWidth } from './columns.ts'
import type { CellValue, TableColumn, TableRecord } from './types.ts'

/** How to write a workbook. */
export interface WriteXlsxOptions {
  /** Name of the sheet; characters that Excel forbids are removed. */
  readonly sheet?: string
  /**
   * Number of rows below the last that are prepared for new entries (with lists of choices); 0 by
   * default.
   */
  readonly spareRows?: number
}

const font = { name: 'BIZ UDPゴシック', size: 10 }
export const choicesSheet = '選択肢'
const maxRow = 1_048_576

const headerStyle: CellStyle = {
  font: { ...font, bold: true, color: '1A1A1C' },
  fill: 'E8F1FE',
  border: { bottom: { style: 'medium', color: '0017C1' } },
  alignment: { vertical: 'center', horizontal: 'center', wrap: true },
}

/**
 * Writes rows as an Excel workbook, piece by piece: header row in bold on blue, frozen, with a
 * filter; widths; choices offered as lists; texts stay texts, dates are dates.
 */
export function writeXlsx(
  columns: readonly TableColumn[],
  rows: AsyncIterable<TableRecord> | Iterable<TableRecord>,
  { sheet = '一覧', spareRows = 0 }: WriteXlsxOptions = {},
): AsyncIterable<Uint8Array> {
  const styles = columns.map(columnStyle)
  const table: WorkbookSheet = {
    name: sheetName(sheet),
    columns: columns.map((column, i) => ({ width: columnWidth(column), style: styles[i]! })),
    rows: tableRows(columns, styles, rows),
    frozenRows: 1,
    print: { orientation: 'landscape', titleRows: 1 },
    end: (rowCount) => ({
      filter: `A1:${columnLetter(Math.max(1, columns.length))}${rowCount}`,
      lists: offeredChoices(columns, Math.min(maxRow, rowCount + spareRows)),
    }),
  }
  return writeWorkbook({ sheets: [table, ...choicesSheets(columns)] })
}

async function* tableRows(
  columns: readonly TableColumn[],
  styles: readonly CellStyle[],
  records: AsyncIterable<TableRecord> | Iterable<TableRecord>,
): AsyncIterable<WorkbookRow> {
  yield {
    cells: columns.map(({ header }) => ({ value: header, style: headerStyle })),
    height: 24,
  }
  for await (const record of records)
    yield {
      cells: columns.map((column, i) => {
        const value = cellContent(column, record[column.key])
        return value === null ? null : { value, style: styles[i]! }
      }),
    }
}

function columnStyle(column: TableColumn): CellStyle {
  const type = column.type ?? 'text'
  const numberFormat = { text: '@', number: 'General', date: 'yyyy"年"m"月"d"日"', boolean: '@' }[
    type
  ]
  return { font, numberFormat, alignment: { vertical: 'top', wrap: type === 'text' } }
}

function cellContent(column: TableColumn, value: CellValue): CellContent | null {
  if (value === null || value === undefined || value === '') return null
  if (column.type === 'boolean')
    return value === true ? '○' : value === false ? null : String(value)
  if (column.type === 'number') {
    const number = Number(value)
    return Number.isFinite(number) ? number : String(value)
  }
  return column.type === 'date' ? excelDate(String(value)) : String(value)
}

/**
 * A date that Excel can compute with; text that is not an ISO date, or a day that Excel does not
 * have, stays text.
 */
function excelDate(value: string): CellContent {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?$/.test(value)) return value
  const date = new Date(value.length > 10 ? `${value}Z` : `${value}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value.slice(0, 10))
  return exists && date.getUTCFullYear() >= 1900 ? date : value
}

interface ChoiceColumn {
  readonly header: string
  /** The letter of a column with choices. */
  readonly letter: string
  readonly choices: readonly string[]
}

function choiceColumns(columns: readonly TableColumn[]): ChoiceColumn[] {
  return columns.flatMap(({ header, choices = [] }, i) =>
    choices.length === 0 ? [] : [{ header, letter: columnLetter(i + 1), choices }],
  )
}

function offeredChoices(columns: readonly TableColumn[], last: number): ListValidation[] {
  if (last < 2) return []
  return choiceColumns(columns).map(({ header, letter, choices }, i) => {
    const source = columnLetter(i + 1)
    return {
      range: `${letter}2:${letter}${last}`,
      source: `${quotedName(choicesSheet)}!$${source}$2:$${source}$${choices.length + 1}`,
      title: '選べない値です',
      message: `「${header}」は一覧から選んでください。`,
    }
  })
}

/** The hidden sheet of the choices, where there are any. */
function choicesSheets(columns: readonly TableColumn[]): WorkbookSheet[] {
  const columnsWithChoices = choiceColumns(columns)
  if (columnsWithChoices.length === 0) return []
  const longest = Math.max(...columnsWithChoices.map(({ choices }) => choices.length))
  const rows = Array.from({ length: longest }, (_, row) => ({
    cells: columnsWithChoices.map(({ choices }) => {
      const value = choices[row]
      return value === undefined ? null : { value }
    }),
  }))
  const heads = { cells: columnsWithChoices.map(({ header }) => ({ value: header })) }
  return [{ name: choicesSheet, hidden: true, columns: [], rows: [heads, ...rows] }]
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
