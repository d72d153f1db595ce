import { addDays, addMonths } from '../calendar/days.ts'
import type { Round } from '../packs/round.ts'

/** One occurrence of a round about a subject; `closedOn` only where a proof closed it. */
export interface PastOccurrence {
  readonly dueAt: string
  readonly isOpen: boolean
  readonly closedOn?: string
}

/**
 * Whether a round is kept for a subject on a day: nothing of it is late, and it was done within its
 * cadence, or before while the next is not due yet. `done` are the days on which the records have
 * what closes it, for a subject that the round does not go through yet.
 */
export function isRoundKept(
  round: Pick<Round, 'every'>,
  occurrences: readonly PastOccurrence[],
  done: readonly string[],
  now: { readonly at: string; readonly day: string },
): boolean {
  const open = occurrences.filter(({ isOpen }) => isOpen)
  if (open.some(({ dueAt }) => Date.parse(dueAt) < Date.parse(now.at))) return false
  const days = [...occurrences.flatMap(({ closedOn }) => closedOn ?? []), ...done]
  if (days.length === 0) return false
  const since = keptSince(round, now.day)
  return days.some((day) => day >= since) || (open.length > 0 && round.every !== undefined)
}

/** The first day from which what was done still counts on a day. */
export function keptSince({ every }: Pick<Round, 'every'>, day: string): string {
  if (every === undefined) return '0001-01-01'
  const { count, unit } = every
  if (unit === 'year') return addMonths(day, -12 * count)
  if (unit === 'month') return addMonths(day, -count)
  return addDays(day, -count * (unit === 'week' ? 7 : 1) - (unit === 'working-day' ? 14 : 0))
}
