export { dueByCadence, nextDueAfter, recurrencePeriodOf } from './recurrence.ts'
export type { Cadence } from './recurrence.ts'
export * from './days.ts'
export { formatEra } from './eras.ts'

export {
  fiscalYearOf,
  fiscalYearShort,
  fiscalYearSpan,
  fiscalYearTitle,
  fillNumberPattern,
} from './fiscal.ts'
export { parseDate, parseKanjiNumber } from './parse.ts'

export { formatRelativeDue, formatRelativePast } from './relative.ts'
export { endsWithDay } from './spans.ts'
export { addWorkingDays, holidayName, officeCalendar, workingDaysBetween } from './workingDays.ts'
