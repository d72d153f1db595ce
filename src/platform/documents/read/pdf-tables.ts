import { readLabel } from '#kernel/reader/labels.ts'

/** A row of a table in laid-out text, with its lines (indices in the page, from 0). */
export interface PdfTableRow {
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

/** Fewer lines with several columns than this are taken for chance. */
const minRows = 3

/**
 * Finds tables in the lines of a page as pdftotext lays them out: neighbouring lines whose texts,
 * separated by wide gaps, begin at the same columns. A line with an empty first column continues
 * the row above. Returns the rows by the index of their first line.
 */
export function findTables(lines: readonly string[]): ReadonlyMap<number, PdfTableRow> {
  const rowsByLine = new Map<number, PdfTableRow>()
  for (let i = 0; i < lines.length;) {
    const end = startsTable(splitSegments(lines[i] ?? '')) ? tableEnd(lines, i) : i
    for (const row of end > i ? readTableRows(lines, i, end) : [])
      rowsByLine.set(row.lines[0] ?? i, row)
    i = Math.max(end, i + 1)
  }
  return rowsByLine
}

function splitSegments(line: string): Segment[] {
  return [...line.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
    text: match[0],
    start: match.index,
  }))
}

/** A numbered paragraph and an entry of the contents also have gaps, but begin no table. */
function startsTable(rowSegments: readonly Segment[]): boolean {
  const [first] = rowSegments
  if (first === undefined || rowSegments.length < 2) return false
  const numbered = readLabel(`${first.text} 項`) !== undefined && readLabel(first.text)?.rest === ''
  return (
    !(numbered && rowSegments.length === 2) &&
    !/[.．…‥・]{3,}|^\d{1,3}$/.test(rowSegments.at(-1)?.text ?? '')
  )
}

/**
 * The index after the last line of the table that begins at `from`; `from` itself when there is
 * none.
 */
function tableEnd(lines: readonly string[], from: number): number {
  const columns = splitSegments(lines[from] ?? '').map((segment) => segment.start)
  let end = from
  let rows = 0
  for (let i = from; i < lines.length; i++) {
    const rowSegments = splitSegments(lines[i] ?? '')
    if (rowSegments.length === 0) continue
    if (i > end + 2 || !belongsToTable(rowSegments, columns)) break
    if (rowSegments.length > 1) rows++
    end = i + 1
  }
  return rows >= minRows ? end : from
}

function belongsToTable(rowSegments: readonly Segment[], columns: readonly number[]): boolean {
  const [first] = rowSegments
  if (first === undefined) return false
  const isAligned = (segment: Segment) =>
    columns.slice(1).some((column) => Math.abs(column - segment.start) <= 1)
  if (rowSegments.length > 1) return rowSegments.some(isAligned)
  return (
    isAligned(first) ||
    (first.start <= (columns[0] ?? 0) + 1 && first.start + first.text.length <= (columns[1] ?? 0))
  )
}

function readTableRows(lines: readonly string[], from: number, end: number): Row[] {
  const columns = splitSegments(lines[from] ?? '').map((start) => start.start)
  const rows: Row[] = []
  for (let i = from; i < end; i++) {
    const rowSegments = splitSegments(lines[i] ?? '')
    if (rowSegments.length === 0) continue
    const cells = columns.map(() => '')
    let next = 0
    for (const segment of rowSegments) {
      const column = Math.max(
        next,
        columns.findLastIndex((start) => start <= segment.start + 1),
      )
      const place = Math.min(column, columns.length - 1)
      cells[place] = [cells[place], segment.text].filter((start) => start !== '').join(' ')
      next = place + 1
    }
    const previousRow = rows.at(-1)
    if (previousRow !== undefined && (cells[0] === '' || rowSegments.length === 1)) {
      previousRow.cells = previousRow.cells.map((cell, k) => cell + (cells[k] ?? ''))
      previousRow.lines.push(i)
    } else rows.push({ cells, lines: [i] })
  }
  return rows
}
