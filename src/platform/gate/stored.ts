import type { Static, TSchema } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { validatorOf } from './validateInput.ts'

/**
 * Decodes the value of a JSON column by its schema. Refuses with `stored-unreadable`, which names
 * `what` was to be read, where another version of the program wrote it in another shape.
 */
export function stored<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
  what: string,
): Static<Schema> {
  const found = storedOr(schema, value)
  if (found !== undefined) return found
  const place = validatorOf(schema).Errors(value)[0]?.instancePath || '/'
  return refuse('stored-unreadable', { what, place })
}

/**
 * Like `stored`, but returns undefined where the value has another shape, for callers that can go
 * on without it.
 */
export function storedOr<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
): Static<Schema> | undefined {
  return validatorOf(schema).Check(value) ? (value as Static<Schema>) : undefined
}
