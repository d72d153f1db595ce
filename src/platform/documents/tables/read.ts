import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { refuse } from '#kernel/problems/index.ts'
import { sniff } from '../read/sniff.ts'
import type { TextEncoding } from '../read/encoding.ts'
import { openZip, ZipDamagedError, ZipTooLargeError } from '../zip.ts'
import { findHeader, headerSearchDepth } from './header.ts'
import { detectCsvEncoding, readCsvRows } from './read-csv.ts'
import { readXlsxRows } from './read-xlsx.ts'
import { openByteSource } from './source.ts'
import type { ByteSource, TableSource } from './source.ts'
import type { RawRow, Table, TableFormat, TableRow } from './types.ts'
import { readWorkbook } from './xlsx-book.ts'

/** How to read a table; what is left out is detected. */
export interface ReadTableOptions {
  /** The file name shown in sentences. */
  readonly name?: string
  readonly format?: TableFormat
  /** For a CSV only. */
  readonly encoding?: TextEncoding
  /** Name of the sheet; the first visible one by default. */
  readonly sheet?: string
  /** Headers that the caller expects: the row with most of them is the header row. */
  readonly expected?: readonly string[]
  /** Largest source in bytes. */
  readonly limit?: number
}

interface RawTable extends Omit<Table, 'headers' | 'headerRow' | 'rows'> {
  readonly raw: AsyncIterable<RawRow>
}

const defaultLimit = 500 * 1024 * 1024

/**
 * Opens a CSV or Excel table and finds its headers; rows follow one by one in constant memory
 * (except for the distinct strings of a workbook). Problems: document-missing, document-too-large,
 * document-empty, document-encrypted, document-damaged, document-inflates, table-unknown,
 * table-no-header, and while reading table-broken-row and table-cell-too-long.
 */
export async function openTable(
  source: TableSource,
  options: ReadTableOptions = {},
): Promise<Table> {
  const name = options.name ?? (typeof source === 'string' ? basename(source) : '表')
  const bytes = await openByteSource(source, name, options.limit ?? defaultLimit)
  try {
    const format = options.format ?? (await detectFormat(bytes, name))
    const table =
      format === 'csv' ? await openCsv(bytes, name, options) : await openXlsx(bytes, name, options)
    return await withHeaders(table, name, options.expected)
  } catch (error) {
    await bytes.close()
    throw toDocumentProblem(error, name)
  }
}

/**
 * The rows of a table, one by one, by header. Like `openTable`, for callers that need only the
 * rows.
 */
export async function* readTable(
  source: TableSource,
  options: ReadTableOptions = {},
): AsyncIterable<TableRow> {
  const table = await openTable(source, options)
  try {
    yield* table.rows
  } finally {
    await table.close()
  }
}

async function detectFormat(bytes: ByteSource, name: string): Promise<TableFormat> {
  const head = typeof bytes.origin === 'string' ? await firstChunk(bytes) : bytes.origin
  if (head[0] === 0x50 && head[1] === 0x4b) return 'xlsx'
  const isCompound = head[0] === 0xd0 && head[1] === 0xcf
  const sniffed = sniff(
    name,
    isCompound && typeof bytes.origin === 'string' ? await readFile(bytes.origin) : head,
  )
  if ('encrypted' in sniffed) return refuse('document-encrypted', { name })
  if ('what' in sniffed) return refuse('table-unknown', { name, what: sniffed.what })
  return sniffed.format === 'pdf' ? refuse('table-unknown', { name, what: 'PDF' }) : 'csv'
}

async function firstChunk(bytes: ByteSource): Promise<Uint8Array> {
  for await (const chunk of bytes.read()) return chunk
  return new Uint8Array()
}

async function openCsv(
  bytes: ByteSource,
  name: string,
  options: ReadTableOptions,
): Promise<RawTable> {
  const encoding = options.encoding ?? (await detectCsvEncoding(bytes))
  let bytesRead = 0
  const raw = readCsvRows(bytes, encoding, name, (count) => (bytesRead = count))
  return {
    format: 'csv',
    encoding,
    raw,
    progress: () => bytesRead / bytes.size,
    close: () => bytes.close(),
  }
}

async function openXlsx(
  bytes: ByteSource,
  name: string,
  options: ReadTableOptions,
): Promise<RawTable> {
  const zip = await openZip(bytes.origin)
  const close = async () => {
    await zip.close()
    await bytes.close()
  }
  try {
    if (![...zip.entries.keys()].some((entry) => entry.startsWith('xl/')))
      refuse('table-unknown', {
        name,
        what: { ja: 'Excel ではない圧縮ファイル', en: 'an archive that is no Excel workbook' },
      })
    const book = await readWorkbook(zip)
    const visible = book.sheets.filter((sheet) => !sheet.hidden)
    const sheet =
      book.sheets.find((candidate) => candidate.name === options.sheet) ??
      visible[0] ??
      book.sheets[0]
    if (sheet === undefined) throw new ZipDamagedError('no sheet')
    const size = Math.max(1, zip.entries.get(sheet.part)?.size ?? 1)
    let bytesRead = 0
    const raw = readXlsxRows(zip, book, sheet, (count) => (bytesRead = count))
    const sheets = visible.map((candidate) => candidate.name)
    return {
      format: 'xlsx',
      sheets,
      sheet: sheet.name,
      raw,
      progress: () => Math.min(1, bytesRead / size),
      close,
    }
  } catch (error) {
    await zip.close()
    throw error
  }
}

async function withHeaders(
  table: RawTable,
  name: string,
  expected: readonly string[] | undefined,
): Promise<Table> {
  const iterator = table.raw[Symbol.asyncIterator]()
  const first: RawRow[] = []
  while (first.length < headerSearchDepth) {
    const next = await iterator.next()
    if (next.done === true) break
    if (next.value.cells.some((cell) => cell.trim() !== '')) first.push(next.value)
  }
  const header = findHeader(first, expected)
  if (header === null) {
    await iterator.return?.()
    return refuse('table-no-header', { name })
  }
  const { raw: _, ...rest } = table
  return {
    ...rest,
    headers: header.names.filter((headerName) => headerName !== null),
    headerRow: header.row,
    rows: readRowsBelow(header.row, header.names, first, iterator, name),
  }
}

async function* readRowsBelow(
  headerRow: number,
  names: readonly (string | null)[],
  first: readonly RawRow[],
  rest: AsyncIterator<RawRow>,
  name: string,
): AsyncIterable<TableRow> {
  try {
    for (const row of first) if (row.row > headerRow) yield toTableRow(row, names)
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      if (next.value.cells.some((cell) => cell !== '' && cell.trim() !== ''))
        yield toTableRow(next.value, names)
    }
  } catch (error) {
    throw toDocumentProblem(error, name)
  } finally {
    await rest.return?.()
  }
}

function toTableRow(row: RawRow, names: readonly (string | null)[]): TableRow {
  const cells: Record<string, string> = {}
  for (const [i, name] of names.entries()) if (name !== null) cells[name] = row.cells[i] ?? ''
  return { row: row.row, cells }
}

function toDocumentProblem(error: unknown, name: string): unknown {
  if (!(error instanceof ZipDamagedError || error instanceof ZipTooLargeError)) return error
  try {
    if (error instanceof ZipTooLargeError)
      refuse('document-inflates', { name, limit: 256 * 1024 * 1024 })
    return refuse('document-damaged', {
      name,
      format: { ja: ' Excel ブック', en: 'an Excel workbook' },
    })
  } catch (problem) {
    return problem
  }
}
