import { compile } from '#kernel/packs/expressions/compile.ts'
import { scopeOf } from '#kernel/packs/expressions/environment.ts'
import { everywhere, fieldNames } from '#kernel/packs/expressions/names.ts'
import type { FieldName, ValueType } from '#kernel/packs/expressions/names.ts'
import { holds } from '#kernel/packs/expression.ts'
import type { Expression } from '#kernel/packs/expression.ts'
import type { FormAxis, FormField, Values } from './types.ts'

/** The conditions of a form, compiled with the same code as on the server. */
export interface Conditions {
  readonly shown: (field: FormField, values: Values) => boolean
  readonly required: (field: FormField, values: Values) => boolean
}

/** Compiles the conditions of a form. `given` are further names with their values (applicant, asset, today …) that the page knows.
 * What cannot be evaluated counts as it does on the server; a condition that does not compile here shows the field and does not require it. */
export function conditionsOf(
  fields: readonly FormField[],
  axes: readonly FormAxis[],
  given: Values,
): Conditions {
  const levels = new Map(axes.map((axis) => [axis.id, axis.levels.map((level) => level.value)]))
  const any: Record<string, ValueType> = Object.fromEntries(
    Object.keys(given).map((name) => [name, { kind: 'any' }]),
  )
  const scope = scopeOf({ ...any, ...everywhere, ...fieldNames(fields.map(nameOf), levels) })
  const compiled = new Map<string, Expression | undefined>()
  for (const source of fields.flatMap((field) => [field.whenSource, field.requiredSource])) {
    if (source !== undefined) compiled.set(source, compile(source, scope, 'condition').expression)
  }
  const classField = fields.find((field) => field.type === 'class')?.id
  const truth = (source: string | undefined, values: Values, otherwise: boolean): boolean => {
    const expression = source === undefined ? undefined : compiled.get(source)
    if (expression === undefined) return otherwise
    return holds(
      expression,
      {
        ...given,
        ...values,
        ...(classField === undefined ? {} : { class: values[classField] }),
      },
      true,
    )
  }
  return {
    shown: (field, values) => truth(field.whenSource, values, true),
    required: (field, values) =>
      field.required ||
      (field.requiredSource !== undefined && truth(field.requiredSource, values, false)),
  }
}

function nameOf({ id, type, options = [], columns = [], empty }: FormField): FieldName {
  return {
    id,
    type,
    empty,
    options: options.map((option) => option.id),
    columns: columns.map(nameOf),
  }
}
