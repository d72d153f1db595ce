import {
  addDays,
  dayOf,
  daysBetween,
  endOfDay,
  toTokyoTime,
  isDay,
  isMoment,
  millis,
} from '../calendar/days.ts'
import { spanEnd } from '../calendar/spans.ts'
import type { SpanEnd } from '../calendar/spans.ts'
import { addWorkingDays, officeCalendar } from '../calendar/workingDays.ts'
import type { WorkingCalendar } from '../calendar/workingDays.ts'
import type { Party } from '../organization/who.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import { resolveParties } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'

/** A time limit: the last moment in time. */
export type Deadline = SpanEnd

/**
 * When the present visit to a step must be over; null where there is no limit or its date is not
 * filled in.
 */
export function deadlineOf(
  step: Step,
  state: Pick<CaseState, 'enteredAt' | 'fields'>,
  calendar: WorkingCalendar = officeCalendar,
): Deadline | null {
  const { within } = step
  if (within === undefined) return null
  if (within.kind === 'until') {
    const value = state.fields[within.field]
    if (isDay(value)) return { due: endOfDay(value), wholeDay: true }
    return isMoment(value) ? { due: toTokyoTime(value), wholeDay: false } : null
  }
  const from = within.after === undefined ? state.enteredAt : state.fields[within.after]
  if (!isDay(from) && !isMoment(from)) return null
  return spanEnd(from, within, calendar)
}

/**
 * The moment for which a step without a limit waits: what had to be permitted until then is done
 * then. Null where the permits before it name none, or different ones. Passing it is no lateness.
 */
export function plannedFor(
  procedure: Procedure,
  state: Pick<CaseState, 'step' | 'enteredAt' | 'fields'>,
): Deadline | null {
  const step = procedure.steps.get(state.step ?? '')
  if (step === undefined || step.within !== undefined || step.decides) return null
  const limits = permitsBefore(procedure, step).filter(({ within }) => within?.kind === 'until')
  const [first] = limits
  const fields = new Set(limits.map(({ within }) => within?.kind === 'until' && within.field))
  return first === undefined || fields.size > 1 ? null : deadlineOf(first, state)
}

/** The steps that decide on the way to a step, back to the first that does not. */
function permitsBefore(procedure: Procedure, step: Step): readonly Step[] {
  const found = new Set<Step>()
  const pending = [step]
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    for (const [, other] of procedure.steps) {
      const leads = other.decisions.some(({ branches }) =>
        branches.some(({ to }) => 'step' in to && procedure.steps.get(to.step) === next),
      )
      if (!leads || !other.decides || found.has(other)) continue
      found.add(other)
      pending.push(other)
    }
  return [...found]
}

/**
 * How late an act is: missing where in time. Days count by the calendar; 0 is later on the same
 * day.
 */
export function lateBy(
  due: Deadline | null,
  now: string | Date,
): { readonly due: string; readonly days: number } | undefined {
  if (due === null || millis(now) <= millis(due.due)) return undefined
  return { due: due.due, days: daysBetween(dayOf(due.due), dayOf(now)) }
}

/**
 * A case past its limit, and the reminders that are due. `on` (YYYY-MM-DD) is the day of the newest
 * one: send each (case, enteredAt, on, party) once.
 */
export interface Lateness {
  readonly step: string
  readonly due: string
  readonly days: number
  readonly reminders: readonly { readonly who: Party; readonly on: string }[]
}

/**
 * Whether an open case is late, and who is to be reminded. The first reminder comes on the day
 * after the limit.
 */
export function lateness(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
): Lateness | null {
  const step = state.status === 'open' ? procedure.steps.get(state.step ?? '') : undefined
  if (step === undefined) return null
  const calendar = context.calendar ?? officeCalendar
  const late = lateBy(deadlineOf(step, state, calendar), context.now)
  if (late === undefined) return null
  const on = reminderDay(step, late.due, dayOf(context.now), calendar)
  const parties = (step.late?.remind ?? []).flatMap((who) => resolveParties(who, state, context))
  return {
    step: step.id,
    due: late.due,
    days: late.days,
    reminders: on === null ? [] : parties.map((party) => ({ who: party, on })),
  }
}

/** The newest day on which a reminder was or is to be sent; null before the first one. */
function reminderDay(
  step: Step,
  due: string,
  today: string,
  calendar: WorkingCalendar,
): string | null {
  const first = addDays(dayOf(due), 1)
  if (step.late === undefined || today < first) return null
  if (step.late.every === 'once') return first
  if (step.late.every === 'day') return today
  const day = addWorkingDays(calendar, addDays(today, 1), -1)
  return day < first ? null : day
}
