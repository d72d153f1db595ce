import fc from 'fast-check'
import { expect, test } from 'vitest'
import { responseSerializer } from '#platform/http/responseSerializer.ts'
import type { Route } from '#platform/http/route.ts'
import { routes } from '../../src/apps/routes.ts'

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly $ref?: string
}

/** A value that its schema allows, and the same with properties that the schema does not name. */
type Pair = readonly [clean: unknown, more: unknown]
type Pairs = fc.Arbitrary<Pair>

const both = (values: fc.Arbitrary<unknown>): Pairs => values.map((value): Pair => [value, value])
const trouble = [
  '',
  '関所',
  '"',
  '\\',
  '\u0000\u001f\u007f\n\r\t',
  '\u2028\u2029',
  '</script>',
  '"関"\\',
  '𠮷野家👩‍👩‍👧',
  'あ'.repeat(60),
  `${'い"'.repeat(40)}\u0007`,
]
const text = ({
  minLength = 0,
  maxLength = Infinity,
}: {
  readonly minLength?: number
  readonly maxLength?: number
}): fc.Arbitrary<string> => {
  const fits = ({ length }: string): boolean => length >= minLength && length <= maxLength
  const bounds = { minLength, maxLength: Math.min(maxLength, minLength + 40) }
  const known = trouble.filter(fits)
  // A character may be two units: what is too long for it is cut.
  const cut = fc.string({ unit: 'binary', ...bounds }).map((value) => value.slice(0, maxLength))
  return fc.oneof(...(known.length > 0 ? [fc.constantFrom(...known)] : []), cut, fc.string(bounds))
}

const written: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  date: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  'date-time': fc
    .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
}

type Named = Readonly<Record<string, Schema>>

/**
 * Values of a schema. Its references are in the `$defs` around it, and are nested at most three
 * deep.
 */
function pairs(schema: Schema, around: Named = {}, depth = 0): Pairs {
  const named = { ...around, ...schema.$defs }
  if (schema.$ref !== undefined)
    return pairs(named[schema.$ref] ?? unknown(schema), named, depth + 1)
  if ('const' in schema) return both(fc.constant(schema.const))
  if (schema.enum) return both(fc.constantFrom(...schema.enum))
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => pairs(one, named, depth)))
  if (schema.allOf)
    return object(
      schema.allOf.reduce(
        (whole, part) => ({
          properties: { ...whole.properties, ...part.properties },
          required: [...(whole.required ?? []), ...(part.required ?? [])],
        }),
        {},
      ),
      named,
      depth,
    )
  switch (schema.type) {
    case undefined:
      return both(fc.oneof(fc.jsonValue({ stringUnit: 'binary' }), text({})))
    case 'null':
      return both(fc.constant(null))
    case 'boolean':
      return both(fc.boolean())
    case 'integer':
      return both(
        fc.maxSafeInteger().map((value) => {
          const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = schema
          const range = BigInt(maximum) - BigInt(minimum) + 1n
          const offset = (((BigInt(value) - BigInt(minimum)) % range) + range) % range
          return Number(BigInt(minimum) + offset)
        }),
      )
    case 'number':
      return both(
        fc.oneof(
          fc.double({
            noNaN: true,
            noDefaultInfinity: true,
            min: schema.minimum ?? -Number.MAX_VALUE,
            max: schema.maximum ?? Number.MAX_VALUE,
          }),
          fc.integer().filter(within(schema)),
        ),
      )
    case 'string':
      return both(
        schema.format === undefined ? text(schema) : (written[schema.format] ?? unknown(schema)),
      )
    case 'array':
      return fc
        .array(depth < 3 ? pairs(schema.items ?? {}, named, depth) : both(fc.constant(null)), {
          maxLength: depth < 3 ? Math.min(schema.maxItems ?? 3, 3) : 0,
          minLength: schema.minItems ?? 0,
        })
        .map((items): Pair => [items.map(([clean]) => clean), items.map(([, more]) => more)])
    case 'object':
      return schema.properties ? object(schema, named, depth) : mapOf(schema)
    default:
      return unknown(schema)
  }
}

const within =
  ({ minimum = -Infinity, maximum = Infinity }: Schema) =>
  (value: number): boolean =>
    value >= minimum && value <= maximum

function unknown(schema: Schema): never {
  throw new Error(`the generator knows no such schema: ${JSON.stringify(schema).slice(0, 200)}`)
}

/** Optional properties are present, left out, or undefined. */
function object(
  { properties = {}, required = [], additionalProperties }: Schema,
  named: Named,
  depth: number,
): Pairs {
  const arbitraries = Object.entries(properties).map(([name, schema]) => {
    const value = pairs(schema, named, depth).map((pair): readonly Pair[] => [pair])
    const there: fc.Arbitrary<readonly Pair[]> = required.includes(name)
      ? value
      : fc.oneof(value, fc.constantFrom([], [[undefined, undefined] as const]))
    return there.map((pair) => pair.map(([clean, more]) => [name, clean, more] as const))
  })
  const others =
    typeof additionalProperties === 'object'
      ? fc.constant({})
      : fc.constantFrom({}, { passwordHash: 'leaked' }, { 漏: { passwordHash: 'leaked' } })
  return fc
    .tuple(fc.tuple(...arbitraries), others)
    .map(([entries, other]): Pair => [
      Object.fromEntries(entries.flat().map(([name, clean]) => [name, clean])),
      { ...other, ...Object.fromEntries(entries.flat().map(([name, , more]) => [name, more])) },
    ])
}

function mapOf({ patternProperties, additionalProperties }: Schema): Pairs {
  const of =
    Object.values(patternProperties ?? {})[0] ??
    (typeof additionalProperties === 'object' ? additionalProperties : {})
  return fc
    .dictionary(text({}), pairs(of), { maxKeys: 4 })
    .map((map): Pair => [mapped(map, 0), mapped(map, 1)])
}

const mapped = (map: Readonly<Record<string, Pair>>, which: 0 | 1): unknown =>
  Object.fromEntries(Object.entries(map).map(([key, pair]) => [key, pair[which]]))

const answering = routes.filter(
  (route): route is Route & { readonly reply: object } => route.reply !== undefined,
)

test.each(answering.map((route) => [`${route.method} ${route.url}`, route] as const))(
  '%s answers what its schema allows as JSON would, and nothing else',
  (_name, route) => {
    const write = responseSerializer({
      schema: route.reply as never,
      method: route.method,
      url: route.url,
    })
    fc.assert(
      fc.property(pairs(route.reply as Schema), ([clean, more]) => {
        const expected: unknown = JSON.parse(JSON.stringify(clean))
        expect(JSON.parse(write(clean))).toEqual(expected)
        expect(JSON.parse(write(more))).toEqual(expected)
      }),
      { numRuns: 60, seed: 20261121 },
    )
  },
)
