import { addDays, dayOf, endOfDay } from '../calendar/days.ts'
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

/** The last turn of a round that was over before a day, and not before another. */
export function lastTurnBefore(round: Round, day: string, first: string): Turn | null {
  const present = turnOfRound(round, day)
  let at = addDays(present?.from ?? day, -1)
  while (at >= first) {
    const turn = turnOfRound(round, at)
    if (turn !== null) return turn.to < day ? turn : null
    at = addDays(at, -1)
  }
  return null
}

/** The first turn of a round that begins after a day, and not after another. */
export function nextTurnAfter(round: Round, day: string, last: string): Turn | null {
  const present = turnOfRound(round, day)
  let at = addDays(present?.to ?? day, 1)
  while (at <= last) {
    const turn = turnOfRound(round, at)
    if (turn !== null) return turn
    at = addDays(at, 1)
  }
  return null
}

/**
 * The first day of a turn that was opened on a day: that of its period where it is a turn of the
 * cadence, which may have been opened late.
 */
export function beginOfTurn(round: Round, period: string, openedOn: string): string {
  const turn = period.includes('/') ? null : turnOfRound(round, firstDayOf(period))
  return turn?.period === period ? turn.from : openedOn
}

/** A day of the turn with a period: 2026 begins in April, and years that are held in a month say it. */
const firstDayOf = (period: string): string =>
  /^\d{4}$/.test(period)
    ? `${period}-04-01`
    : /^\d{4}-\d{2}$/.test(period)
      ? `${period}-01`
      : period

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
