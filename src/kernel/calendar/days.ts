/**
 * Days are 'YYYY-MM-DD' strings of the Gregorian calendar, moments are ISO 8601 strings or Dates;
 * the zone is Asia/Tokyo (UTC+9 without summer time since 1951).
 */
const zoneOffset = '+09:00'
const offsetMs = 9 * 3_600_000
const dayMs = 86_400_000

/**
 * The number of milliseconds of a moment. Throws on text that is no moment: callers check input
 * first.
 */
export function millis(moment: string | Date): number {
  const ms = typeof moment === 'string' ? Date.parse(moment) : moment.getTime()
  if (Number.isNaN(ms)) throw new RangeError(`Not a moment: ${String(moment)}`)
  return ms
}

/** True for 'YYYY-MM-DD' of a day that exists. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string') return false
  const form = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(text)
  return form !== null && (Number(form[2]) <= 28 || Number(form[2]) <= daysInMonth(text))
}

/** True for an ISO 8601 moment with a zone and an existing day: 2026-11-21T15:00:00+09:00. */
export function isMoment(text: unknown): text is string {
  if (typeof text !== 'string') return false
  const form =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(
      text,
    )
  return form !== null && isDay(form[1])
}

/** The day in Tokyo at a moment. */
export function dayOf(moment: string | Date): string {
  if (moment === lastMoment) return lastDay
  const day = new Date(millis(moment) + offsetMs).toISOString().slice(0, 10)
  if (typeof moment === 'string') [lastMoment, lastDay] = [moment, day]
  return day
}

/** The last moment that was asked about: within one act it is the same again and again. */
let lastMoment = ''
let lastDay = ''

/** The time of day in Tokyo at a moment, HH:MM. */
export function timeOf(moment: string | Date): string {
  return new Date(millis(moment) + offsetMs).toISOString().slice(11, 16)
}

/** A moment written in Tokyo's zone: 2026-11-21T15:00:00+09:00. */
export function toTokyoTime(moment: string | Date): string {
  return `${new Date(millis(moment) + offsetMs).toISOString().slice(0, 19)}${zoneOffset}`
}

/** The last second of a day in Tokyo: the moment at which a limit given as a day is missed. */
export function endOfDay(day: string): string {
  return `${day}T23:59:59${zoneOffset}`
}

export function startOfDay(day: string): string {
  return `${day}T00:00:00${zoneOffset}`
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The same day some months later, or the last day of that month where it has no such day. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const months = year * 12 + (month - 1) + count
  const first = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
  return addDays(first, Math.min(dayOfMonth, daysInMonth(first)) - 1)
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

/** Number of days of the month in which a day lies. */
function daysInMonth(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number)
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}
