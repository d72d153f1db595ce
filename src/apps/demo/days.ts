import { addDays, addWorkingDays, fiscalYearOf, officeCalendar } from '#kernel/calendar/index.ts'

/** Up to this number of days from today, the days of a demonstration are counted as working days. */
const counted = 20

/** When a demonstration is loaded, and the 年度 for which the dates in its files were written. */
export interface DemoDays {
  readonly today: string
  readonly year: number
}

/**
 * The working day so many days from today. Near days are counted in working days, so that what
 * follows each other there never falls on one day; farther ones are moved back to a working day.
 */
export function demoDay({ today }: DemoDays, days: number): string {
  if (days === 0) return today
  const near = addWorkingDays(
    officeCalendar,
    today,
    Math.sign(days) * Math.min(Math.abs(days), counted),
  )
  if (Math.abs(days) <= counted) return near
  const far = lastWorkingDay(addDays(today, days))
  return days < 0 === far < near ? far : near
}

/** A date of the files, as many years later as today's 年度 is than theirs. */
export function demoDate({ today, year }: DemoDays, date: string): string {
  const later = Math.max(0, fiscalYearOf(today) - year)
  return `${Number(date.slice(0, 4)) + later}${date.slice(4)}`
}

function lastWorkingDay(day: string): string {
  return officeCalendar.isWorkingDay(day) ? day : addWorkingDays(officeCalendar, day, -1)
}
