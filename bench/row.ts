/** One row of the table that `npm run bench` prints. */
export interface BenchRow {
  /** What is measured, with its size: `import 100,000 rows, CSV`. */
  readonly name: string
  readonly value: number
  /** ms, s, MB, /s, % … */
  readonly unit: string
  /** The limit of the value: `most` is an upper limit, `least` a lower one. */
  readonly limit?: { readonly most: number } | { readonly least: number }
  /** Further information: a peer's figure, a ratio, the size of the file. */
  readonly note?: string
}

/** Whether a row keeps its limit; a row without one always does. */
export function isWithinLimit(row: BenchRow): boolean {
  if (row.limit === undefined) return true
  return 'most' in row.limit ? row.value <= row.limit.most : row.value >= row.limit.least
}
