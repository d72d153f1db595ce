import { dayOf, formatEra, isDay, isMoment, timeOf } from '#kernel/calendar/index.ts'

/**
 * An ISO date or moment as 令和8年11月21日; a moment is followed by its time in Japan. Other text stays
 * as it is.
 */
export function formatPrintDate(iso: string): string {
  if (isDay(iso)) return formatEra(iso)
  return isMoment(iso) ? `${formatEra(dayOf(iso))} ${timeOf(iso)}` : iso
}

/** A date in the form of a stamp: R8.11.21. */
export function formatStampDate(iso: string): string {
  if (isDay(iso)) return formatEra(iso, 'short')
  return isMoment(iso) ? formatEra(dayOf(iso), 'short') : iso
}
