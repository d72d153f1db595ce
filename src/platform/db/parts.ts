/** Rows of a table go in at most so many at a time: a statement takes 65,535 values, and no table has more than sixty columns. */
const mostRows = 1000

/** Rows in parts that a statement has room for: a whole prefecture is told something at once. */
export function inParts<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / mostRows) }, (_, part) =>
    rows.slice(part * mostRows, (part + 1) * mostRows),
  )
}
