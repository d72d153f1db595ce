import { dayOf } from '../calendar/days.ts'
import { highestClass } from '../classes/classes.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Requester } from '../handling/types.ts'
import { toRequester } from '../handling/subject.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { CaseContext, CaseState } from './state.ts'
import type { ClassValue } from '../packs/classification.ts'

/** The day in Tokyo on which something is done. */
export function today(context: CaseContext): string {
  return dayOf(context.now)
}

/**
 * The class that a case is decided by: the highest of its entries and of its own fields of type
 * class.
 */
export function classOf(
  procedure: Procedure,
  state: Pick<CaseState, 'about' | 'fields'>,
): ClassValue {
  const own = procedure.fields
    .filter((field) => field.type === 'class')
    .map((field) => state.fields[field.id] as ClassValue | undefined)
  return highestClass([...state.about.map((entry) => entry.class), ...own])
}

/**
 * The names that conditions of a procedure may use: its fields, class, about, applicant,
 * safeguards, organization and today; for the questions of acts also asset, the first of the
 * entries.
 */
export function conditionsOf(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
  fields: FieldValues = state.fields,
): Readonly<Record<string, unknown>> {
  if (fields !== state.fields) return newConditions(procedure, state, context, fields)
  const known = conditionsCache.get(state)
  if (known?.procedure === procedure && known.context === context) return known.names
  const names = newConditions(procedure, state, context, fields)
  conditionsCache.set(state, { procedure, context, names })
  return names
}

/** The names by state of a case: one act needs them several times. */
const conditionsCache = new WeakMap<
  CaseState,
  {
    readonly procedure: Procedure
    readonly context: CaseContext
    readonly names: Readonly<Record<string, unknown>>
  }
>()

function newConditions(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
  fields: FieldValues,
): Readonly<Record<string, unknown>> {
  const about = state.about.map((entry) => ({
    ...entry.fields,
    id: entry.id,
    unit: entry.unit,
    system: entry.system,
    class: entry.class,
  }))
  return {
    ...fields,
    class: classOf(procedure, { about: state.about, fields }),
    about,
    asset: about[0],
    applicant: requesterOf(state, context),
    safeguards: state.safeguards,
    organization: context.organization ?? {},
    today: today(context),
  }
}

/** The applicant as conditions see them: in the unit of the beginning, with the roles of today. */
export function requesterOf(state: CaseState, { org, roles, now }: CaseContext): Requester {
  return toRequester(org, roles, state.applicant, dayOf(now), state.applicantUnit)
}
