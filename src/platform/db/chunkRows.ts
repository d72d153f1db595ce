/**
 * Rows inserted by one statement. A statement takes 65,535 values, and no table has more than sixty
 * columns.
 */
const maxRows = 1000

/** Splits rows into chunks that fit into one statement: notices may go to a whole prefecture. */
export function chunkRows<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / maxRows) }, (_, index) =>
    rows.slice(index * maxRows, (index + 1) * maxRows),
  )
}
