import { addDays, addWorkingDays, officeCalendar } from '#kernel/calendar/index.ts'
import type { Chance } from './chance.ts'

/** On which day a piece of recurring work is done, if at all. */
export interface Fate {
  readonly on: string | null
}

/** Of a hundred pieces of work, so many are done late, and so many never. */
const lateShare = 0.1
const forgottenShare = 0.03
/** Of a hundred answers, so many are wrong, and so many say that the item does not apply. */
const wrongShare = 0.02
const waivedShare = 0.015

export interface Work {
  readonly round: string
  readonly subject: string
  readonly period: string
  /** The day on which it was opened, and the last one on which it is in time. */
  readonly from: string
  readonly to: string
}

/** Draws when a piece of work is done: in time, late, or not at all. */
export function fateOf(
  chance: Chance,
  { round, subject, period, from, to }: Work,
  inTime = false,
): Fate {
  const about = [round, subject, period]
  const lot = inTime ? 1 : chance.part('fate', ...about)
  if (lot < forgottenShare) return { on: null }
  if (lot < forgottenShare + lateShare)
    return { on: workingDay(addDays(to, chance.between(3, 25, 'late', ...about))) }
  const span = Math.max(0, daysBetween(from, to) - 1)
  const on = workingDay(addDays(from, chance.between(0, span, 'day', ...about)))
  return { on: on > to ? to : on }
}

/** Whether an answer is right, wrong, or that the item does not apply. */
export function answerFate(
  chance: Chance,
  mayBeWaived: boolean,
  ...about: readonly string[]
): 'right' | 'wrong' | 'waived' {
  const lot = chance.part('answer', ...about)
  if (lot < wrongShare) return 'wrong'
  return mayBeWaived && lot < wrongShare + waivedShare ? 'waived' : 'right'
}

/** The day itself, or the next working day. */
export function workingDay(day: string): string {
  return officeCalendar.isWorkingDay(day) ? day : addWorkingDays(officeCalendar, day, 1)
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
