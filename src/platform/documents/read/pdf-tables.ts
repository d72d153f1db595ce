import { readLabel } from '#kernel/reader/labels.ts'

/** A row of a table found in laid-out text, with the lines it takes (places in the page, from 0). */
export interface FoundRow {
  readonly cells: readonly string[]
  readonly lines: readonly number[]
}

interface Segment {
  readonly text: string
  readonly start: number
}

interface Row {
  cells: string[]
  lines: number[]
}

/** Fewer lines with several columns than this are chance. */
const leastRows = 3

/**
 * Finds tables in the lines of a page as pdftotext lays them out: neighbouring lines whose pieces, kept apart by wide gaps, begin at the same
 * places. A line that leaves the first column empty goes on with the row above. Gives the rows by the place of their first line.
 */
export function findTables(lines: readonly string[]): ReadonlyMap<number, FoundRow> {
  const found = new Map<number, FoundRow>()
  for (let i = 0; i < lines.length;) {
    const end = opensTable(segments(lines[i] ?? '')) ? tableEnd(lines, i) : i
    for (const row of end > i ? rowsOf(lines, i, end) : []) found.set(row.lines[0] ?? i, row)
    i = Math.max(end, i + 1)
  }
  return found
}

function segments(line: string): Segment[] {
  return [...line.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    text: match[0],
    start: match.index,
  }))
}

/** A numbered paragraph and an entry of the contents also have gaps, but open no table. */
function opensTable(pieces: readonly Segment[]): boolean {
  const [first] = pieces
  if (first === undefined || pieces.length < 2) return false
  const numbered = readLabel(`${first.text} 項`) !== undefined && readLabel(first.text)?.rest === ''
  return (
    !(numbered && pieces.length === 2) && !/[.．…‥・]{3,}|^\d{1,3}$/.test(pieces.at(-1)?.text ?? '')
  )
}

/** The place behind the last line of the table that begins at `from`; `from` itself when there is none. */
function tableEnd(lines: readonly string[], from: number): number {
  const columns = segments(lines[from] ?? '').map((it) => it.start)
  let end = from
  let rows = 0
  for (let i = from; i < lines.length; i++) {
    const pieces = segments(lines[i] ?? '')
    if (pieces.length === 0) continue
    if (i > end + 2 || !belongs(pieces, columns)) break
    if (pieces.length > 1) rows++
    end = i + 1
  }
  return rows >= leastRows ? end : from
}

function belongs(pieces: readonly Segment[], columns: readonly number[]): boolean {
  const [first] = pieces
  if (first === undefined) return false
  const isAligned = (piece: Segment) =>
    columns.slice(1).some((column) => Math.abs(column - piece.start) <= 1)
  if (pieces.length > 1) return pieces.some(isAligned)
  return (
    isAligned(first) ||
    (first.start <= (columns[0] ?? 0) + 1 && first.start + first.text.length <= (columns[1] ?? 0))
  )
}

function rowsOf(lines: readonly string[], from: number, end: number): Row[] {
  const columns = segments(lines[from] ?? '').map((it) => it.start)
  const rows: Row[] = []
  for (let i = from; i < end; i++) {
    const pieces = segments(lines[i] ?? '')
    if (pieces.length === 0) continue
    const cells = columns.map(() => '')
    let next = 0
    for (const piece of pieces) {
      const column = Math.max(
        next,
        columns.findLastIndex((it) => it <= piece.start + 1),
      )
      const place = Math.min(column, columns.length - 1)
      cells[place] = [cells[place], piece.text].filter((it) => it !== '').join(' ')
      next = place + 1
    }
    const above = rows.at(-1)
    if (above !== undefined && (cells[0] === '' || pieces.length === 1)) {
      above.cells = above.cells.map((cell, k) => cell + (cells[k] ?? ''))
      above.lines.push(i)
    } else rows.push({ cells, lines: [i] })
  }
  return rows
}
