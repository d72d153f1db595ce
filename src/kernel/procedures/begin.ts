import { inTokyo } from '../calendar/days.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Procedure } from '../packs/procedure.ts'
import type { Problem } from '../problems/index.ts'
import { problem } from '../problems/index.ts'
import type { DueEffect } from './effects.ts'
import { fillFields } from './filling.ts'
import { groundsOf } from './grounds.ts'
import { arrive } from './moving.ts'
import { isOpener } from './openers.ts'
import { whoTitle } from './parties.ts'
import type { AboutEntry, CaseContext, CaseState, Happening } from './state.ts'

/** What a case begins with. `fields` may hold what is already known; nothing is required yet. */
export interface Beginning {
  readonly applicant: string
  readonly about?: readonly AboutEntry[]
  readonly fields?: FieldValues
  /** Ids of the safeguards that the handling rules ask for. */
  readonly safeguards?: readonly string[]
}

/** The outcome of anything done to a case: the case after it, what is to be carried out, and the new line of its history; or why not. */
export type CaseResult =
  | {
      readonly ok: true
      readonly state: CaseState
      readonly effects: readonly DueEffect[]
      readonly happening: Happening
    }
  | { readonly ok: false; readonly problem: Problem }

/** Begins a case at the first step of its procedure that is needed. */
export function begin(procedure: Procedure, input: Beginning, context: CaseContext): CaseResult {
  const about = input.about ?? []
  const at = inTokyo(context.now)
  const empty: CaseState = {
    procedure: procedure.id,
    status: 'open',
    enteredAt: at,
    applicant: input.applicant,
    applicantUnit: context.org.persons.get(input.applicant)?.unit ?? '',
    fields: {},
    about,
    safeguards: input.safeguards ?? [],
    answers: {},
    waitingFor: [],
    history: [],
  }
  const refusal = mayNotBegin(procedure, empty, context)
  if (refusal) return { ok: false, problem: refusal }
  const filled = fillFields(
    procedure,
    procedure.fields,
    [],
    empty,
    { fields: input.fields ?? {}, answers: {} },
    context,
    true,
  )
  if (filled.faults.length > 0) {
    return {
      ok: false,
      problem: problem('input-invalid', { count: filled.faults.length }, { faults: filled.faults }),
    }
  }
  const arrived = arrive(
    procedure,
    { ...empty, fields: filled.fields },
    { step: procedure.start },
    context,
  )
  if (!arrived.ok) return arrived
  const happening: Happening = {
    at,
    kind: 'begun',
    person: input.applicant,
    as: 'applicant',
    changed: filled.changed,
    to: arrived.to,
    ...(arrived.passedOver.length > 0 && { passedOver: arrived.passedOver }),
    grounds: groundsOf(procedure),
  }
  return { ok: true, state: { ...arrived.state, history: [happening] }, effects: [], happening }
}

function mayNotBegin(procedure: Procedure, state: CaseState, context: CaseContext): Problem | null {
  const grounds = groundsOf(procedure)
  const { about } = procedure
  if (about?.required && state.about.length === 0) {
    return problem('about-missing', { procedure: procedure.title, title: about.title }, { grounds })
  }
  if (about && !about.many && state.about.length > 1) {
    return problem('about-single', { procedure: procedure.title, title: about.title }, { grounds })
  }
  if (!isOpener(procedure, state, context)) {
    return problem(
      'may-not-open',
      { procedure: procedure.title, who: whoTitle(procedure.opens, context) },
      { grounds },
    )
  }
  return null
}
