import { addDays, addMonths, dayOf, endOfDay, isDay, millis, toTokyoTime } from './days.ts'
import { addWorkingDays, officeCalendar } from './workingDays.ts'
import type { WorkingCalendar } from './workingDays.ts'
import type { Words } from '../words/words.ts'

const units = {
  minutes: { one: 'minute', many: 'minutes', ja: '分' },
  hours: { one: 'hour', many: 'hours', ja: '時間' },
  days: { one: 'day', many: 'days', ja: '日' },
  'working-days': { one: 'working day', many: 'working days', ja: '営業日' },
  months: { one: 'month', many: 'months', ja: 'か月' },
  years: { one: 'year', many: 'years', ja: '年' },
} as const

/** A length of time as packs write it: `30 minutes`, `3 working days`, `3 months`. */
export interface Span {
  readonly count: number
  readonly unit: keyof typeof units
}

export const spanUnits = Object.keys(units) as readonly Span['unit'][]

/** The last moment of a span, ISO 8601. `wholeDay`: it ends with a day, so no time is shown. */
export interface SpanEnd {
  readonly due: string
  readonly wholeDay: boolean
}

/** Reads `30 minutes` or `1 working day`; undefined where it is none. Zero is no span. */
export function parseSpan(text: string): Span | undefined {
  const [, count, name] =
    /^([1-9]\d{0,3}) (\S+(?: days?)?)$/.exec(text.trim().replaceAll(/\s+/g, ' ')) ?? []
  const unit = spanUnits.find((each) => units[each].one === name || units[each].many === name)
  return count === undefined || unit === undefined ? undefined : { count: Number(count), unit }
}

/** A span as packs write it: what `parseSpan` reads. */
export function formatSpan({ count, unit }: Span): string {
  return `${count} ${count === 1 ? units[unit].one : units[unit].many}`
}

/** A span as a person reads it: 「3か月」, “3 months”. */
export function spanWords(span: Span): Words {
  return { ja: `${span.count}${units[span.unit].ja}`, en: formatSpan(span) }
}

/**
 * When a span is over that begins on a day or at a moment. Days, months and years end with their
 * last day; minutes and hours after a day count from the end of that day.
 */
export function spanEnd(
  from: string,
  { count, unit }: Span,
  calendar: WorkingCalendar = officeCalendar,
): SpanEnd {
  if (unit === 'minutes' || unit === 'hours') {
    const start = millis(isDay(from) ? endOfDay(from) : from)
    const length = count * (unit === 'hours' ? 3_600_000 : 60_000)
    return { due: toTokyoTime(new Date(start + length)), wholeDay: false }
  }
  const day = isDay(from) ? from : dayOf(from)
  return { due: endOfDay(lastDay(day, { count, unit }, calendar)), wholeDay: true }
}

/** A span of days, months or years: it ends with a day, not at a time. */
export function endsWithDay({ unit }: Span): boolean {
  return unit !== 'minutes' && unit !== 'hours'
}

function lastDay(day: string, { count, unit }: Span, calendar: WorkingCalendar): string {
  switch (unit) {
    case 'working-days':
      return addWorkingDays(calendar, day, count)
    case 'months':
      return addMonths(day, count)
    case 'years':
      return addMonths(day, count * 12)
    default:
      return addDays(day, count)
  }
}
