import { SaxesParser } from 'saxes'
import { refuse } from '#kernel/problems/index.ts'
import { archiveLimits, tableLimits } from '../limits.ts'
import { localName } from '../xml.ts'
import type { Zip } from '../zip.ts'
import { ZipDamagedError } from '../zip.ts'
import { columnIndexOf } from './columns.ts'
import type { RawRow } from './types.ts'
import type { Sheet, Workbook } from './xlsx-book.ts'
import { readSharedStrings, SharedStrings, unescapeXstring } from './xlsx-strings.ts'
import { withMerged } from './xlsx-merged.ts'
import type { MergedCells } from './xlsx-merged.ts'
import { numberText } from './xlsx-values.ts'
import type { NumberFormat } from './xlsx-values.ts'

/** What a workbook unpacks to was looked at when it was opened. */
const partLimit = archiveLimits.table.unpacked

const generalFormat: NumberFormat = { as: 'number' }

/** Where a sheet is, and what its rows are read with. */
export interface SheetPlace {
  readonly zip: Zip
  readonly book: Workbook
  readonly sheet: Sheet
  readonly strings: SharedStrings
  /** The name of the file, for sentences. */
  readonly name: string
  /** Columns from 0 that are hidden; filled while the sheet is read, before its first row. */
  readonly hiddenColumns?: Set<number>
  /** The merged cells, where lines are filled down. */
  readonly merged?: MergedCells
}

/**
 * The rows of a sheet, one by one. `onProgress` is called with the number of unpacked bytes read.
 * Throws `ZipDamaged` and `ZipTooLarge`. Problems: table-too-wide, table-cell-too-long.
 */
export async function* readXlsxRows(
  place: SheetPlace,
  onProgress: (bytes: number) => void,
): AsyncIterable<RawRow> {
  const { zip, sheet, merged } = place
  const entry = zip.entries.get(sheet.part)
  if (entry === undefined) throw new ZipDamagedError('no sheet')
  const ready: RawRow[] = []
  const parser = rowParser(place, (row) => ready.push(merged ? withMerged(row, merged) : row))
  const decoder = new TextDecoder()
  let total = 0
  for await (const chunk of zip.stream(entry, partLimit)) {
    total += chunk.length
    onProgress(total)
    feedParser(parser, decoder.decode(chunk, { stream: true }))
    yield* ready
    ready.length = 0
  }
  feedParser(parser, null)
  yield* ready
}

export async function openStrings(zip: Zip, book: Workbook): Promise<SharedStrings> {
  const entry = book.stringsPart === null ? undefined : zip.entries.get(book.stringsPart)
  if (entry === undefined) return new SharedStrings()
  try {
    return await readSharedStrings(zip.stream(entry, partLimit))
  } catch (error) {
    throw toZipError(error)
  }
}

function feedParser(parser: SaxesParser, text: string | null): void {
  try {
    if (text === null) parser.close()
    else parser.write(text)
  } catch (error) {
    throw toZipError(error)
  }
}

function toZipError(error: unknown): Error {
  return error instanceof Error && !/^\d+:\d+:/.test(error.message)
    ? error
    : new ZipDamagedError(String(error))
}

/** A SAX parser that passes on each row of the sheet as it closes. */
function rowParser(
  { strings, book, name: file, hiddenColumns }: SheetPlace,
  onRow: (row: RawRow) => void,
): SaxesParser {
  const parser = new SaxesParser()
  let row = 0
  let hidden = false
  let column = -1
  let cells: string[] = []
  let type = 'n'
  let style = 0
  let text = ''
  let inText = false
  let phonetic = 0
  parser.on('opentag', ({ name, attributes }) => {
    const tag = localName(name)
    if (tag === 'c') {
      column = columnIndexOf(attributes['r']) ?? column + 1
      type = attributes['t'] ?? 'n'
      style = Number(attributes['s'] ?? 0)
      text = ''
    } else if (tag === 'col') hideColumns(attributes)
    else if (tag === 'v' || tag === 't') inText = phonetic === 0
    else if (tag === 'rPh') phonetic++
    else if (tag === 'row') {
      row = Number(attributes['r'] ?? row + 1)
      hidden = ['1', 'true'].includes(attributes['hidden'] ?? '') || attributes['ht'] === '0'
      column = -1
      cells = []
    }
  })
  parser.on('text', (piece) => {
    if (!inText) return
    text += piece
    if (text.length > tableLimits.cellCharacters)
      refuse('table-cell-too-long', { name: file, row, limit: tableLimits.cellCharacters })
  })
  parser.on('closetag', ({ name }) => {
    const tag = localName(name)
    if (tag === 'v' || tag === 't') inText = false
    else if (tag === 'c') addCell(cellText(type, text, book.numberFormats[style] ?? generalFormat))
    else if (tag === 'rPh') phonetic--
    else if (tag === 'row') onRow(hidden ? { row, cells, hidden } : { row, cells })
  })
  return parser

  function hideColumns({ hidden, min, max }: Readonly<Record<string, string>>): void {
    if (!['1', 'true'].includes(hidden ?? '')) return
    const last = Math.min(Number(max), tableLimits.columns)
    for (let n = Number(min); n <= last; n++) hiddenColumns?.add(n - 1)
  }

  function addCell(value: string): void {
    if (value === '') return
    if (column >= tableLimits.columns)
      refuse('table-too-wide', { name: file, row, limit: tableLimits.columns })
    while (cells.length < column) cells.push('')
    cells[column] = value
  }

  function cellText(type: string, text: string, meaning: NumberFormat): string {
    if (text === '') return ''
    if (type === 's') return strings.get(Number(text))
    if (type === 'n') return numberText(text, meaning, book.date1904)
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
    if (type === 'd') return text.replace(/T00:00:00(?:\.0+)?Z?$/, '')
    return unescapeXstring(text)
  }
}
