export { nextDueAfter, recurrencePeriodOf } from './recurrence.ts'
export type { Recurrence, RecurrencePeriod } from './recurrence.ts'
export * from './days.ts'
export { eraOf, eras, formatEra, formatGregorian } from './eras.ts'
export type { Era, EraYear } from './eras.ts'
export {
  fiscalYearOf,
  fiscalYearShort,
  fiscalYearSpan,
  fiscalYearTitle,
  fillNumberPattern,
} from './fiscal.ts'
export { parseDate, parseKanjiNumber } from './parse.ts'
export type { ParsedDate } from './parse.ts'
export { formatRelativeDue, formatRelativePast, formatShortDay } from './relative.ts'
export { addWorkingDays, holidayName, officeCalendar, workingDaysBetween } from './workingDays.ts'
export type { WorkingCalendar } from './workingDays.ts'
