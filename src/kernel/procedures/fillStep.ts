import { dayOf, startOfDay, toTokyoTime } from '../calendar/days.ts'
import { isEmpty } from '../fields/empty.ts'
import { checkFields, visibleFields } from '../fields/check.ts'
import type { FieldFault } from '../fields/check.ts'
import type { Field, FieldValues } from '../fields/types.ts'
import type { Procedure, Step } from '../packs/procedure.ts'
import type { FaultWords } from '../problems/index.ts'
import { diffWritten } from './answers.ts'
import type { CaseChange, Written } from './answers.ts'
import { toRequester } from '../handling/subject.ts'
import { strangers } from './among.ts'
import { conditionsOf, today } from './conditions.ts'
import { contradictions, knownValues } from './known.ts'
import { decisionsInForce } from './permits.ts'
import type { CaseContext, CaseState } from './state.ts'
import type { Safeguard } from '../packs/handling.ts'
import type { Words } from '../words/words.ts'

/**
 * What was written at a step, merged into what the case holds. Faults are placed below `/fields`
 * and `/safeguards`.
 */
export interface FillResult extends Written {
  readonly changed: readonly CaseChange[]
  readonly faults: readonly (FaultWords & Pick<FieldFault, 'provisions'>)[]
}

/**
 * Checks and merges what is written at a step. A field of the step that is sent empty is emptied,
 * one that is not sent stays as it was; fields that are hidden by their conditions are dropped from
 * the case. With `partial` nothing is required, and the program puts in nothing by itself.
 */
export function fillStep(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  input: Written,
  context: CaseContext,
  partial: boolean,
  actor: string,
): FillResult {
  const filled = fillFields(
    procedure,
    fieldsOf(procedure, step),
    safeguardsOf(step, state, context),
    state,
    input,
    context,
    partial,
  )
  if (partial || procedure.fixed === undefined) return filled
  const written = { ...state, fields: filled.fields }
  const fields = {
    ...filled.fields,
    ...fixedValues(procedure, step, written, actor, context),
  }
  const after = { fields, answers: filled.answers }
  return { ...filled, ...after, changed: diffWritten(state, after) }
}

/** As `fill`, for any fields of the procedure. */
export function fillFields(
  procedure: Procedure,
  fields: readonly Field[],
  safeguards: readonly Safeguard[],
  state: CaseState,
  input: Written,
  context: CaseContext,
  partial: boolean,
): FillResult {
  const faults: (FaultWords & Pick<FieldFault, 'provisions'>)[] = []
  const lookups = {
    ...(context.policy.classification && { classification: context.policy.classification }),
    ...context.lookups,
  }
  const merged: Record<string, unknown> = { ...state.fields }
  const fieldIds = new Set(fields.map((field) => field.id))
  const offered = { ...state.fields, ...input.fields }
  const known = knownValues(procedure, fields, state, offered, context)
  faults.push(...contradictions(procedure, known, input.fields))
  for (const key of Object.keys(input.fields)) {
    if (!fieldIds.has(key))
      faults.push({ at: `/fields/${key}`, detail: notHere(titleOf(procedure, key)) })
  }
  for (const key of Object.keys(input.answers)) {
    if (!safeguards.some((safeguard) => safeguard.id === key))
      faults.push({
        at: `/safeguards/${key}`,
        detail: notHere(context.policy.handling.safeguards.get(key)?.title ?? key),
      })
  }
  const values = Object.fromEntries(
    fields.map((field) => {
      const value =
        known.get(field.id)?.value ??
        (Object.hasOwn(input.fields, field.id) ? input.fields[field.id] : state.fields[field.id])
      return [
        field.id,
        !partial && field.moment && isEmpty(value) ? present(field, context) : value,
      ]
    }),
  )
  const allowedAt = allowedAtOf(procedure, state)
  const conditions = conditionsOf(procedure, state, context, { ...state.fields, ...values })
  const result = checkFields(
    fields,
    values,
    {
      ...lookups,
      conditions,
      now: context.now,
      ...(allowedAt !== undefined && { allowedAt }),
      ...(!partial && { writtenOn: input.writtenOn ?? dayOf(context.now) }),
      allFields: procedure.fields,
      ...(context.undecided && { undecided: context.undecided }),
    },
    { partial, pointer: '/fields' },
  )
  faults.push(...result.faults, ...strangers(fields, state, result.values))
  for (const id of fieldIds) delete merged[id]
  Object.assign(merged, result.values)
  const answerKeys: Record<string, FieldValues> = { ...state.answers }
  for (const { id, asks } of safeguards) {
    const answerResult = checkFields(
      asks,
      { ...answersTo(asks, state.answers[id]), ...input.answers[id] },
      {
        ...lookups,
        conditions: { ...conditions, ...merged },
        now: context.now,
        ...(!partial && { writtenOn: input.writtenOn ?? dayOf(context.now) }),
        ...(context.undecided && { undecided: context.undecided }),
      },
      { partial, pointer: `/safeguards/${id}` },
    )
    faults.push(...answerResult.faults)
    if (asks.length > 0) answerKeys[id] = answerResult.values
  }
  const visibleIds = new Set(
    visibleFields(procedure.fields, merged, conditionsOf(procedure, state, context, merged)).map(
      (field) => field.id,
    ),
  )
  for (const field of procedure.fields) if (!visibleIds.has(field.id)) delete merged[field.id]
  const after = { fields: merged, answers: answerKeys }
  return { ...after, changed: diffWritten(state, after), faults }
}

