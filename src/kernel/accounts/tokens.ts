import { addDays } from '../calendar/index.ts'

/** The longest span of an API token, days. */
export const longestTokenDays = 365

/** The last day that a token made today may be given. */
export function lastTokenDay(today: string): string {
  return addDays(today, longestTokenDays)
}

/** Whether a token may be made today that is valid until the end of a day. */
export function isTokenDay(today: string, until: string): boolean {
  return until >= today && until <= lastTokenDay(today)
}
