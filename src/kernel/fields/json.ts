import type { Expression } from '../packs/expression.ts'
import type { Field } from './types.ts'

/** A field as the screens receive it: conditions as their source text, to be evaluated there again. */
export interface FieldJson extends Omit<Field, 'when' | 'required'> {
  readonly whenSource?: string
  readonly required: boolean
  readonly requiredSource?: string
}

export function fieldToJson(field: Field): FieldJson {
  const { when, required, ...rest } = field
  return {
    ...rest,
    ...(when ? { whenSource: when.source } : {}),
    required: required === true,
    ...(typeof required === 'object' ? { requiredSource: (required as Expression).source } : {}),
  }
}
