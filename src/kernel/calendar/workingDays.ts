import holidayJp from '@holiday-jp/holiday_jp'
import { addDays, weekday } from './days.ts'

/** Tells the days on which the organization works. */
export interface WorkingCalendar {
  isWorkingDay(day: string): boolean
}

const holidays: Readonly<Record<string, { readonly name: string }>> = holidayJp.holidays

/** The name of a national holiday, or undefined. */
export function holidayName(day: string): string | undefined {
  return holidays[day]?.name
}

/**
 * Days off of public offices: Saturdays, Sundays, national holidays and 12/29 to 1/3 (行政機関の休日に関する法律
 * 第1条, and 地方自治法 第4条の2).
 */
export const officeCalendar: WorkingCalendar = {
  isWorkingDay(day) {
    const dayOfWeek = weekday(day)
    const monthDay = day.slice(5)
    return (
      dayOfWeek !== 0 &&
      dayOfWeek !== 6 &&
      !(monthDay >= '12-29' || monthDay <= '01-03') &&
      holidays[day] === undefined
    )
  },
}

/**
 * The working day that lies `count` working days after a day (before it, where negative). 0 gives
 * the day itself or the next working day.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: string, count: number): string {
  const direction = count < 0 ? -1 : 1
  let current = day
  let remaining = Math.abs(count)
  if (remaining === 0) {
    while (!calendar.isWorkingDay(current)) current = addDays(current, 1)
    return current
  }
  while (remaining > 0) {
    current = addDays(current, direction)
    if (calendar.isWorkingDay(current)) remaining -= 1
  }
  return current
}

/** Working days after `from` up to and with `to`; 0 where `to` is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (calendar.isWorkingDay(day)) count += 1
  return count
}