/** The value of a moment that is left empty: the present. */
function present({ type }: Field, { now }: CaseContext): string {
  return type === 'date' ? dayOf(now) : toTokyoTime(now)
}

/**
 * When the last decision was made that still counts; of one that came on paper, the beginning of
 * the day of the paper.
 */
function allowedAtOf(procedure: Procedure, state: CaseState): string | undefined {
  const last = decisionsInForce(procedure, state).at(-1)
  return last?.paper === undefined ? last?.at : startOfDay(last.paper.on)
}

/**
 * The stored answers to these questions; answers to questions that the pack no longer asks are left
 * out.
 */
function answersTo(asks: readonly Field[], answers: FieldValues = {}): FieldValues {
  return Object.fromEntries(asks.map(({ id }) => [id, answers[id]]))
}

/** The fields that people write at a step, in the order of its `fill`. */
export function fieldsOf(procedure: Procedure, step: Step): readonly Field[] {
  const known = fieldsByStep.get(procedure) ?? new WeakMap<Step, readonly Field[]>()
  fieldsByStep.set(procedure, known)
  const found =
    known.get(step) ??
    step.fill.flatMap((id) =>
      procedure.fixed?.has(id) === true
        ? []
        : (procedure.fields.find((field) => field.id === id) ?? []),
    )
  known.set(step, found)
  return found
}

const fieldsByStep = new WeakMap<Procedure, WeakMap<Step, readonly Field[]>>()

/** What the program itself puts into the fields of a step, with who acts on it. */
function fixedValues(
  procedure: Procedure,
  step: Step,
  state: CaseState,
  actor: string,
  context: CaseContext,
): FieldValues {
  const { org, roles } = context
  const names = {
    ...conditionsOf(procedure, state, context),
    actor: toRequester(org, roles, actor, today(context)),
  }
  const shown = new Set(visibleFields(procedure.fields, state.fields, names).map(({ id }) => id))
  return Object.fromEntries(
    step.fill.flatMap((id) => {
      const value = shown.has(id) ? procedure.fixed?.get(id)?.evaluate(names) : undefined
      return value === undefined || value === null ? [] : [[id, value]]
    }),
  )
}

/** The safeguards confirmed at a step: all that the case requires, where the step says so. */
export function safeguardsOf(
  step: Step,
  state: CaseState,
  context: CaseContext,
): readonly Safeguard[] {
  return step.safeguards
    ? state.safeguards.flatMap((id) => context.policy.handling.safeguards.get(id) ?? [])
    : []
}

function notHere(title: string): Words {
  return {
    ja: `「${title}」は、この段階では書けません。`,
    en: `“${title}” cannot be written at this step.`,
  }
}

function titleOf(procedure: Procedure, id: string): string {
  return procedure.fields.find((field) => field.id === id)?.title ?? id
}
