import type { Static, TSchema } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { validatorOf } from './validateInput.ts'

/**
 * What a JSON column holds, as its schema says. Refuses with `stored-unreadable`, which names what was to be read, where another version of
 * the program wrote it in another shape.
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

/** The same where one can go on without it: undefined where it has another shape. */
export function storedOr<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
): Static<Schema> | undefined {
  return validatorOf(schema).Check(value) ? (value as Static<Schema>) : undefined
}
