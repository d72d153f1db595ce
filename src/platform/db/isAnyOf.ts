import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * The right-hand side of a comparison of a uuid column with ids: `= $1` for one id, `= any($1)` for
 * any other number. A prepared statement keeps the plan of its first use, when the table may be
 * nearly empty. With equality on all columns of a primary key PostgreSQL takes that index whatever
 * the statistics say; with an array of unknown length it may take any index that begins with the
 * organisation, and read all of its rows.
 */
export function isAnyOf(ids: readonly string[]): RawBuilder<unknown> {
  const [only] = ids
  return ids.length === 1 && only !== undefined
    ? sql`= ${only}::uuid`
    : sql`= any(${[...ids]}::uuid[])`
}
