import { fiscalYearOf, fillNumberPattern } from '#kernel/calendar/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { sql } from 'kysely'
import type { Transaction } from '#platform/gate/transaction.ts'

/**
 * The highest figure of the register's number series among the numbers in a file, by fiscal year.
 */
export class SeriesMaximum {
  readonly #patterns: readonly (readonly [number, RegExp])[]
  readonly #highest = new Map<number, number>()

  constructor(register: Register, today: string) {
    const year = fiscalYearOf(today)
    this.#patterns = [year, year + 1].map(
      (fiscalYear) => [fiscalYear, patternOf(register.number, fiscalYear)] as const,
    )
  }

  record(number: string): void {
    for (const [year, pattern] of this.#patterns) {
      const n = Number(pattern.exec(number)?.[1] ?? 0)
      if (n > (this.#highest.get(year) ?? 0) && n < 1_000_000_000) this.#highest.set(year, n)
    }
  }

  highest(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#highest)
  }
}

function patternOf(format: string, fiscalYear: number): RegExp {
  const pattern = fillNumberPattern(format.replaceAll(/\{0+\}/g, '\u0001'), { fiscalYear, n: 0 })
  return new RegExp(
    `^${pattern
      .replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
      .replace('\u0001', '(\\d+)')
      .replaceAll('\u0001', '\\d+')}$`,
  )
}

/**
 * Moves the counters of a register past the imported numbers, so that no later entry gets one of
 * them.
 */
export async function advanceCounter(
  tx: Transaction,
  register: Register,
  highest: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [year, last] of Object.entries(highest)) {
    await sql`insert into numbers (organization_id, series, fiscal_year, last) values (${tx.organization.id}, ${`registers/${register.id}`}, ${Number(year)}, ${last})
      on conflict (organization_id, series, fiscal_year) do update set last = greatest(numbers.last, excluded.last)`.execute(
      tx.db,
    )
  }
}
