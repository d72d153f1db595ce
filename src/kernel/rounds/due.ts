import { dayOf, endOfDay } from '../calendar/days.ts'
import { turnOf } from '../calendar/every.ts'
import type { Turn } from '../calendar/every.ts'
import { spanEnd } from '../calendar/spans.ts'
import type { Span } from '../calendar/spans.ts'
import type { Round } from '../packs/round.ts'

/** How long an occasion gives where the round does not say. */
const usualTime: Span = { count: 1, unit: 'months' }

/** The turn of a round that a day falls into; null between turns, and where it has no cadence. */
export function turnOfRound({ every, month }: Round, day: string): Turn | null {
  return every === undefined ? null : turnOf(every, month, day)
}

/**
 * The first day of a turn that was opened on a day: that of its period where it is a turn of the
 * cadence, which may have been opened late.
 */
export function beginOfTurn(round: Round, period: string, openedOn: string): string {
  const turn = turnOfRound(round, openedOn)
  return turn?.period === period ? turn.from : openedOn
}

/** By when an occurrence is done that a turn opened: the end of its last day, ISO 8601. */
export function dueOfTurn({ to }: Turn): string {
  return endOfDay(to)
}

/** By when an occurrence is done that an occasion opened, ISO 8601. */
export function dueOfOccasion({ within = usualTime }: Round, at: string): string {
  return spanEnd(at, within).due
}

/** By when a finding is mended, as a day. */
export function dueOfMending(within: Span | undefined, at: string): string {
  return dayOf(spanEnd(at, within ?? { count: 3, unit: 'months' }).due)
}
