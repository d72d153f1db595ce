import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { refuse } from '#kernel/problems/index.ts'
import { sniff } from '../read/sniff.ts'
import type { TextEncoding } from '../read/encoding.ts'
import { archiveLimits, tableLimits } from '../limits.ts'
import { openZip, ZipDamagedError, ZipTooLargeError } from '../zip.ts'
import type { Zip } from '../zip.ts'
import { columnLetter } from './columns.ts'
import { findHeader, headerSearchDepth } from './header.ts'
import type { Header } from './header.ts'
import { detectCsvEncoding, readCsvRows } from './read-csv.ts'
import { openStrings, readXlsxRows } from './read-xlsx.ts'
import { openByteSource } from './source.ts'
import type { ByteSource, TableSource } from './source.ts'
import { Tidier } from './tidy.ts'
import type { LeftOut, LeftRow, RawRow, Table, TableFormat, TableRow } from './types.ts'
import { readMergedCells } from './xlsx-merged.ts'
import { readWorkbook } from './xlsx-book.ts'
import { choicesSheet } from './write-xlsx.ts'

/** How to read a table; what is left out is detected. */
export interface ReadTableOptions {
  /** The file name shown in sentences. */
  readonly name?: string
  readonly format?: TableFormat
  /** For a CSV only. */
  readonly encoding?: TextEncoding
  /** Names of the sheets, read one after the other; the first visible one by default. */
  readonly sheets?: readonly string[]
  /** Headers that the caller expects: the row with most of them is the header row. */
  readonly expected?: readonly string[]
  /**
   * The table is kept by people: what is no line is left out and told (`left`), marks and merged
   * cells are filled down. `needs`: headers without which nothing is a line.
   */
  readonly tidy?: {
    readonly needs: readonly string[]
    /** Left rows that are told; 300 by default. */
    readonly told?: number
  }
  /** Largest source in bytes. */
  readonly limit?: number
}

/** One sheet, or the one table of a CSV. */
interface RawSheet {
  /** Every row has as many cells as it was written with (a CSV). */
  readonly isCounted?: boolean
  /** Columns from 0 that are hidden, known once a row is read. */
  readonly hiddenColumns?: ReadonlySet<number>
  /** Only where there are several. */
  readonly name?: string
  readonly raw: AsyncIterable<RawRow>
}

interface RawTable extends Pick<
  Table,
  'format' | 'encoding' | 'sheets' | 'chosen' | 'progress' | 'close'
> {
  readonly parts: readonly RawSheet[]
}

/**
 * Opens a CSV or Excel table and finds its headers; rows follow one by one in constant memory
 * (except for the distinct strings of a workbook). Problems: document-missing, document-too-large,
 * document-empty, document-encrypted, document-damaged, document-inflates, table-unknown,
 * table-no-header, and while reading table-broken-row, table-cell-too-long, table-too-wide and
 * import-too-many.
 */
