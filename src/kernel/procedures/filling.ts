import { checkFields, visibleFields } from '../fields/check.ts'
import { diffValues } from '../fields/diff.ts'
import type { FieldChange } from '../fields/diff.ts'
import type { Field, FieldValues } from '../fields/types.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import type { FaultWords } from '../problems/index.ts'
import { conditionsOf } from './conditions.ts'
import type { CaseContext, CaseState } from './state.ts'
import type { Safeguard } from '../packs/handling.ts'

/** What was written at a step, merged into the fields of the case. Faults are placed below `/fields`. */
export interface Filled {
  readonly fields: FieldValues
  readonly changed: readonly FieldChange[]
  readonly faults: readonly FaultWords[]
}

/** Checks and merges what is written at a step. A field of the step that is sent empty is emptied, one that is not sent stays as it was;
 * fields that are hidden by their conditions are dropped from the case. With `partial` nothing is required. */
export function fill(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  given: FieldValues,
  context: CaseContext,
  partial: boolean,
): Filled {
  return fillFields(
    procedure,
    fieldsOf(procedure, step),
    safeguardsOf(step, state, context),
    state,
    given,
    context,
    partial,
  )
}

/** As `fill`, for any fields of the procedure. */
export function fillFields(
  procedure: Procedure,
  own: readonly Field[],
  safeguards: readonly Safeguard[],
  state: CaseState,
  given: FieldValues,
  context: CaseContext,
  partial: boolean,
): Filled {
  const faults: FaultWords[] = []
  const lookups = {
    ...(context.classification && { classification: context.classification }),
    ...context.lookups,
  }
  const merged: Record<string, unknown> = { ...state.fields }
  const answers = new Set(
    safeguards.flatMap((safeguard) =>
      safeguard.asks.map((field) => answerKey(safeguard.id, field.id)),
    ),
  )
  const ownIds = new Set(own.map((field) => field.id))
  for (const key of Object.keys(given)) {
    if (!ownIds.has(key) && !answers.has(key))
      faults.push({
        at: `/fields/${key}`,
        detail: {
          ja: `「${titleOf(procedure, key)}」は、この段階では書けません。`,
          en: `“${titleOf(procedure, key)}” cannot be written at this step.`,
        },
      })
  }
  const written = Object.fromEntries(
    own.map((field) => [
      field.id,
      Object.hasOwn(given, field.id) ? given[field.id] : state.fields[field.id],
    ]),
  )
  const before = conditionsOf(procedure, state, context, { ...state.fields, ...written })
  const checked = checkFields(
    own,
    written,
    {
      ...lookups,
      conditions: before,
      allFields: procedure.fields,
      ...(context.undecided && { undecided: context.undecided }),
    },
    { partial, pointer: '/fields' },
  )
  faults.push(...checked.faults)
  for (const id of ownIds) delete merged[id]
  Object.assign(merged, checked.values)
  for (const safeguard of safeguards) {
    const sent = Object.fromEntries(
      safeguard.asks.map((field) => [
        field.id,
        given[answerKey(safeguard.id, field.id)] ?? state.fields[answerKey(safeguard.id, field.id)],
      ]),
    )
    const answered = checkFields(
      safeguard.asks,
      sent,
      {
        ...lookups,
        conditions: { ...before, ...merged },
        ...(context.undecided && { undecided: context.undecided }),
      },
      { partial, pointer: `/fields/${safeguard.id}.` },
    )
    faults.push(...answered.faults.map((fault) => ({ ...fault, at: fault.at.replace('./', '.') })))
    for (const field of safeguard.asks) delete merged[answerKey(safeguard.id, field.id)]
    for (const [id, value] of Object.entries(answered.values))
      merged[answerKey(safeguard.id, id)] = value
  }
  const shown = new Set(
    visibleFields(procedure.fields, merged, conditionsOf(procedure, state, context, merged)).map(
      (field) => field.id,
    ),
  )
  for (const field of procedure.fields) if (!shown.has(field.id)) delete merged[field.id]
  return { fields: merged, changed: diffValues(state.fields, merged), faults }
}

/** The name under which an answer about a safeguard is kept among the fields of a case. */
export function answerKey(safeguard: string, field: string): string {
  return `${safeguard}.${field}`
}

/** The fields written at a step, in the order of its `fill`. */
export function fieldsOf(procedure: Procedure, step: Step): readonly Field[] {
  return step.fill.flatMap((id) => procedure.fields.find((field) => field.id === id) ?? [])
}

/** The safeguards confirmed at a step: all that are asked of the case, where the step says so. */
export function safeguardsOf(
  step: Step,
  state: CaseState,
  context: CaseContext,
): readonly Safeguard[] {
  return step.safeguards ? state.safeguards.flatMap((id) => context.safeguards?.get(id) ?? []) : []
}

function titleOf(procedure: Procedure, id: string): string {
  return procedure.fields.find((field) => field.id === id)?.title ?? id
}
