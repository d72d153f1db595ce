import { holds } from '../packs/expression.ts'
import type { TellUndecided, Undecided } from '../packs/expression.ts'
import type { Ground } from '../problems/problem.ts'
import type { Words } from '../words/words.ts'
import { cleanValue } from './clean.ts'
import { untimelyMessage } from './untimely.ts'
import type { ValueFault } from './cleaned.ts'
import { isEmpty } from './empty.ts'
import type { FieldLookups } from './clean.ts'
import { limitFaults } from './limits.ts'
import * as sentences from './sentences.ts'
import type { Field, FieldValues } from './types.ts'

export interface FieldContext extends FieldLookups {
  /**
   * Names besides the fields that conditions may use: class, applicant, about, today, and fields
   * that are not being checked now.
   */
  readonly conditions?: Readonly<Record<string, unknown>>
  /** Receives the conditions that could not be evaluated: their field is shown, and required. */
  readonly undecided?: TellUndecided
  /** The present, against which fields of the past are checked: a moment, or a whole day. */
  readonly now?: string | Date
  /** When the act was allowed that fields with `moment` tell the time of. */
  readonly allowedAt?: string
  /** The day on which a form is written: what is planned does not lie before it. */
  readonly writtenOn?: string
  /** All fields of the form, where only some are checked: for the titles in sentences. */
  readonly allFields?: readonly Field[]
}

export interface CheckOptions {
  /** Nothing is required: a draft, a single cell, a decision that sends back. */
  readonly partial?: boolean
  /** JSON pointer of the object that holds the values; '' by default. */
  readonly pointer?: string
}

/**
 * What is wrong with a field, in both languages. `at` is a JSON pointer: `/<field>`,
 * `/<field>/<row>/<column>`.
 */
export interface FieldFault {
  readonly at: string
  readonly detail: Words
  /** The provisions that the value breaks. */
  readonly provisions?: readonly string[]
}

export interface CheckedFields {
  /** Values in their stored form; hidden and empty ones are left out. */
  readonly values: Record<string, unknown>
  /** Fields that were given but are hidden by their `when`. */
  readonly hidden: readonly string[]
  readonly faults: readonly FieldFault[]
}

/**
 * Checks what a person wrote against the fields of a form or register: every fault with its place
 * and a sentence. The form and the server check by it; the form without `WorldLookups`, which only
 * the server has.
 */
export function checkFields(
  fields: readonly Field[],
  values: FieldValues,
  context: FieldContext = {},
  options: CheckOptions = {},
): CheckedFields {
  const pointerTo = (id: string, below = ''): string =>
    `${options.pointer ?? ''}/${id.replaceAll('~', '~0').replaceAll('/', '~1')}${below}`
  const faults: FieldFault[] = []
  const { clean: cleanValues, wrong: faultyIds } = cleanFields(fields, values, context)
  for (const [id, found] of faultyIds)
    faults.push(...found.map(({ at, words }) => ({ at: pointerTo(id, at), detail: words })))
  const { hidden, required } = settle(fields, cleanValues, context)
  const settled = { ...context.conditions, ...cleanValues }
  const all = context.allFields ?? fields
  for (const field of fields) {
    if (hidden.has(field.id)) continue
    for (const detail of limitFaults(field, settled, all))
      faults.push({ at: pointerTo(field.id), detail })
    const untimely = untimelyMessage(field, cleanValues[field.id], context)
    if (untimely !== undefined) faults.push({ at: pointerTo(field.id), detail: untimely })
    const isMissing = cleanValues[field.id] === undefined && !faultyIds.has(field.id)
    if (!options.partial && isMissing && required(field))
      faults.push({ at: pointerTo(field.id), detail: sentences.missingMessage(field) })
    else if (
      !options.partial &&
      !faultyIds.has(field.id) &&
      field.must !== undefined &&
      isUnmet(
        field.must,
        { ...context.conditions, ...shapeOf(fields).blank, ...cleanValues },
        cleanValues[field.id],
      )
    )
      faults.push({
        at: pointerTo(field.id),
        detail: sentences.unmet(field),
        provisions: field.carries,
      })
  }
  for (const { id, more } of strangers(values, fields))
    faults.push({
      at: pointerTo(id),
      detail: more === 0 ? sentences.noField(id) : sentences.noFields(id, more),
    })
  const visibleFaults = faults.filter(
    (fault) =>
      ![...hidden].some(
        (id) => fault.at === pointerTo(id) || fault.at.startsWith(`${pointerTo(id)}/`),
      ),
  )
  return {
    values: cleanValues,
    hidden: [...hidden].filter((id) => !isEmpty(values[id])),
    faults: visibleFaults,
  }
}

/** Unknown names that get a fault each; the last fault gives the number of the others. */
const strangersSaid = 50

/** The names among the values that no field has. */
function strangers(
  values: FieldValues,
  fields: readonly Pick<Field, 'id'>[],
): readonly { readonly id: string; readonly more: number }[] {
  const known = new Set(fields.map((field) => field.id))
  const ids = Object.keys(values).filter((id) => !known.has(id))
  return ids.slice(0, strangersSaid).map((id, i) => ({
    id: id.slice(0, 100),
    more: i === strangersSaid - 1 ? ids.length - strangersSaid : 0,
  }))
}

/**
 * The fields in which valid values are not what they should be, by id: each is a finding on what
 * the field carries. A field that is not shown asks for nothing.
 */
export function findingsOf(
  fields: readonly Field[],
  values: FieldValues,
  context: Pick<FieldContext, 'conditions' | 'undecided'> = {},
): string[] {
  if (!fields.some((field) => field.should !== undefined)) return []
  const visible = visibleFields(fields, values, context.conditions)
  const scope = { ...context.conditions, ...shapeOf(fields).blank, ...values }
  return visible
    .filter((field) => isUnmet(field.should, scope, values[field.id]))
    .map((field) => field.id)
}

