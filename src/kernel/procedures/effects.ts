import { dayOf, isDay, isMoment } from '../calendar/days.ts'
import { fillTemplate } from '../fields/format.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Party } from '../organization/who.ts'
import type { Expression } from '../packs/expression.ts'
import type { AccountAction, Effect, ExceptionTarget, Procedure } from '../packs/procedure.ts'
import type { Seat } from '../packs/who.ts'
import { conditionsOf, today } from './conditions.ts'
import { resolveParties } from './parties.ts'
import { standInFor } from './standIns.ts'
import type { CaseContext, CaseState } from './state.ts'

/** Opens another case for the same applicant, about the entries with the given ids. */
interface StartEffect {
  readonly kind: 'start'
  readonly procedure: string
  readonly applicant: string
  readonly fields: FieldValues
  readonly about: readonly string[]
}

/**
 * An effect with its expressions evaluated: what the platform carries out in the transaction of the
 * act.
 */
export type EvaluatedEffect =
  | StartEffect
  | {
      readonly kind: 'change'
      readonly entries: readonly string[]
      readonly state?: string
      readonly fields: FieldValues
    }
  | {
      readonly kind: 'write'
      readonly register: string
      readonly unit: string
      readonly state?: string
      readonly fields: FieldValues
    }
  | { readonly kind: 'tell'; readonly to: readonly Party[]; readonly message: string }
  | {
      readonly kind: 'account'
      readonly action: AccountAction
      readonly persons: readonly string[]
    }
  | SeatEffect
  | {
      readonly kind: 'except'
      readonly provisions: readonly string[]
      readonly for: ResolvedExceptionTarget
      readonly from: string
      readonly until: string
    }
  | { readonly kind: 'revoke'; readonly cases?: readonly string[] }

/** For whom an exception is granted, with the value of the field. */
type ResolvedExceptionTarget =
  | Extract<ExceptionTarget, string>
  | { readonly holds: 'person' | 'unit' | 'entry'; readonly ids: readonly string[] }

/** Appoints persons to a seat from a day on, or ends their appointment to it. */
interface SeatEffect {
  readonly kind: 'appoint' | 'dismiss'
  readonly seats: readonly Seat[]
  readonly persons: readonly string[]
  readonly from: string
  readonly until?: string
}

/** Evaluates effects over the case as it is after the act. */
export function evaluateEffects(
  procedure: Procedure,
  state: CaseState,
  effects: readonly Effect[],
  context: CaseContext,
): readonly EvaluatedEffect[] {
  const conditions = conditionsOf(procedure, state, context)
  const valuesOf = (fields: ReadonlyMap<string, Expression>): FieldValues =>
    Object.fromEntries([...fields].map(([id, expression]) => [id, expression.evaluate(conditions)]))
  const entries = state.about.map((entry) => entry.id)
  const entriesOf = ({ of, notIn }: { readonly of?: string; readonly notIn?: string }) => {
    if (of !== undefined) return idsOf(state.fields[of])
    const ticked = new Set(notIn === undefined ? [] : idsOf(state.fields[notIn]))
    return entries.filter((id) => !ticked.has(id))
  }
  const evaluateDay = (expression: Expression | undefined): string =>
    toDay(expression?.evaluate(conditions))
  /** The last day of an appointment; its first day where the expression cannot be evaluated. */
  const lastDay = (expression: Expression | undefined, from: string): string => {
    const day = expression?.evaluate(conditions)
    if (expression === undefined || day !== null) return toDay(day)
    context.undecided?.({ source: expression.source, taken: false })
    return from
  }
  return effects.map((effect): EvaluatedEffect => {
    switch (effect.kind) {
      case 'start':
        return {
          kind: 'start',
          procedure: effect.procedure,
          applicant: standInFor(state, state.applicant),
          fields: valuesOf(effect.fields),
          about: effect.about ? entriesOf(effect) : [],
        }
      case 'change':
        return {
          kind: 'change',
          entries: entriesOf(effect),
          ...(effect.state !== undefined && { state: effect.state }),
          fields: valuesOf(effect.fields),
        }
      case 'write':
        return {
          kind: 'write',
          register: effect.register,
          unit: state.applicantUnit,
          ...(effect.state !== undefined && { state: effect.state }),
          fields: valuesOf(effect.fields),
        }
      case 'tell':
        return {
          kind: 'tell',
          to: effect.to.flatMap((who) => resolveParties(who, state, context)),
          message: fillText(procedure, state, effect.message, context),
        }
      case 'account':
        return {
          kind: 'account',
          action: effect.action,
          persons: effect.of === 'applicant' ? [state.applicant] : idsOf(state.fields[effect.of]),
        }
      case 'appoint': {
        const from = evaluateDay(effect.from) || today(context)
        const until = lastDay(effect.until, from)
        return {
          ...toSeatEffect(effect, state),
          from,
          ...(until !== '' && { until }),
        }
      }
      case 'dismiss':
        return { ...toSeatEffect(effect, state), from: today(context) }
      case 'except':
        return {
          kind: 'except',
          provisions: idsOf(state.fields[effect.provisions]),
          for: resolveExceptionTarget(effect.for, state),
          from: evaluateDay(effect.from) || today(context),
          until: evaluateDay(effect.until),
        }
      case 'revoke':
        return {
          kind: 'revoke',
          ...(effect.of !== undefined && { cases: parseCaseNumbers(state.fields[effect.of]) }),
        }
    }
  })
}

