import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { validateInput } from '../gate/validateInput.ts'

/**
 * Paths and queries arrive as text: they are converted to the types of the schema, then checked. A
 * path that nothing can stand at is not found. An action checks its body itself.
 */
export const pathAndQueryValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  if (httpPart === 'body' || httpPart === 'headers') return () => true
  const parsers = parameterParsers(schema)
  return (data: unknown) => {
    try {
      return { value: validateInput(schema, convertParameters(data, parsers)) }
    } catch (error) {
      if (error instanceof ProblemError && httpPart === 'params')
        return { error: new ProblemError(problem('not-found', { what: nouns.page })) }
      if (error instanceof ProblemError) return { error }
      throw error
    }
  }
}

type ParameterParser = (text: string) => unknown

/**
 * Converters of parameters whose schema is not a text. Text that cannot be converted stays, and the
 * check refuses it.
 */
function parameterParsers(schema: TSchema): ReadonlyMap<string, ParameterParser> {
  const schemas = [schema, ...('allOf' in schema ? (schema.allOf as TSchema[]) : [])]
  const properties = schemas.flatMap((part) =>
    'properties' in part
      ? Object.entries(part.properties as Record<string, { readonly type?: string }>)
      : [],
  )
  return new Map(
    properties.flatMap(([name, { type }]): [string, ParameterParser][] => {
      if (type === 'integer' || type === 'number')
        return [[name, (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text)]]
      return type === 'boolean'
        ? [[name, (text) => (text === 'true' ? true : text === 'false' ? false : text)]]
        : []
    }),
  )
}

function convertParameters(data: unknown, parsers: ReadonlyMap<string, ParameterParser>): unknown {
  if (parsers.size === 0 || typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' ? (parsers.get(name)?.(value) ?? value) : value,
    ]),
  )
}
