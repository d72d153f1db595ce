/** Rows of a table go in at most so many at a time: a statement takes 65,535 values, and no table has more than sixty columns. */
const maxRows = 1000

/** Rows in parts that a statement has room for: a whole prefecture is told something at once. */
export function chunkRows<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / maxRows) }, (_, index) =>
    rows.slice(index * maxRows, (index + 1) * maxRows),
  )
}