/** Whether a value is not as demanded; so is one for which the demand cannot be evaluated. */
function isUnmet(
  demand: Field['must'],
  scope: Readonly<Record<string, unknown>>,
  value: unknown,
): boolean {
  return demand !== undefined && demand.evaluate({ ...scope, value }) !== true
}

/** The provisions that these faults break, as grounds of the refusal. */
export function groundsOfFaults(faults: readonly Pick<FieldFault, 'provisions'>[]): {
  readonly grounds?: readonly Ground[]
} {
  const provisions = [...new Set(faults.flatMap((fault) => fault.provisions ?? []))]
  return provisions.length === 0 ? {} : { grounds: provisions.map((provision) => ({ provision })) }
}

/** What a form draws of a field: whether it is there, and whether it must be filled in. */
export interface FieldState {
  readonly shown: boolean
  readonly required: boolean
}

/**
 * The state of one of the fields under the present values, which may be wrong: what `checkFields`
 * would drop and ask for.
 */
export function fieldState(
  fields: readonly Field[],
  values: FieldValues,
  context: FieldContext,
  id: string,
): FieldState {
  const { clean } = cleanFields(fields, values, context)
  const { hidden, required } = settle(fields, clean, context)
  const field = fields.find((one) => one.id === id)
  return { shown: !hidden.has(id), required: field !== undefined && required(field) }
}

/**
 * The values that are right, in their stored form, and what is wrong with the others. Nothing is
 * said of empty ones.
 */
function cleanFields(fields: readonly Field[], values: FieldValues, lookups: FieldLookups) {
  const clean: Record<string, unknown> = {}
  const wrong = new Map<string, readonly ValueFault[]>()
  for (const field of fields) {
    const given = values[field.id]
    if (isEmpty(given)) continue
    const cleaned = cleanValue(field, given, lookups)
    if (!cleaned.ok) wrong.set(field.id, cleaned.faults)
    else if (!isEmpty(cleaned.value)) clean[field.id] = cleaned.value
  }
  return { clean, wrong }
}

/**
 * Which fields are hidden — their values are taken away — and which must be filled in, under the
 * values that are left.
 */
function settle(
  fields: readonly Field[],
  values: Record<string, unknown>,
  { conditions = {}, undecided }: FieldContext,
) {
  const hidden = hideFields(fields, values, conditions, undecided)
  let scope: Readonly<Record<string, unknown>> | undefined
  return {
    hidden,
    required: ({ required }: Field): boolean => {
      if (typeof required === 'boolean') return required
      scope ??= { ...conditions, ...shapeOf(fields).blank, ...values }
      return holds(required, scope, true, undecided)
    },
  }
}

/** The fields that hold under the present values, in order: what a form shows. */
export function visibleFields(
  fields: readonly Field[],
  values: FieldValues,
  conditions: Readonly<Record<string, unknown>> = {},
): readonly Field[] {
  const hidden = hideFields(fields, { ...values }, conditions)
  return fields.filter((field) => !hidden.has(field.id))
}

/**
 * Hides what does not hold and takes its value away: a condition sees no value of a field that is
 * hidden itself. Where conditions read each other in a
 * circle (only a kept edition may have one), what was hidden once stays hidden.
 */
function hideFields(
  fields: readonly Field[],
  values: Record<string, unknown>,
  conditions: Readonly<Record<string, unknown>>,
  tell?: TellUndecided,
): ReadonlySet<string> {
  const { blank, conditional, isChained } = shapeOf(fields)
  if (conditional.length === 0) return nothingHidden
  let hidden: ReadonlySet<string> = new Set()
  let undecided: Undecided[] = []
  for (let pass = 0; pass <= conditional.length * 2; pass += 1) {
    const scope: Record<string, unknown> = { ...conditions, ...blank, ...values }
    for (const id of hidden) scope[id] = undefined
    undecided = []
    const failing = conditional
      .filter((field) => !holds(field.when, scope, true, (one) => undecided.push(one)))
      .map(({ id }) => id)
    // Without a circle every pass settles what depends on what the last one settled.
    const next: ReadonlySet<string> = new Set(
      pass > conditional.length ? [...hidden, ...failing] : failing,
    )
    const isSettled = next.size === hidden.size && failing.every((id) => hidden.has(id))
    hidden = next
    if (isSettled || !isChained) break
  }
  for (const id of hidden) delete values[id]
  for (const one of undecided) tell?.(one)
  return hidden
}

const nothingHidden: ReadonlySet<string> = new Set()

/** What is the same for all values of the same fields. */
interface FormShape {
  /** Empties the earlier values of the fields being checked: they do not count. */
  readonly blank: Readonly<Record<string, undefined>>
  /** The fields that are there only under a condition. */
  readonly conditional: readonly Field[]
  /** Whether a condition reads a field that may be hidden itself. */
  readonly isChained: boolean
}

const shapes = new WeakMap<readonly Field[], FormShape>()

function shapeOf(fields: readonly Field[]): FormShape {
  let shape = shapes.get(fields)
  if (shape === undefined) {
    const conditional = fields.filter(({ when }) => when !== undefined)
    const ids = new Set(conditional.map(({ id }) => id))
    shape = {
      blank: Object.fromEntries(fields.map(({ id }) => [id, undefined])),
      conditional,
      isChained: conditional.some(({ when }) => when?.names.some((name) => ids.has(name))),
    }
    shapes.set(fields, shape)
  }
  return shape
}
