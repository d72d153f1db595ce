import type { Words } from '../words/words.ts'
import { addDays, addMonths } from './days.ts'
import { fiscalYearOf, fiscalYearTitle } from './fiscal.ts'

/** How often something comes round, as packs write it: every how many months, and in words. */
const every = {
  year: { months: 12, words: { ja: '年に一度', en: 'yearly' } },
  'half-year': { months: 6, words: { ja: '半年に一度', en: 'twice a year' } },
  quarter: { months: 3, words: { ja: '三か月に一度', en: 'quarterly' } },
  month: { months: 1, words: { ja: '月に一度', en: 'monthly' } },
} as const
export type Cadence = keyof typeof every
export const cadences = Object.keys(every) as readonly Cadence[]

/** Reads a cadence; undefined where the text is none. */
export function parseCadence(text: string | undefined): Cadence | undefined {
  return cadences.find((cadence) => cadence === text)
}

/** A cadence as a person reads it. */
export function cadenceWords(cadence: Cadence): Words {
  return every[cadence].words
}

/** The month in which something comes round: from its first day to its last. */
export interface RecurrencePeriod {
  /** 2026-10 */
  readonly period: string
  readonly from: string
  readonly to: string
  /** 令和8年度10月 */
  readonly title: string
}

/**
 * The round that a day falls into; null in the months between. `month` is one of the months it is
 * held in.
 */
export function recurrencePeriodOf(
  cadence: Cadence,
  month: number,
  day: string,
): RecurrencePeriod | null {
  const currentMonth = Number(day.slice(5, 7))
  if ((currentMonth - month + 12) % every[cadence].months !== 0) return null
  const period = day.slice(0, 7)
  return {
    period,
    from: `${period}-01`,
    to: addDays(addMonths(`${period}-01`, 1), -1),
    title: `${fiscalYearTitle(fiscalYearOf(day))}${currentMonth}月`,
  }
}

/**
 * The day by which something comes round again after it was last done; what was never done is due
 * by the end of the 年度.
 */
export function nextDueAfter(cadence: Cadence, last: string | null, today: string): string {
  return last === null ? `${fiscalYearOf(today) + 1}-03-31` : addMonths(last, every[cadence].months)
}

/**
 * The last day of the month by which something has to be done next: of the first that it comes round
 * in after the month it was last done in; where it was never done, of the first since a day.
 */
export function dueByCadence(
  cadence: Cadence,
  month: number,
  last: string | undefined,
  since: string,
): string {
  let day = last === undefined ? `${since.slice(0, 7)}-01` : addMonths(`${last.slice(0, 7)}-01`, 1)
  for (;;) {
    const round = recurrencePeriodOf(cadence, month, day)
    if (round !== null) return round.to
    day = addMonths(day, 1)
  }
}
