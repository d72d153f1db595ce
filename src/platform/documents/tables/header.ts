import { headerKey } from './headerKey.ts'
import type { RawRow } from './types.ts'

/**
 * Position of a table's headers and the names of its columns. `null` for a column without a name.
 */
export interface Header {
  /** Row number of the first header row. */
  readonly first: number
  /** Row number of the last header row. */
  readonly row: number
  readonly names: readonly (string | null)[]
}

/** Most rows above the headers (title, date, remarks). */
export const headerSearchDepth = 30

/**
 * Finds the header row among the first rows of a table: the one with most of the expected names,
 * else the first that is as wide as the table and has only distinct words. Two rows of merged
 * headers become one.
 */
export function findHeader(
  rows: readonly RawRow[],
  expected: readonly string[] = [],
): Header | null {
  const bestIndex = bestRow(rows, new Set(expected.map(headerKey)))
  const above = rows[bestIndex - 1]
  const isLower = above !== undefined && isLowerHeader(above.cells, rows[bestIndex]?.cells ?? [])
  const index = isLower ? bestIndex - 1 : bestIndex
  const upper = rows[index]
  if (upper === undefined) return null
  const lower = rows[index + 1]
  if (lower !== undefined && isLowerHeader(upper.cells, lower.cells)) {
    return {
      first: upper.row,
      row: lower.row,
      names: uniqueNames(mergeHeaders(upper.cells, lower.cells)),
    }
  }
  return {
    first: upper.row,
    row: upper.row,
    names: uniqueNames(upper.cells.map((cell) => [cleanHeaderName(cell)])),
  }
}

/** A header in the form in which it is compared: without line breaks and outer blanks. */
function cleanHeaderName(cell: string): string {
  return cell
    .replaceAll(/[\r\n]+/g, '')
    .replaceAll(/[\s\u3000]+/g, ' ')
    .trim()
}

function bestRow(rows: readonly RawRow[], expected: ReadonlySet<string>): number {
  let best = -1
  let bestHits = 0
  for (const [i, row] of rows.entries()) {
    const hits = row.cells.filter((cell) => expected.has(headerKey(cell))).length
    if (hits > bestHits) [best, bestHits] = [i, hits]
  }
  if (best !== -1) return best
  const widest = Math.max(0, ...rows.map(filledCount))
  return rows.findIndex(
    (row) =>
      filledCount(row) >= Math.min(widest, Math.max(1, widest * 0.6)) && hasOnlyNames(row.cells),
  )
}

function filledCount(row: RawRow): number {
  return row.cells.filter((cell) => cell.trim() !== '').length
}

function hasOnlyNames(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.every((cell) => !/^[-+]?[\d,.]+$/.test(cell.trim()) && cell.length <= 100)
}

/** Whether the lower row fills exactly the gaps that merged cells leave in the upper one. */
function isLowerHeader(upper: readonly string[], lower: readonly string[]): boolean {
  const width = Math.max(upper.length, lower.length)
  let filledGaps = 0
  for (let i = 0; i < width; i++) {
    const above = cleanHeaderName(upper[i] ?? '')
    const below = cleanHeaderName(lower[i] ?? '')
    const isGap = above === '' && i > 0
    const startsGroup = above !== '' && i + 1 < width && cleanHeaderName(upper[i + 1] ?? '') === ''
    if (isGap && below === '') return false
    if (isGap) filledGaps++
    if (!isGap && !startsGroup && below !== '' && below !== above) return false
  }
  const names = mergeHeaders(upper, lower).map((name) => name.join('\n'))
  return filledGaps > 0 && new Set(names).size === names.length && hasOnlyNames(lower)
}

/** Each column's names from the most specific to the most general. */
function mergeHeaders(upper: readonly string[], lower: readonly string[]): string[][] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const above = cleanHeaderName(upper[i] ?? '')
    const below = cleanHeaderName(lower[i] ?? '')
    if (above !== '') group = above
    return below === '' ? [above] : [below, group]
  })
}

/** Makes names distinct: a repeated name gets its group in front, then a number behind. */
function uniqueNames(columns: readonly (readonly string[])[]): (string | null)[] {
  const count = new Map<string, number>()
  for (const [name = ''] of columns) count.set(name, (count.get(name) ?? 0) + 1)
  const used = new Set<string>()
  return columns.map(([name = '', group = '']) => {
    if (name === '') return null
    const full =
      (count.get(name) ?? 0) > 1 && group !== '' && group !== name ? `${group} ${name}` : name
    let unique = full
    for (let n = 2; used.has(unique); n++) unique = `${full} (${n})`
    used.add(unique)
    return unique
  })
}
