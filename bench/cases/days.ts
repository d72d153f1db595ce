import { addDays } from '#kernel/calendar/index.ts'
import { dayInTokyo } from '#platform/environment.ts'

/** The day so many days from today, YYYY-MM-DD. */
export const daysFromToday = (count: number): string => addDays(dayInTokyo(new Date()), count)
