import { toTokyoTime } from '../calendar/days.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import type { EvaluatedEffect } from './effects.ts'
import { farCaseDatesProblem } from './farDates.ts'
import { fillFields } from './fillStep.ts'
import { withoutKnown } from './known.ts'
import { groundsOf } from './grounds.ts'
import { arrive } from './arrive.ts'
import { evaluateDoor, pendingFields } from './door.ts'
import { mayNotOpen, mayStart } from './eligibility.ts'
import type { AboutEntry, CaseContext, CaseState, CaseEvent } from './state.ts'

/** What a case begins with. `fields` may hold what is already known; nothing is required yet. */
export interface CaseStart {
  readonly applicant: string
  readonly about?: readonly AboutEntry[]
  readonly fields?: FieldValues
  /** The person has confirmed that dates far from today are right. */
  readonly datesMeant?: boolean
  /** An effect of another case begins it: who may begin it by hand (`opens`) is not asked. */
  readonly byEffect?: boolean
}

/**
 * The outcome of anything done to a case: the case after it, what is to be carried out, and the new
 * entry of its history; or why not.
 */
export type CaseResult =
  | {
      readonly ok: true
      readonly state: CaseState
      readonly effects: readonly EvaluatedEffect[]
      readonly event: CaseEvent
    }
  | { readonly ok: false; readonly problem: Problem }

/** A case of an applicant before anything is written or asked. */
export function unbegun(
  procedure: Procedure,
  { applicant, about = [] }: CaseStart,
  context: CaseContext,
): CaseState {
  return {
    procedure: procedure.id,
    status: 'open',
    enteredAt: toTokyoTime(context.now),
    applicant,
    applicantUnit: context.org.persons.get(applicant)?.unit ?? '',
    fields: {},
    about,
    safeguards: [],
    answers: {},
    waitingFor: [],
    history: [],
  }
}

/** Begins a case at the first step of its procedure that is needed. */
export function begin(procedure: Procedure, input: CaseStart, context: CaseContext): CaseResult {
  const at = toTokyoTime(context.now)
  const initial = unbegun(procedure, input, context)
  const refusal = beginProblem(
    procedure,
    { ...initial, fields: input.fields ?? {} },
    context,
    input.byEffect === true,
  )
  if (refusal) return { ok: false, problem: refusal }
  const given =
    input.byEffect === true
      ? withoutKnown(procedure, initial, input.fields ?? {}, context)
      : input.fields
  const fillResult = fillFields(
    procedure,
    procedure.fields.filter(({ id }) => procedure.fixed?.has(id) !== true),
    [],
    initial,
    { fields: { ...given, ...procedure.settled }, answers: {} },
    context,
    true,
  )
  if (fillResult.faults.length > 0) {
    return {
      ok: false,
      problem: problem(
        'input-invalid',
        { count: fillResult.faults.length },
        { faults: fillResult.faults },
      ),
    }
  }
  const far = input.datesMeant
    ? null
    : farCaseDatesProblem(procedure, fillResult.changed, context, groundsOf(procedure))
  if (far !== null) return { ok: false, problem: far }
  const filled = { ...initial, fields: fillResult.fields }
  const door = evaluateDoor(procedure, filled, context, pendingFields(procedure))
  if (door.refusal) return { ok: false, problem: door.refusal }
  const arrival = arrive(
    procedure,
    { ...filled, safeguards: door.safeguards },
    { step: procedure.start },
    context,
  )
  if (!arrival.ok) return arrival
  const event: CaseEvent = {
    at,
    kind: 'begun',
    person: input.applicant,
    as: 'applicant',
    changed: fillResult.changed,
    to: arrival.to,
    ...(input.byEffect === true && { byEffect: true }),
    ...(arrival.passedOver.length > 0 && { passedOver: arrival.passedOver }),
    grounds: groundsOf(procedure),
  }
  return { ok: true, state: { ...arrival.state, history: [event] }, effects: [], event }
}

function beginProblem(
  procedure: Procedure,
  state: CaseState,
  context: CaseContext,
  byEffect: boolean,
): Problem | null {
  const grounds = groundsOf(procedure)
  const { about } = procedure
  if (about?.required && state.about.length === 0) {
    return problem('about-missing', { procedure: procedure.title, title: about.title }, { grounds })
  }
  if (about && !about.many && state.about.length > 1) {
    return problem('about-single', { procedure: procedure.title, title: about.title }, { grounds })
  }
  if (!byEffect && !mayStart(procedure, state, context)) {
    return mayNotOpen(procedure, context)
  }
  return null
}