function resolveExceptionTarget(
  target: ExceptionTarget,
  state: CaseState,
): ResolvedExceptionTarget {
  return typeof target === 'string'
    ? target
    : { holds: target.holds, ids: idsOf(state.fields[target.field]) }
}

function toSeatEffect(
  effect: Extract<Effect, { kind: 'appoint' | 'dismiss' }>,
  state: CaseState,
): Omit<SeatEffect, 'from'> {
  const placeIds = effect.at === undefined ? [''] : idsOf(state.fields[effect.at])
  const seats = placeIds.map((id): Seat => ({ role: effect.role, scope: effect.scope, id }))
  return { kind: effect.kind, seats, persons: idsOf(state.fields[effect.person]) }
}

function idsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (id): id is string => typeof id === 'string' && id !== '',
  )
}

/** Case numbers as a person writes them, one or several. */
function parseCaseNumbers(value: unknown): readonly string[] {
  return typeof value === 'string'
    ? value
        .normalize('NFKC')
        .split(/[\s、,，;；・]+/u)
        .filter((number) => number !== '')
    : []
}

function toDay(value: unknown): string {
  return isDay(value) ? value : isMoment(value) ? dayOf(value) : ''
}

/** The subject of a case: 「要支援者名簿を県庁へ」. */
export function subjectOf(procedure: Procedure, state: CaseState, context: CaseContext): string {
  return fillText(procedure, state, procedure.subject, context)
}

/**
 * A text to be signed, with its places filled as the case is now: fields, `{about}`, `{applicant}`
 * and `{signer}`.
 */
export function signedText(
  procedure: Procedure,
  state: CaseState,
  text: string,
  signer: string,
  context: CaseContext,
): string {
  return fillText(procedure, state, text, context, {
    signer: context.org.persons.get(signer)?.name ?? '',
  })
}

function fillText(
  procedure: Procedure,
  state: CaseState,
  text: string,
  context: CaseContext,
  names: Readonly<Record<string, string>> = {},
): string {
  const [first, ...others] = state.about.map((entry) => entry.title ?? entry.id)
  const about = others.length === 0 ? (first ?? '') : `${first}ほか${others.length}件`
  return fillTemplate(text, procedure.fields, state.fields, context.format, {
    about,
    applicant: context.org.persons.get(state.applicant)?.name ?? '',
    ...names,
  })
}
