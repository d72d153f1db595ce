import { dayOf, endOfDay, isDay, isMoment, millis, startOfDay } from '../calendar/days.ts'
import { spanEnd, spanWords } from '../calendar/spans.ts'
import type { Words } from '../words/words.ts'
import * as sentences from './sentences.ts'
import type { Field, FieldValues } from './types.ts'

/**
 * What is wrong with a date beside the date that it is measured by (`after`, `within`). Nothing is
 * said while one of the two is missing. Whole days are compared as days.
 */
export function limitFaults(
  field: Field,
  values: FieldValues,
  fields: readonly Field[],
): readonly Words[] {
  const own = dateOf(values[field.id])
  if (own === undefined) return []
  const titleOf = (id: string, date: string): string =>
    id === 'today'
      ? '今日'
      : (fields.find((candidate) => candidate.id === id)?.title ?? dayOf(earliestMoment(date)))
  const { after, within } = field
  const first = after === undefined ? undefined : dateOf(values[after])
  const start = within === undefined ? undefined : dateOf(values[within.after])
  return [
    ...(after !== undefined && first !== undefined && precedes(own, first)
      ? [sentences.tooEarly(field, titleOf(after, first))]
      : []),
    ...(within !== undefined &&
    start !== undefined &&
    millis(earliestMoment(own)) > millis(spanEnd(start, within).due)
      ? [sentences.tooLate(field, spanWords(within), titleOf(within.after, start))]
      : []),
  ]
}

function dateOf(value: unknown): string | undefined {
  return isDay(value) || isMoment(value) ? value : undefined
}

function precedes(own: string, other: string): boolean {
  return isDay(own) && isDay(other) ? own < other : latestMoment(own) < earliestMoment(other)
}

/** The last moment of a day; a moment itself. */
export function latestMoment(value: string): string {
  return new Date(millis(isDay(value) ? endOfDay(value) : value)).toISOString()
}

/** The first moment of a day; a moment itself. */
export function earliestMoment(value: string): string {
  return new Date(millis(isDay(value) ? startOfDay(value) : value)).toISOString()
}
