import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { refuse } from '#kernel/problems/index.ts'
import { tableLimits } from '../limits.ts'
import { detectEncoding, textDecoder } from '../read/encoding.ts'
import type { TextEncoding } from '../read/encoding.ts'
import type { ByteSource } from './source.ts'
import type { RawRow } from './types.ts'

/** The encoding of a whole CSV, however late its first Japanese character comes. */
export async function detectCsvEncoding(bytes: ByteSource): Promise<TextEncoding> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let first = true
  for await (const chunk of bytes.read()) {
    const hasByteOrderMark = first && (chunk[0] === 0xff || chunk[0] === 0xfe || chunk[0] === 0xef)
    const guess = first ? detectEncoding(chunk, chunk.length === bytes.size) : 'utf-8'
    if (hasByteOrderMark || (first && guess !== 'utf-8')) return guess
    first = false
    try {
      strict.decode(chunk, { stream: true })
    } catch {
      return detectEncoding(chunk, false)
    }
  }
  return 'utf-8'
}

/**
 * The rows of a CSV (comma, tab or semicolon). `seen` is called with the number of bytes read.
 * Problems: table-broken-row, table-cell-too-long, table-too-wide.
 */
export async function* readCsvRows(
  bytes: ByteSource,
  encoding: TextEncoding,
  name: string,
  onProgress: (bytes: number) => void,
): AsyncIterable<RawRow> {
  const text = decodeChunks(bytes, encoding, onProgress)
  const start = await text.next()
  const first = start.done === true ? '' : start.value
  const delimiter = detectDelimiter(first)
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: false,
    skip_empty_lines: false,
    max_record_size: tableLimits.rowCharacters,
  })
  let row = 0
  try {
    Readable.from(measured(prepend(first, text), delimiter, name))
      .on('error', (error) => parser.destroy(error))
      .pipe(parser)
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++
      yield { row, cells: cells.map(unescapeFormula) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE')
      refuse('table-cell-too-long', { name, row: row + 1, limit: tableLimits.rowCharacters })
    refuse('table-broken-row', { name, row: row + 1 })
  } finally {
    parser.destroy()
  }
}

async function* decodeChunks(
  bytes: ByteSource,
  encoding: TextEncoding,
  onProgress: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = textDecoder(encoding)
  let total = 0
  for await (const chunk of bytes.read()) {
    total += chunk.length
    onProgress(total)
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

async function* prepend(first: string, rest: AsyncIterable<string>): AsyncIterable<string> {
  if (first !== '') yield first
  for await (const chunk of rest) if (chunk !== '') yield chunk
}

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d]

/**
 * Passes the text on and refuses a row of too many columns or characters before it is taken apart:
 * the parser would hold all of an endless line.
 */
async function* measured(
  pieces: AsyncIterable<string>,
  delimiter: string,
  name: string,
): AsyncIterable<string> {
  const mark = delimiter.charCodeAt(0)
  let [row, columns, characters] = [1, 1, 0]
  let quoted = false
  for await (const piece of pieces) {
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i)
      characters++
      if (code === quote) quoted = !quoted
      else if (quoted) continue
      else if (code === mark) columns++
      else if (code === lineFeed || code === carriageReturn) {
        row++
        columns = 1
        characters = 0
      }
      if (columns > tableLimits.columns)
        refuse('table-too-wide', { name, row, limit: tableLimits.columns })
    }
    if (characters > tableLimits.rowCharacters)
      refuse('table-cell-too-long', { name, row, limit: tableLimits.rowCharacters })
    yield piece
  }
}

/** The most frequent delimiter in the first lines, outside quotation marks. */
function detectDelimiter(text: string): string {
  const unquoted = text.slice(0, 8192).replaceAll(/"[^"]*"/g, '')
  const count = (mark: string) => unquoted.split(mark).length
  return ['\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}

/**
 * Removes the apostrophe that `writeCsv` puts before a text that Excel would take for a formula.
 */
function unescapeFormula(cell: string): string {
  return /^'+[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}
