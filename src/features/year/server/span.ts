import { addDays } from '#kernel/calendar/index.ts'
import type { YearState } from '../contract.ts'

/** From a day to a day, both of them in it. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** Days before a date in which it is near. */
const near = 7

/** How something stands that is to be done by a day. */
export function stateOn(day: string, today: string): YearState {
  if (day < today) return 'late'
  return day <= addDays(today, near) ? 'soon' : 'coming'
}
