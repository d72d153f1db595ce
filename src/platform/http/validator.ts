import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { ProblemError } from '#kernel/problems/index.ts'
import { checked } from '../gate/checked.ts'

/** Paths and queries arrive as text: they are converted to what the schema says, then checked. Bodies are checked by the action itself. */
export const pathAndQueryValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  if (httpPart === 'body' || httpPart === 'headers') return () => true
  return (data: unknown) => {
    try {
      return { value: checked(schema, Value.Convert(schema, data)) }
    } catch (error) {
      if (error instanceof ProblemError) return { error }
      throw error
    }
  }
}
