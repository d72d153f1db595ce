import { eraOf } from './eras.ts'

/** The 年度 (April to March) that a day belongs to, named by the year it begins in. */
export function fiscalYearOf(day: string): number {
  const year = Number(day.slice(0, 4))
  return day.slice(5) >= '04-01' ? year : year - 1
}

export function fiscalYearSpan(fiscalYear: number): { readonly from: string; readonly to: string } {
  return { from: `${fiscalYear}-04-01`, to: `${fiscalYear + 1}-03-31` }
}

/**
 * R8 for 2026. The year in which an era began in May or later is counted by its own era, as offices
 * do: 2019 is R1.
 */
export function fiscalYearShort(fiscalYear: number): string {
  const eraYear = eraOf(`${fiscalYear + 1}-03-31`)
  if (eraYear === null) return String(fiscalYear)
  return eraYear.year === 1
    ? shortByEarlierEra(fiscalYear)
    : `${eraYear.era.initial}${eraYear.year - 1}`
}

/** 令和8年度 for 2026, 令和元年度 for 2019. */
export function fiscalYearTitle(fiscalYear: number): string {
  const eraYear = eraOf(`${fiscalYear + 1}-03-31`)
  if (eraYear === null) return `${fiscalYear}年度`
  if (eraYear.year > 1)
    return `${eraYear.era.name}${eraYear.year === 2 ? '元' : eraYear.year - 1}年度`
  const before = eraOf(`${fiscalYear}-04-01`)
  return before ? `${before.era.name}${before.year}年度` : `${fiscalYear}年度`
}

function shortByEarlierEra(fiscalYear: number): string {
  const before = eraOf(`${fiscalYear}-04-01`)
  return before ? `${before.era.initial}${before.year}` : String(fiscalYear)
}

/**
 * Fills a pattern of numbers: 持出{年度}-{0000} with fiscal year 2026 and 12 gives 持出R8-0012. A longer
 * number is never cut. {西暦} and {西暦年度} give 2026.
 */
export function fillNumberPattern(
  pattern: string,
  at: { readonly fiscalYear: number; readonly n: number },
): string {
  return pattern
    .replaceAll('{年度}', fiscalYearShort(at.fiscalYear))
    .replaceAll(/\{西暦(年度)?\}/g, String(at.fiscalYear))
    .replaceAll(/\{(0+)\}/g, (_whole, zeros: string) => String(at.n).padStart(zeros.length, '0'))
}
