import { fiscalYearOf, formatNumber } from '#kernel/calendar/index.ts'
import type { Register } from '#kernel/packs/types.ts'
import { sql } from 'kysely'
import type { Handle } from '#platform/gate/handle.ts'

/** The highest figure of a register's own series among numbers that came with a file, by 年度. */
export class SeriesReader {
  readonly #patterns: readonly (readonly [number, RegExp])[]
  readonly #highest = new Map<number, number>()

  constructor(register: Register, today: string) {
    const year = fiscalYearOf(today)
    this.#patterns = [year, year + 1].map((one) => [one, patternOf(register.number, one)] as const)
  }

  take(number: string): void {
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
  const told = formatNumber(format.replaceAll(/\{0+\}/g, '\u0001'), { fiscalYear, n: 0 })
  return new RegExp(
    `^${told
      .replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
      .replace('\u0001', '(\\d+)')
      .replaceAll('\u0001', '\\d+')}$`,
  )
}

/** Moves the counters of a register past numbers that lines bring with them, so that no later line gets one of theirs. */
export async function passOver(
  handle: Handle,
  register: Register,
  highest: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [year, last] of Object.entries(highest)) {
    await sql`insert into numbers (organization_id, series, fiscal_year, last) values (${handle.organization.id}, ${`registers/${register.id}`}, ${Number(year)}, ${last})
      on conflict (organization_id, series, fiscal_year) do update set last = greatest(numbers.last, excluded.last)`.execute(
      handle.db,
    )
  }
}
