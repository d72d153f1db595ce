import type { JsonSchema, Operation, Parameter } from './document.ts'
import { hostileBodies, hostileHeaders, hostileTexts, hostileValues } from './values.ts'

/** A request as it goes to the server. */
export interface Call {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string | Buffer
}

/** A request of this operation that the server would accept: real ids, a valid body. */
export interface Example {
  readonly path: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly ifMatch?: number
}

/** Numbers from 0 (inclusive) to 1 that follow a seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Place = 'path' | 'query' | 'header' | 'body'

/**
 * One call of an operation with a hostile value in at least one place. `cursors`: positions that
 * other lists gave out.
 */
export function hostileCall(
  operation: Operation,
  example: Example | undefined,
  random: () => number,
  cursors: readonly string[],
): Call {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query')
  const hasBody = operation.method !== 'GET'
  const places: Place[] = [
    ...(inPath.length > 0 ? (['path'] as const) : []),
    ...(inQuery.length > 0 ? (['query', 'query'] as const) : []),
    ...(hasBody ? (['body', 'body', 'body'] as const) : []),
    'header',
  ]
  const hurt = new Set(Array.from({ length: random() < 0.3 ? 2 : 1 }, () => pick(places)))
  const texts = random() < 0.15 && cursors.length > 0 ? cursors : hostileTexts

  const spoiled = hurt.has('path') ? pick(inPath).name : undefined
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === spoiled
      ? inUrl(pick(texts), random)
      : encodeURIComponent(example?.path[name] ?? sampleText(inPath, name)),
  )
  const query: [string, string][] = Object.entries(example?.query ?? {}).map(([name, value]) => [
    name,
    encodeURIComponent(value),
  ])
  for (const parameter of inQuery)
    if (parameter.required && !query.some(([name]) => name === parameter.name))
      query.push([parameter.name, encodeURIComponent(String(valueOf(parameter.schema, random)))])
  if (hurt.has('query')) {
    const { name } = pick(inQuery)
    const times = random() < 0.1 ? 2 : 1
    for (let i = 0; i < times; i++) query.push([name, inUrl(pick(texts), random)])
    if (random() < 0.1) query.push([inUrl(pick(hostileTexts), random), '1'])
  }
  const counted = query.filter(
    ([name], i) => !hurt.has('query') || query.findLastIndex(([other]) => other === name) === i,
  )
  const headers: Record<string, string> =
    example?.ifMatch === undefined ? {} : { 'if-match': `"${example.ifMatch}"` }
  const payload = hasBody
    ? bodyOf(operation, example, hurt.has('body'), random, headers)
    : undefined
  if (hurt.has('header')) {
    const [name, value] = pick(hostileHeaders)
    headers[name] = value
  }
  const search = (random() < 0.9 ? counted : query).map((pair) => pair.join('=')).join('&')
  return {
    method: operation.method,
    url: search === '' ? path : `${path}?${search}`,
    headers,
    ...(payload === undefined ? {} : { payload }),
  }
}

/** A text as part of an address: encoded, encoded twice, or as bytes that are no UTF-8. */
function inUrl(text: string, random: () => number): string {
  const kind = random()
  if (kind < 0.05) return '%ED%A0%80'
  if (kind < 0.1) return '%FF%FE'
  if (kind < 0.15) return '%'
  const encoded = encodeURIComponent(text.toWellFormed())
  return (kind < 0.25 ? encodeURIComponent(encoded) : encoded).slice(0, 12_000)
}

function sampleText(parameters: readonly Parameter[], name: string): string {
  const schema = parameters.find((parameter) => parameter.name === name)?.schema ?? {}
  return String(valueOf(schema, () => 0))
}

function bodyOf(
  operation: Operation,
  example: Example | undefined,
  hurt: boolean,
  random: () => number,
  headers: Record<string, string>,
): string | Buffer {
  if (operation.upload) {
    const boundary = 'hostile'
    headers['content-type'] = `multipart/form-data; boundary=${boundary}`
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!
    const name = pick(hostileTexts)
      .replaceAll(/["\r\n]/g, '')
      .slice(0, 300)
    const content = pick([...hostileBodies, 'PK\x03\x04broken', '%PDF-1.7 broken', '氏名,番号\n"'])
    const part = `--${boundary}\r\ncontent-disposition: form-data; name="${random() < 0.8 ? 'file' : 'other'}"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`
    const end = random() < 0.8 ? `\r\n--${boundary}--\r\n` : ''
    return Buffer.concat([
      ...(random() < 0.5
        ? [
            Buffer.from(
              `--${boundary}\r\ncontent-disposition: form-data; name="${pick(['on', 'title', 'kind', '__proto__'])}"\r\n\r\n${pick(hostileTexts)}\r\n`,
            ),
          ]
        : []),
      Buffer.from(part),
      Buffer.from(content),
      Buffer.from(end),
    ])
  }
  headers['content-type'] = 'application/json'
  if (hurt && random() < 0.15) return hostileBodies[Math.floor(random() * hostileBodies.length)]!
  const valid = example?.body ?? valueOf(operation.body ?? {}, random) ?? {}
  const value = hurt ? spoil(valid, operation.body ?? {}, random) : valid
  return JSON.stringify(value) ?? ''
}

/** The value with something hostile at one place of it. */
function spoil(value: unknown, schema: JsonSchema, random: () => number): unknown {
  const hostile = (): unknown => hostileValues[Math.floor(random() * hostileValues.length)]
  if (random() < 0.1) return hostile()
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.2)
      return Array.from({ length: 1 + Math.floor(random() * 3) }, hostile)
    const at = Math.floor(random() * value.length)
    return value.map((item, i) => (i === at ? spoil(item, schema.items ?? {}, random) : item))
  }
  if (typeof value !== 'object' || value === null) return hostile()
  const names = [...new Set([...Object.keys(value), ...Object.keys(schema.properties ?? {})])]
  if (names.length === 0 || random() < 0.1)
    return {
      ...value,
      [hostileTexts[Math.floor(random() * hostileTexts.length)]!.slice(0, 200)]: hostile(),
    }
  const name = names[Math.floor(random() * names.length)]!
  const before = (value as Readonly<Record<string, unknown>>)[name]
  if (random() < 0.1)
    return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))
  return {
    ...value,
    [name]:
      before !== undefined && typeof before === 'object' && random() < 0.7
        ? spoil(before, schema.properties?.[name] ?? {}, random)
        : hostile(),
  }
}

/** A value that a schema describes. */
function valueOf(schema: JsonSchema, random: () => number): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[Math.floor(random() * schema.enum.length)]
  if (schema.anyOf)
    return valueOf(schema.anyOf[Math.floor(random() * schema.anyOf.length)]!, random)
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => valueOf(part, random))) as unknown
  if (schema.type === 'object' || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => schema.required?.includes(name) || random() < 0.5)
        .map(([name, property]) => [name, valueOf(property, random)]),
    )
  if (schema.type === 'array') return random() < 0.5 ? [] : [valueOf(schema.items ?? {}, random)]
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return random() < 0.5
  if (schema.type === 'null') return null
  if (schema.format === 'uuid') return '00000000-0000-7000-8000-000000000000'
  if (schema.format === 'date') return '2026-11-04'
  if (schema.format === 'date-time') return '2026-11-04T09:00:00+09:00'
  if (schema.format === 'email') return 'a@example.jp'
  return 'a'.repeat(Math.max(1, schema.minLength ?? 1))
}
