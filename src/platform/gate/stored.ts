import type { Static, TSchema } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { validatorOf } from './validateInput.ts'

/**
 * The value of a JSON column, valid by its schema. Refuses with `stored-unreadable`, which names
 * `what`, where the value has another shape because another version of the program wrote it.
 */
export function stored<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): Static<Schema> {
  const valid = storedOr(schema, value)
  if (valid !== undefined) return valid
  const place = validatorOf(schema).Errors(value)[0]?.instancePath || '/'
  return refuse('stored-unreadable', { what, place })
}

/** The value of a JSON column; undefined where it has another shape. */
export function storedOr<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
): Static<Schema> | undefined {
  return validatorOf(schema).Check(value) ? (value as Static<Schema>) : undefined
}