export async function openTable(
  source: TableSource,
  options: ReadTableOptions = {},
): Promise<Table> {
  const name = options.name ?? (typeof source === 'string' ? basename(source) : '表')
  const bytes = await openByteSource(source, name, options.limit ?? tableLimits.bytes)
  try {
    const format = options.format ?? (await detectFormat(bytes, name))
    const table =
      format === 'csv' ? await openCsv(bytes, name, options) : await openXlsx(bytes, name, options)
    return await withHeaders(table, name, options)
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

/**
 * The sheets of a workbook, hidden ones last; undefined for a CSV. Problems: those of `openTable` about the
 * file as a whole.
 */
export async function sheetNames(
  source: TableSource,
  options: ReadTableOptions,
): Promise<readonly SheetName[] | undefined> {
  const name = options.name ?? (typeof source === 'string' ? basename(source) : '表')
  const bytes = await openByteSource(source, name, options.limit ?? tableLimits.bytes)
  try {
    if ((options.format ?? (await detectFormat(bytes, name))) === 'csv') return undefined
    const zip = await openZip(bytes.origin, archiveLimits.table)
    try {
      demandWorkbook(zip, name)
      const { sheets } = await readWorkbook(zip)
      const areHidden = sheets.every((sheet) => sheet.hidden)
      return sheets
        .filter((sheet) => !(sheet.hidden && sheet.name === choicesSheet))
        .map(({ name: title, hidden }) => ({ name: title, hidden: hidden && !areHidden }))
        .toSorted((a, b) => Number(a.hidden) - Number(b.hidden))
    } finally {
      await zip.close()
    }
  } catch (error) {
    throw toDocumentProblem(error, name)
  } finally {
    await bytes.close()
  }
}

/** A sheet of a workbook; where all are hidden, none counts as hidden. */
interface SheetName {
  readonly name: string
  readonly hidden: boolean
}

function demandWorkbook(zip: Zip, name: string): void {
  if ([...zip.entries.keys()].some((entry) => entry.startsWith('xl/'))) return
  refuse('table-unknown', {
    name,
    what: { ja: 'Excel ではない圧縮ファイル', en: 'an archive that is no Excel workbook' },
  })
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
    parts: [{ raw, isCounted: true }],
    progress: () => bytesRead / bytes.size,
    close: () => bytes.close(),
  }
}

async function openXlsx(
  bytes: ByteSource,
  name: string,
  options: ReadTableOptions,
): Promise<RawTable> {
  const zip = await openZip(bytes.origin, archiveLimits.table)
  const close = async () => {
    await zip.close()
    await bytes.close()
  }
  try {
    demandWorkbook(zip, name)
    const book = await readWorkbook(zip)
    const visible = book.sheets.filter((sheet) => !sheet.hidden)
    const wanted = book.sheets.filter((sheet) => options.sheets?.includes(sheet.name))
    const chosen = wanted.length > 0 ? wanted : [visible[0] ?? book.sheets[0]!]
    const sizes = chosen.map((sheet) => zip.entries.get(sheet.part)?.size ?? 1)
    const total = Math.max(
      1,
      sizes.reduce((sum, size) => sum + size, 0),
    )
    const bytesRead = chosen.map(() => 0)
    const strings = await openStrings(zip, book)
    const parts: RawSheet[] = []
    for (const [i, sheet] of chosen.entries()) {
      const merged =
        options.tidy && (await readMergedCells(zip, sheet, archiveLimits.table.unpacked))
      const hiddenColumns = new Set<number>()
      const place = {
        zip,
        book,
        sheet,
        strings,
        name,
        hiddenColumns,
        ...(merged ? { merged } : {}),
      }
      parts.push({
        hiddenColumns,
        ...(visible.length > 1 ? { name: sheet.name } : {}),
        raw: readXlsxRows(place, (count) => (bytesRead[i] = count)),
      })
    }
    return {
      format: 'xlsx',
      sheets: visible.map((sheet) => sheet.name),
      chosen: chosen.map((sheet) => sheet.name),
      parts,
      progress: () => Math.min(1, bytesRead.reduce((sum, count) => sum + count, 0) / total),
      close,
    }
  } catch (error) {
    await zip.close()
    throw error
  }
}

/** A sheet whose first rows have been read, and its headers in them. */
interface Opened {
  readonly name?: string
  readonly first: readonly RawRow[]
  readonly header: Header | null
  readonly hiddenColumns?: ReadonlySet<number>
  readonly isCounted?: boolean
  readonly rest: AsyncIterator<RawRow>
}

async function withHeaders(
  table: RawTable,
  name: string,
  options: ReadTableOptions,
): Promise<Table> {
  const { parts, ...described } = table
  const opened: Opened[] = []
  for (const part of parts) opened.push(await openPart(part, options))
  const headed = opened.find((part) => part.header !== null)
  if (headed?.header === undefined || headed.header === null) {
    for (const part of opened) await part.rest.return?.()
    return refuse('table-no-header', { name })
  }
  const names = opened.flatMap((part) => part.header?.names ?? [])
  const left = new LeftRows(options.tidy?.told)
  return {
    ...described,
    headers: [...new Set(names.filter((headerName) => headerName !== null))],
    headerRow: headed.header.row,
    hiddenHeaders: opened.flatMap((part) =>
      (part.header?.names ?? []).filter(
        (header, i): header is string => header !== null && part.hiddenColumns?.has(i) === true,
      ),
    ),
    rows: readRows(opened, left, name, options),
    left: () => left.sofar(),
  }
}

async function openPart(part: RawSheet, options: ReadTableOptions): Promise<Opened> {
  const rest = part.raw[Symbol.asyncIterator]()
  const first: RawRow[] = []
  while (first.length < headerSearchDepth) {
    const next = await rest.next()
    if (next.done === true) break
    if (next.value.cells.some((cell) => cell.trim() !== '')) first.push(next.value)
  }
  const visible = options.tidy ? first.filter((row) => row.hidden !== true) : first
  const found = findHeader(visible, options.expected)
  const header = found && options.tidy ? named(withoutTitle(found, first), first) : found
  const { name, hiddenColumns, isCounted } = part
  return {
    ...(name === undefined ? {} : { name }),
    ...(hiddenColumns === undefined ? {} : { hiddenColumns }),
    ...(isCounted === undefined ? {} : { isCounted }),
    first,
    header,
    rest,
  }
}

/** A lone cell above the headings is a title, no heading of a group. */
function withoutTitle(header: Header, first: readonly RawRow[]): Header {
  const upper = first.find((row) => row.row === header.first)
  const filled = upper?.cells.filter((cell) => cell.trim() !== '').length ?? 0
  return filled === 1 ? { ...header, first: header.row } : header
}

/** Columns between the headings that hold something get their letters as a name. */
function named(header: Header, first: readonly RawRow[]): Header {
  const below = first.filter((row) => row.row > header.row)
  const lastNamed = header.names.findLastIndex((name) => name !== null)
  return {
    ...header,
    names: header.names
      .slice(0, lastNamed + 1)
      .map((name, i) =>
        name === null && below.some((row) => (row.cells[i] ?? '').trim() !== '')
          ? `${columnLetter(i + 1)}列`
          : name,
      ),
  }
}

async function* readRows(
  opened: readonly Opened[],
  left: LeftRows,
  name: string,
  options: ReadTableOptions,
): AsyncIterable<TableRow> {
  let count = 0
  try {
    for (const part of opened)
      for await (const row of rowsOf(part, left, options)) {
        if (++count > tableLimits.rows) refuse('import-too-many', { limit: tableLimits.rows })
        yield row
      }
  } catch (error) {
    throw toDocumentProblem(error, name)
  } finally {
    for (const { rest } of opened) await rest.return?.()
  }
}

async function* rowsOf(
  part: Opened,
  left: LeftRows,
  { tidy }: ReadTableOptions,
): AsyncIterable<TableRow> {
  const { header } = part
  const names = header?.names ?? []
  const place = part.name === undefined || tidy === undefined ? {} : { sheet: part.name }
  if (tidy === undefined) {
    for await (const row of everyRow(part))
      if (row.row > (header?.row ?? 0) && row.cells.some((cell) => cell.trim() !== ''))
        yield toTableRow(row, names)
    return
  }
  const tidier = new Tidier(names, tidy.needs)
  for await (const row of everyRow(part)) {
    if (header !== null && row.row >= header.first && row.row <= header.row) continue
    if (header === null || row.row < header.first) {
      const text = row.cells.filter((cell) => cell.trim() !== '').join(' ')
      if (text !== '') left.add({ ...place, row: row.row, why: 'title', text: text.slice(0, 200) })
      continue
    }
    const read = tidier.take(row)
    if (read === null) continue
    if ('why' in read) left.add({ ...place, row: row.row, ...read })
    else {
      const lacks = part.isCounted === true ? names.length - row.cells.length : 0
      yield { ...place, row: row.row, ...read, ...(lacks > 0 ? { lacks } : {}) }
    }
  }
}

async function* everyRow({ first, rest }: Opened): AsyncIterable<RawRow> {
  yield* first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

/** Rows left out: the first ones, and how many. */
class LeftRows {
  readonly #rows: LeftRow[] = []
  readonly #told: number
  #count = 0

  constructor(told = leftShown) {
    this.#told = told
  }

  add(row: LeftRow): void {
    this.#count += 1
    if (this.#rows.length < this.#told) this.#rows.push(row)
  }

  sofar(): LeftOut {
    return { rows: [...this.#rows], count: this.#count }
  }
}
const leftShown = 300

function toTableRow(row: RawRow, names: readonly (string | null)[]): TableRow {
  const cells: Record<string, string> = {}
  for (const [i, name] of names.entries()) if (name !== null) cells[name] = row.cells[i] ?? ''
  return { row: row.row, cells }
}

function toDocumentProblem(error: unknown, name: string): unknown {
  if (!(error instanceof ZipDamagedError || error instanceof ZipTooLargeError)) return error
  try {
    if (error instanceof ZipTooLargeError)
      refuse('document-inflates', { name, limit: archiveLimits.table.unpacked })
    return refuse('document-damaged', {
      name,
      format: { ja: ' Excel ブック', en: 'an Excel workbook' },
    })
  } catch (problem) {
    return problem
  }
}
