import { dayOf, endOfDay, isDay, isMoment, millis } from '../calendar/days.ts'
import type { Words } from '../words/words.ts'
import { earliestMoment, latestMoment } from './limits.ts'
import * as sentences from './sentences.ts'
import type { Field } from './types.ts'

/**
 * Why a date cannot be: what has happened is still to come, or lies before what allowed it; what is
 * planned or granted lies before the day on which it is written.
 */
export function untimelyMessage(
  field: Field,
  value: unknown,
  {
    now,
    allowedAt,
    writtenOn,
  }: {
    readonly now?: string | Date | undefined
    readonly allowedAt?: string | undefined
    readonly writtenOn?: string | undefined
  },
): Words | undefined {
  if (typeof value !== 'string') return undefined
  if (isToCome(field) && writtenOn !== undefined)
    return (isDay(value) || isMoment(value)) && dayIn(value) < writtenOn
      ? sentences.beforeToday(field, writtenOn)
      : undefined
  if (field.past !== true && field.moment !== true) return undefined
  if (!isDay(value) && !isMoment(value)) return undefined
  if (now !== undefined && millis(earliestMoment(value)) > millis(endOfMinute(now)))
    return sentences.inFuture(field)
  if (field.moment !== true || allowedAt === undefined) return undefined
  return millis(latestMoment(value)) < startOfMinute(allowedAt)
    ? sentences.beforeAllowed(field, allowedAt)
    : undefined
}

/** Whether a date lies in the future when it is written. */
function isToCome({ meaning }: Pick<Field, 'meaning'>): boolean {
  return meaning === 'planned' || meaning === 'until'
}

const dayIn = (value: string): string => (isDay(value) ? value : dayOf(value))

const minuteMs = 60_000

/** Moments are written to the minute, so that the minute in which something is allowed counts. */
function startOfMinute(moment: string): number {
  return Math.floor(millis(moment) / minuteMs) * minuteMs
}

function endOfMinute(now: string | Date): Date {
  return isDay(now)
    ? new Date(millis(endOfDay(now)))
    : new Date((Math.floor(millis(now) / minuteMs) + 1) * minuteMs - 1)
}
