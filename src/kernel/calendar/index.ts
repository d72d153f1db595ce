export { dueAfter, roundOf } from './cadence.ts'
export type { Every, Round } from './cadence.ts'
export * from './days.ts'
export { eraOf, eras, formatEra, formatGregorian } from './eras.ts'
export type { Era, EraYear } from './eras.ts'
export {
  fiscalYearOf,
  fiscalYearShort,
  fiscalYearSpan,
  fiscalYearTitle,
  formatNumber,
} from './fiscal.ts'
export { parseDate, readNumber } from './parse.ts'
export type { ParsedDate } from './parse.ts'
export { relativeDue, relativePast, shortDay } from './relative.ts'
export { addWorkingDays, holidayName, officeCalendar, workingDaysBetween } from './working.ts'
export type { Calendar } from './working.ts'
