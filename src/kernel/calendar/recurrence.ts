import { addDays, addMonths } from './days.ts'
import { fiscalYearOf, fiscalYearTitle } from './fiscal.ts'

/** Every how many months something comes round. */
const monthsPerRecurrence = { year: 12, 'half-year': 6, quarter: 3, month: 1 } as const
export type Recurrence = keyof typeof monthsPerRecurrence

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
  every: Recurrence,
  month: number,
  day: string,
): RecurrencePeriod | null {
  const currentMonth = Number(day.slice(5, 7))
  if ((currentMonth - month + 12) % monthsPerRecurrence[every] !== 0) return null
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
export function nextDueAfter(every: Recurrence, last: string | null, today: string): string {
  return last === null
    ? `${fiscalYearOf(today) + 1}-03-31`
    : addMonths(last, monthsPerRecurrence[every])
}

/**
 * The last day of the month by which something has to be done next: of the first that it comes round
 * in after the month it was last done in; where it was never done, of the first since a day.
 */
export function dueByCadence(
  every: Recurrence,
  month: number,
  last: string | undefined,
  since: string,
): string {
  let day = last === undefined ? `${since.slice(0, 7)}-01` : addMonths(`${last.slice(0, 7)}-01`, 1)
  for (;;) {
    const round = recurrencePeriodOf(every, month, day)
    if (round !== null) return round.to
    day = addMonths(day, 1)
  }
}
