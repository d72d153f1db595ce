import { compile } from '#kernel/packs/expressions/compile.ts'
import { createScope } from '#kernel/packs/expressions/environment.ts'
import { globalNames, namesOfFields } from '#kernel/packs/expressions/names.ts'
import type { FieldSymbol, ValueType } from '#kernel/packs/expressions/names.ts'
import type { Conditions } from './model.ts'
import type { FormAxis, FormField } from './types.ts'

/**
 * Compiles the conditions of a form as the server does. `context` lists the names that the page
 * knows besides its fields (applicant, asset, today …); `outer` are the fields of the enclosing
 * form. A condition with any other name does not compile: the form leaves it to the server.
 */
export function compileConditions(
  fields: readonly FormField[],
  axes: readonly FormAxis[],
  context: readonly string[],
  outer: readonly FormField[] = [],
): Conditions {
  const levels = new Map(axes.map((axis) => [axis.id, axis.levels.map((level) => level.value)]))
  const contextTypes: Record<string, ValueType> = Object.fromEntries(
    context.map((name) => [name, name === 'about' ? entries() : { kind: 'any' }]),
  )
  const scope = createScope({
    ...contextTypes,
    ...globalNames,
    ...namesOfFields([...outer, ...fields].map(fieldNameOf), levels),
  })
  const sources = fields
    .flatMap((field) => [field.whenSource, field.requiredSource])
    .filter((source) => source !== undefined)
  return new Map(sources.map((source) => [source, compile(source, scope, 'condition')]))
}

/** Of the entries of a case the page knows no more than which they are. */
const entries = (): ValueType => ({ kind: 'records', names: { id: { kind: 'text' } } })

function fieldNameOf({ id, type, options = [], columns = [], empty }: FormField): FieldSymbol {
  return {
    id,
    type,
    empty,
    options: options.map((option) => option.id),
    columns: columns.map(fieldNameOf),
  }
}
