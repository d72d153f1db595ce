import fastJson from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify'

type Json = { readonly [key: string]: unknown }

/** Answers are written as their schemas say: what a schema does not name never leaves. */
export const answerWriter: FastifySerializerCompiler<Json> = ({ schema }) =>
  fastJson(plainer(schema) as fastJson.Schema)

/** The same schema, in the words that take the writer least: «this or null» without trying one after the other, maps without trying each key, and what may be anything as it is. */
export function plainer(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plainer)
  if (typeof schema !== 'object' || schema === null) return schema
  const plain = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      maps.has(key) ? mapped(value as Json) : nesting.has(key) ? plainer(value) : value,
    ]),
  ) as Json
  return orNull(plain) ?? map(plain) ?? plain
}

const maps = new Set(['properties', '$defs'])
const nesting = new Set(['items', 'anyOf', 'allOf', 'oneOf', 'additionalProperties'])

const mapped = (properties: Json): Json =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plainer(value)]))

function orNull({ anyOf, ...rest }: Json): Json | undefined {
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return undefined
  const other = (anyOf as Json[]).find((one) => one['type'] !== 'null')
  const single =
    other !== undefined &&
    anyOf.some((one: Json) => one['type'] === 'null') &&
    typeof other['type'] === 'string'
  return single ? { ...rest, ...other, nullable: true } : undefined
}

function map({ patternProperties, ...rest }: Json): Json | undefined {
  const patterns = Object.entries(patternProperties ?? {})
  if (patterns.length !== 1 || patterns[0]![0] !== '^.*$' || rest['properties'] !== undefined)
    return undefined
  const of = plainer(patterns[0]![1]) as Json
  return Object.keys(of).length === 0 ? {} : { ...rest, additionalProperties: of }
}
