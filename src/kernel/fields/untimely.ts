import { endOfDay, isDay, isMoment, millis } from '../calendar/days.ts'
import type { Words } from '../words/words.ts'
import { earliestMoment, latestMoment } from './limits.ts'
import * as sentences from './sentences.ts'
import type { Field } from './types.ts'

/** Why a moment cannot be: it is still to come, or lies before what allowed it. */
export function untimelyMessage(
  field: Field,
  value: unknown,
  {
    now,
    allowedAt,
  }: { readonly now?: string | Date | undefined; readonly allowedAt?: string | undefined },
): Words | undefined {
  if (typeof value !== 'string' || (field.past !== true && field.moment !== true)) return undefined
  if (!isDay(value) && !isMoment(value)) return undefined
  if (now !== undefined && millis(earliestMoment(value)) > millis(endOfMinute(now)))
    return sentences.inFuture(field)
  if (field.moment !== true || allowedAt === undefined) return undefined
  return millis(latestMoment(value)) < startOfMinute(allowedAt)
    ? sentences.beforeAllowed(field, allowedAt)
    : undefined
}

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
