import { checkFields, fieldState } from '#kernel/fields/check.ts'
import type {
  CheckedFields,
  CheckOptions,
  FieldContext,
  FieldFault,
  FieldState,
} from '#kernel/fields/check.ts'
import { dayOf } from '#kernel/calendar/days.ts'
import type { WorldLookups } from '#kernel/fields/clean.ts'
import { isEmpty } from '#kernel/fields/empty.ts'
import { farDates, holdDates } from '#kernel/fields/farDates.ts'
import type { FarDate } from '#kernel/fields/farDates.ts'
import type { Field } from '#kernel/fields/types.ts'
import type { Expression } from '#kernel/packs/expression.ts'
import type { FormAxis, FormField, Values } from './types.ts'

/**
 * Compiled conditions by their source; a condition that the form cannot evaluate has no expression.
 */
export type Conditions = ReadonlyMap<
  string,
  { readonly expression?: Expression; readonly uses: readonly string[] }
>

/** The context of a check: that of the server without the lookups that only the server can do. */
type FormContext = Omit<FieldContext, keyof WorldLookups>

/** The result of checking a form. */
interface CheckedForm {
  /** The values of the shown fields in their stored form; empty and wrong values are as typed. */
  readonly sent: Values
  /** Faults with JSON pointers below the form: `/<field>`, `/<field>/<row>/<column>`. */
  readonly faults: readonly FieldFault[]
}

/**
 * The fields of a form and their check by the kernel. `context` has the values of further names
 * that conditions use.
 */
export interface FormModel {
  readonly fields: readonly FormField[]
  readonly check: (values: Values, extra?: Values) => CheckedForm
  /** The dates of shown fields that lie far from today and did not stand there before. */
  readonly farDates: (values: Values, before: Values, extra?: Values) => readonly FarDate[]
  /**
   * The values that conditions of sections can read: the valid values of shown fields, in their
   * stored form, and their class.
   */
  readonly visibleValues: (values: Values) => Values
  /** Whether a field is shown and required. `values` needs only the fields that `reads` names. */
  readonly stateOf: (id: string, values: Values, extra?: Values) => FieldState
  /**
   * The names (ids of fields, and others) that decide whether a field is shown and required: those
   * in its conditions, and in the conditions of the fields named there.
   */
  readonly reads: (id: string) => ReadonlySet<string>
}

/**
 * Makes the model of a form. `axes` is empty where the form has no field of the type `class`; `now`
 * is what has happened by, in fields that say when something did.
 */
export function formModel(
  formFields: readonly FormField[],
  conditions: Conditions,
  axes: readonly FormAxis[],
  context: Values,
  now: () => Date = () => new Date(),
): FormModel {
  const fields = formFields.map((field) => fieldOf(field, conditions))
  const classField = fields.find((field) => field.type === 'class')?.id
  const reads = new Map(formFields.map(({ id }) => [id, namesRead(id, formFields, conditions)]))
  const contextOf = (values: Values, extra: Values): FormContext => ({
    ...(axes.length > 0 && { classification: { axes } }),
    now: now(),
    conditions: {
      ...context,
      ...extra,
      ...(classField === undefined ? {} : { class: values[classField] }),
    },
  })
  const check = (values: Values, extra: Values, options: CheckOptions): CheckedFields =>
    checkFields(fields, own(fields, values), contextOf(values, extra), options)
  const stateOf = (id: string, values: Values, extra: Values = {}): FieldState => {
    const names = reads.get(id)
    const deciding = fields.filter((field) => field.id === id || names?.has(field.id))
    return fieldState(deciding, own(deciding, values), contextOf(values, extra), id)
  }
  return {
    fields: formFields,
    check: (values, extra = {}) => {
      const whole = asSent(values)
      const { values: cleaned, faults } = check(whole, extra, {})
      const sent = fields
        .filter(({ id, when }) => when === undefined || stateOf(id, whole, extra).shown)
        .map(({ id }) => [id, cleaned[id] ?? whole[id]] as const)
        .filter(([, value]) => value !== undefined)
      return { sent: Object.fromEntries(sent), faults }
    },
    farDates: (values, before, extra = {}) =>
      holdDates(fields)
        ? farDates(
            fields,
            check(asSent(values), extra, { partial: true }).values,
            dayOf(now()),
            before,
          )
        : [],
    visibleValues: (values) => {
      const { values: cleaned } = check(asSent(values), {}, { partial: true })
      return classField === undefined ? cleaned : { ...cleaned, class: cleaned[classField] }
    },
    stateOf,
    reads: (id) => reads.get(id) ?? new Set(),
  }
}

/**
 * The field as the kernel checks it. Where the form cannot evaluate whether it is shown, the server
 * alone checks whether it is filled in.
 */
function fieldOf(field: FormField, conditions: Conditions): Field {
  const { whenSource, requiredSource, required, carries = [], columns, ...rest } = field
  const expressionOf = (source: string | undefined): Expression | undefined =>
    source === undefined ? undefined : conditions.get(source)?.expression
  const when = expressionOf(whenSource)
  const isOpen = whenSource !== undefined && when === undefined
  return {
    ...rest,
    ...(columns && { columns: columns.map((column) => fieldOf(column, conditions)) }),
    ...(when && { when }),
    required: !isOpen && (required || (expressionOf(requiredSource) ?? false)),
    search: false,
    column: false,
    carries,
  }
}

function namesRead(
  id: string,
  fields: readonly FormField[],
  conditions: Conditions,
): ReadonlySet<string> {
  const names = new Set<string>()
  const classField = fields.find((field) => field.type === 'class')?.id
  const add = (source: string | undefined): void => {
    for (const used of (source === undefined ? undefined : conditions.get(source)?.uses) ?? []) {
      const name = used === 'class' && classField !== undefined ? classField : used
      if (names.has(name)) continue
      names.add(name)
      add(fields.find((field) => field.id === name)?.whenSource)
    }
  }
  const field = fields.find((candidate) => candidate.id === id)
  add(field?.whenSource)
  add(field?.requiredSource)
  return names
}

function own(fields: readonly Field[], values: Values): Values {
  return Object.fromEntries(
    fields.map(({ id }) => [id, values[id]]).filter(([, value]) => !isEmpty(value)),
  )
}

/**
 * The values after a round trip through JSON, so that the check sees what the server will receive.
 */
function asSent(values: Values): Values {
  return JSON.parse(JSON.stringify(values))
}
