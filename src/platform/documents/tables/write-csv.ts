import { stringify } from 'csv-stringify/sync'
import { cellString } from './columns.ts'
import { encodeCp932, fitCp932 } from './cp932.ts'
import type { TableColumn, TableRecord } from './types.ts'

/**
 * Characters of a cell that CP932 does not have; they become others, or 〓. `row` is counted as Excel shows it
 * (the header is row 1).
 */
interface CsvFault {
  readonly row: number
  readonly column: string
  readonly characters: string
}

/** A CSV being written. `faults` is complete once `bytes` has ended; it holds at most 1,000. */
export interface CsvOutput {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly faults: readonly CsvFault[]
}

/** How to write a CSV. UTF-8 has a byte order mark, which Excel needs. */
export interface WriteCsvOptions {
  readonly encoding?: 'utf-8' | 'cp932'
}

const batchSize = 1000
const faultLimit = 1000

/**
 * Writes rows as CSV with CRLF, piece by piece. Texts that Excel would run as formulas get an
 * apostrophe in front.
 */
export function writeCsv(
  columns: readonly TableColumn[],
  rows: AsyncIterable<TableRecord> | Iterable<TableRecord>,
  options: WriteCsvOptions = {},
): CsvOutput {
  const faults: CsvFault[] = []
  return { bytes: encodeRows(columns, rows, options.encoding ?? 'utf-8', faults), faults }
}

async function* encodeRows(
  columns: readonly TableColumn[],
  rows: AsyncIterable<TableRecord> | Iterable<TableRecord>,
  encoding: 'utf-8' | 'cp932',
  faults: CsvFault[],
): AsyncIterable<Uint8Array> {
  const encode = encoding === 'utf-8' ? utf8 : encodeCp932
  if (encoding === 'utf-8') yield Uint8Array.of(0xef, 0xbb, 0xbf)
  let row = 0
  let batch: string[][] = [columns.map((column) => column.header)]
  const flush = (): Uint8Array => {
    const encodable =
      encoding === 'utf-8'
        ? batch
        : batch.map((cells, i) => encodableRow(cells, columns, row - batch.length + i + 2, faults))
    batch = []
    return encode(toCsv(encodable, columns))
  }
  for await (const record of rows) {
    row++
    batch.push(columns.map((column) => cellString(record[column.key])))
    if (batch.length >= batchSize) yield flush()
  }
  if (batch.length > 0) yield flush()
}

function encodableRow(
  cells: readonly string[],
  columns: readonly TableColumn[],
  row: number,
  faults: CsvFault[],
): string[] {
  return cells.map((cell, i) => {
    const { text, unfit } = fitCp932(cell)
    if (unfit.length > 0 && faults.length < faultLimit) {
      faults.push({
        row,
        column: columns[i]?.header ?? '',
        characters: unfit.map(({ character }) => character).join(''),
      })
    }
    return text
  })
}

function toCsv(batch: readonly (readonly string[])[], columns: readonly TableColumn[]): string {
  const isText = columns.map((column) => column.type === undefined || column.type === 'text')
  return stringify(batch as string[][], {
    record_delimiter: '\r\n',
    escape_formulas: true,
    cast: {
      string: (value, context) => {
        const index = typeof context.column === 'number' ? context.column : context.index
        if (isText[index] !== true || value.length === 1) return { value, escape_formulas: false }
        return looksEscaped(value) ? `'${value}` : value
      },
    },
  })
}

/** A text that would lose its own apostrophe when it is read. */
function looksEscaped(text: string): boolean {
  return /^'+[=+\-@\t\r＝＋－＠]/.test(text)
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8')
}
