import { isDay, isMoment, toTokyoTime } from '../../calendar/days.ts'
import type { FieldValues } from '../../fields/types.ts'
import { decisionOf, isOnward } from '../../procedures/act.ts'
import { fieldsOf } from '../../procedures/fillStep.ts'
import type { Decision, Procedure, Step } from '../procedure.ts'
import type { PlayAct } from './types.ts'

/**
 * When an act without `at` happens: as the clock stands, or at the latest moment that its step
 * records, where that is later.
 */
export function clockOfAct(
  procedure: Procedure,
  id: string | undefined,
  playAct: PlayAct,
  values: FieldValues,
  clock: string,
): string {
  const step = procedure.steps.get(id ?? '')
  if (step === undefined || !isOnwardAct(step, playAct)) return clock
  const written = { ...values, ...normalizeMoments(procedure, playAct.fill) }
  return fieldsOf(procedure, step)
    .filter((field) => field.past === true || field.moment === true)
    .flatMap((field) => written[field.id] ?? [])
    .map((value) => localMoment(value, clock))
    .reduce((latest, moment) => (moment > latest ? moment : latest), clock)
}

/** A day or moment as the clock of cases is written; a day at the clock's time of day. */
function localMoment(value: unknown, clock: string): string {
  if (isDay(value)) return `${value}${clock.slice(10)}`
  return isMoment(value) ? toTokyoTime(value).slice(0, 16) : clock
}

/** What is filled in where nothing of the step has happened yet: not when it happened. */
export function withoutTimes(procedure: Procedure, values: FieldValues): FieldValues {
  const times = procedure.fields.filter((field) => field.past === true || field.moment === true)
  return Object.fromEntries(
    Object.entries(values).filter(([id]) => !times.some((field) => field.id === id)),
  )
}

/** The decision of a step that an act takes. */
export function chosenDecision(step: Step, { choose }: PlayAct): Decision | undefined {
  return decisionOf(step, choose)
}

/** Whether an act takes the case further, so that its fields are complete. */
export function isOnwardAct(step: Step, playAct: PlayAct): boolean {
  const decision = chosenDecision(step, playAct)
  return decision !== undefined && isOnward(step, decision)
}

/** Moments as cases write them (2026-11-04 09:00) as the engine keeps them. */
export function normalizeMoments(procedure: Procedure, values: FieldValues): FieldValues {
  const moments = new Set(
    procedure.fields.filter((field) => field.type === 'date-time').map((field) => field.id),
  )
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      if (
        !moments.has(id) ||
        typeof value !== 'string' ||
        !/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/.test(value)
      )
        return [id, value]
      return [id, `${value.replace(' ', 'T')}:00+09:00`]
    }),
  )
}
