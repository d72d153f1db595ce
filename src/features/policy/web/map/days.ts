import { addDays } from '#kernel/calendar/days.ts'
import { fiscalYearOf, fiscalYearSpan } from '#kernel/calendar/fiscal.ts'

/** The last day of the 年度 before the one of a day. */
export const endOfLastYear = (today: string): string =>
  addDays(fiscalYearSpan(fiscalYearOf(today)).from, -1)

/** The day in thirty days. */
export const inThirtyDays = (today: string): string => addDays(today, 30)

/** The day before or after among some days, from one that need not be among them. */
export function neighbour(days: readonly string[], from: string, step: 1 | -1): string | undefined {
  return step === 1 ? days.find((day) => day > from) : days.findLast((day) => day < from)
}
