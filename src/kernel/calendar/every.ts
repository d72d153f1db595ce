import type { Words } from '../words/words.ts'
import { addDays, addMonths } from './days.ts'
import { fiscalYearOf, fiscalYearTitle } from './fiscal.ts'
import { officeCalendar } from './workingDays.ts'
import type { WorkingCalendar } from './workingDays.ts'

/** How often something comes round: once in so many days, working days, weeks, months or years. */
export interface Every {
  readonly count: number
  readonly unit: 'day' | 'working-day' | 'week' | 'month' | 'year'
}

/** One turn of what comes round: from its first day to its last. */
export interface Turn {
  /** What tells it from the other turns of the same round: `2026`, `2026-10`, `2026-10-05`. */
  readonly period: string
  readonly from: string
  readonly to: string
  /** 令和8年度、令和8年度10月 … */
  readonly title: string
}

const named: Readonly<Record<string, Every>> = {
  day: { count: 1, unit: 'day' },
  'working day': { count: 1, unit: 'working-day' },
  week: { count: 1, unit: 'week' },
  month: { count: 1, unit: 'month' },
  quarter: { count: 3, unit: 'month' },
  'half-year': { count: 6, unit: 'month' },
  year: { count: 1, unit: 'year' },
}

/** Reads `year`, `half-year`, `working day`, `2 years`, `2 months`; undefined where it is none. */
export function parseEvery(text: string): Every | undefined {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  const one = named[words]
  if (one !== undefined) return one
  const [, count, unit] = /^([2-9]|[1-9]\d) (weeks|months|years)$/.exec(words) ?? []
  if (count === undefined || unit === undefined) return undefined
  const every = { count: Number(count), unit: unit.slice(0, -1) as 'week' | 'month' | 'year' }
  return every.unit === 'month' && 12 % every.count !== 0 ? undefined : every
}

/** An interval as a person reads it: 「年に一度」. */
export function everyWords({ count, unit }: Every): Words {
  if (unit === 'month' && count === 6) return { ja: '半年に一度', en: 'twice a year' }
  if (unit === 'month' && count === 3) return { ja: '三か月に一度', en: 'quarterly' }
  if (count === 1)
    return {
      day: { ja: '毎日', en: 'daily' },
      'working-day': { ja: '営業日ごと', en: 'every working day' },
      week: { ja: '週に一度', en: 'weekly' },
      month: { ja: '月に一度', en: 'monthly' },
      year: { ja: '年に一度', en: 'yearly' },
    }[unit]
  const units = { day: '日', 'working-day': '営業日', week: '週間', month: 'か月', year: '年' }
  return {
    ja: `${count}${units[unit]}に一度`,
    en: `every ${count} ${unit === 'working-day' ? 'working day' : unit}s`,
  }
}

/** Whether one interval is no longer than another. */
export function isAsOften(one: Every, other: Every): boolean {
  return daysOf(one) <= daysOf(other)
}

function daysOf({ count, unit }: Every): number {
  return count * { day: 1, 'working-day': 1.4, week: 7, month: 30.4, year: 365 }[unit]
}

/**
 * The turn that a day falls into; null between turns: outside the month that it is held in, or on a
 * day off. `month` is the month of the year, or the first of several, in which it is held; without
 * it a turn lasts until the next begins. Years are years from April to March.
 */
export function turnOf(
  every: Every,
  month: number | undefined,
  day: string,
  calendar: WorkingCalendar = officeCalendar,
): Turn | null {
  const { count, unit } = every
  switch (unit) {
    case 'day':
      return { period: day, from: day, to: day, title: dayTitle(day) }
    case 'working-day':
      return calendar.isWorkingDay(day)
        ? { period: day, from: day, to: day, title: dayTitle(day) }
        : null
    case 'week':
      return weeksOf(count, day)
    case 'month':
      return monthsOf(count, month, day)
    case 'year':
      return yearsOf(count, month, day)
  }
}

/** All turns whose first day lies between two days, in their order. */
export function turnsBetween(
  every: Every,
  month: number | undefined,
  from: string,
  to: string,
  calendar: WorkingCalendar = officeCalendar,
): readonly Turn[] {
  const turns: Turn[] = []
  let day = from
  while (day <= to) {
    const turn = turnOf(every, month, day, calendar)
    if (turn !== null && turn.from >= from) turns.push(turn)
    // Between turns of months and years, the next can only begin with a month.
    day =
      turn !== null
        ? addDays(turn.to, 1)
        : every.unit === 'working-day'
          ? addDays(day, 1)
          : addMonths(`${day.slice(0, 7)}-01`, 1)
  }
  return turns
}

const dayTitle = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** Weeks begin on Monday; several weeks are counted from Monday, 5 January 1970. */
function weeksOf(count: number, day: string): Turn {
  const monday = 4 * 86_400_000
  const length = count * 7 * 86_400_000
  const index = Math.floor((Date.parse(day) - monday) / length)
  const from = new Date(monday + index * length).toISOString().slice(0, 10)
  return { period: from, from, to: addDays(from, count * 7 - 1), title: `${dayTitle(from)}の週` }
}

function monthsOf(count: number, month: number | undefined, day: string): Turn | null {
  const present = Number(day.slice(5, 7))
  const since = (present - (month ?? 4) + 12) % count
  const from = addMonths(`${day.slice(0, 7)}-01`, -since)
  const length = month === undefined ? count : 1
  if (since >= length) return null
  return {
    period: from.slice(0, 7),
    from,
    to: addDays(addMonths(from, length), -1),
    title: `${fiscalYearTitle(fiscalYearOf(from))}${Number(from.slice(5, 7))}月`,
  }
}

function yearsOf(count: number, month: number | undefined, day: string): Turn | null {
  const fiscal = fiscalYearOf(day)
  const first = fiscal - (fiscal % count)
  if (month === undefined)
    return {
      period: String(first),
      from: `${first}-04-01`,
      to: `${first + count}-03-31`,
      title: fiscalYearTitle(first),
    }
  // In a turn of several years it is held in the last, so that it is never put off beyond the turn.
  const last = first + count - 1
  if (fiscal !== last || Number(day.slice(5, 7)) !== month) return null
  const from = `${day.slice(0, 7)}-01`
  return {
    period: from.slice(0, 7),
    from,
    to: addDays(addMonths(from, 1), -1),
    title: `${fiscalYearTitle(last)}${month}月`,
  }
}
