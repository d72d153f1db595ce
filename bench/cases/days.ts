import { addDays } from '#kernel/calendar/index.ts'
import { dayInTokyo } from '#platform/gate/outside.ts'

/** The day so many days from today, YYYY-MM-DD. */
export const days = (count: number): string => addDays(dayInTokyo(new Date()), count)
