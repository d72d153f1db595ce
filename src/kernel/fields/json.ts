import type { Expression } from '../packs/expression.ts'
import type { Field } from './types.ts'

/**
 * A field as the screens receive it: conditions as their source text, to be evaluated there again.
 * What a value shall be, and what is known of it already, is for the server to say.
 */
export interface FieldJson extends Omit<
  Field,
  'when' | 'required' | 'columns' | 'should' | 'must' | 'from'
> {
  readonly whenSource?: string
  readonly required: boolean
  readonly requiredSource?: string
  readonly columns?: readonly FieldJson[]
}

/** The form of a field that goes over the wire. */
export function fieldToJson(field: Field): FieldJson {
  const { when, columns, should: _should, must: _must, from: _from, ...rest } = field
  // The present stands for a moment that is left empty.
  const required = field.moment === true ? false : field.required
  return {
    ...rest,
    ...(when ? { whenSource: when.source } : {}),
    ...(columns ? { columns: columns.map(fieldToJson) } : {}),
    required: required === true,
    ...(typeof required === 'object' ? { requiredSource: (required as Expression).source } : {}),
  }
}
