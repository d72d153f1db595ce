import { sql } from 'kysely'
import { fiscalYearOf } from '#kernel/calendar/index.ts'
import type { Transaction } from '../gate/transaction.ts'

/**
 * The next number of a series in the 年度 of today: from 1, without gaps; the series is locked until
 * the transaction ends.
 */
export async function takeNumbers(
  tx: Transaction,
  series: string,
  count = 1,
): Promise<{ fiscalYear: number; first: number }> {
  const fiscalYear = fiscalYearOf(tx.today)
  const { rows } = await sql<{ last: number }>`
    insert into numbers (organization_id, series, fiscal_year, last) values (${tx.organization.id}, ${series}, ${fiscalYear}, ${count})
    on conflict (organization_id, series, fiscal_year) do update set last = numbers.last + ${count} returning last`.execute(
    tx.db,
  )
  return { fiscalYear, first: rows[0]!.last - count + 1 }
}

/**
 * Locks several series until the transaction ends, in a fixed order, before numbers are taken:
 * other transactions may take them in another order.
 */
export async function holdSeries(tx: Transaction, series: readonly string[]): Promise<void> {
  if (series.length === 0) return
  await sql`
    insert into numbers (organization_id, series, fiscal_year, last)
    select ${tx.organization.id}::uuid, series, ${fiscalYearOf(tx.today)}::int, 0 from unnest(${[...new Set(series)].toSorted()}::text[]) as series
    on conflict (organization_id, series, fiscal_year) do update set last = numbers.last`.execute(
    tx.db,
  )
}
