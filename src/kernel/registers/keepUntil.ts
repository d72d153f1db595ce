import { addDays, addMonths, dayOf, isDay, isMoment } from '../calendar/days.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Register } from '../packs/register.ts'

/**
 * The last day of the retention: by the entry's own field (a day, or years after a day), or by the
 * pack for all entries.
 * Without a day to count from, it counts from the day of creation; where that day is a field not
 * yet filled in, the retention has not begun.
 */
export function keepUntil(
  register: Register,
  values: FieldValues,
  createdOn: string,
): string | null {
  const { retention } = register
  const begins = retention?.from === undefined ? createdOn : dayIn(values[retention.from])
  if (retention?.months !== undefined)
    return begins === undefined ? null : addMonths(begins, retention.months)
  if (retention?.days !== undefined)
    return begins === undefined ? null : addDays(begins, retention.days)
  const field = register.fields.find((candidate) =>
    retention?.field === undefined
      ? candidate.type === 'retention'
      : candidate.id === retention.field,
  )
  const value = field
    ? (values[field.id] as { years?: number; from?: string; until?: string } | undefined)
    : undefined
  if (value?.until) return value.until
  const from = value?.from ?? begins
  return value?.years === undefined || from === undefined ? null : addMonths(from, value.years * 12)
}

/** The day of a date or date-time. */
export function dayIn(value: unknown): string | undefined {
  if (isDay(value)) return value
  return isMoment(value) ? dayOf(value) : undefined
}
