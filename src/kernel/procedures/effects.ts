import { fillPlaces } from '../fields/format.ts'
import type { FieldValues } from '../fields/types.ts'
import { resolveWho } from '../organization/who.ts'
import type { Party } from '../organization/who.ts'
import type { Expression } from '../packs/expression.ts'
import type { Effect, Procedure } from '../packs/procedure.ts'
import { conditionsOf } from './conditions.ts'
import { whoContext } from './parties.ts'
import type { CaseContext, CaseState } from './state.ts'

/** Opens another case for the same applicant, about the entries with the given ids. */
export interface StartEffect {
  readonly kind: 'start'
  readonly procedure: string
  readonly applicant: string
  readonly fields: FieldValues
  readonly about: readonly string[]
}

/** An effect with its expressions evaluated: what the platform carries out in the transaction of the act. */
export type DueEffect =
  | StartEffect
  | { readonly kind: 'change'; readonly entries: readonly string[]; readonly state?: string; readonly fields: FieldValues }
  | { readonly kind: 'write'; readonly register: string; readonly unit: string; readonly fields: FieldValues }
  | { readonly kind: 'tell'; readonly to: readonly Party[]; readonly message: string }

/** Evaluates effects over the case as it is after the act. */
export function dueEffects(procedure: Procedure, state: CaseState, effects: readonly Effect[], context: CaseContext): readonly DueEffect[] {
  const conditions = conditionsOf(procedure, state, context)
  const valuesOf = (fields: ReadonlyMap<string, Expression>): FieldValues => Object.fromEntries(
    [...fields].map(([id, expression]) => [id, expression.evaluate(conditions)]),
  )
  const entries = state.about.map((entry) => entry.id)
  return effects.map((effect): DueEffect => {
    switch (effect.kind) {
      case 'start':
        return {
          kind: 'start', procedure: effect.procedure, applicant: state.applicant, fields: valuesOf(effect.fields),
          about: effect.about ? entries : [],
        }
      case 'change':
        return { kind: 'change', entries, ...(effect.state !== undefined && { state: effect.state }), fields: valuesOf(effect.fields) }
      case 'write':
        return { kind: 'write', register: effect.register, unit: state.applicantUnit, fields: valuesOf(effect.fields) }
      case 'tell':
        return {
          kind: 'tell', to: effect.to.flatMap((who) => resolveWho(who, whoContext(state, context))),
          message: sentence(procedure, state, effect.message, context),
        }
    }
  })
}

/** The subject of a case: 「要支援者名簿を県庁へ」. */
export function subjectOf(procedure: Procedure, state: CaseState, context: CaseContext): string {
  return sentence(procedure, state, procedure.subject, context)
}

function sentence(procedure: Procedure, state: CaseState, text: string, context: CaseContext): string {
  const [first, ...others] = state.about.map((entry) => entry.title ?? entry.id)
  const about = others.length === 0 ? (first ?? '') : `${first}ほか${others.length}件`
  return fillPlaces(
    text, procedure.fields, state.fields, context.format,
    { about, applicant: context.org.persons.get(state.applicant)?.name ?? '' },
  )
}
