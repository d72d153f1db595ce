import { Compile } from 'typebox/compile'
import type { Static, TSchema } from 'typebox'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { PlacedFault } from '#kernel/problems/index.ts'

const compiled = new WeakMap<TSchema, ReturnType<typeof Compile>>()

/** The input as its schema says, or a problem that names each faulty place. */
export function checked<Schema extends TSchema>(schema: Schema, input: unknown): Static<Schema> {
  let validator = compiled.get(schema)
  if (!validator) compiled.set(schema, (validator = Compile(schema)))
  if (validator.Check(input)) return input as Static<Schema>
  const faults: PlacedFault[] = validator.Errors(input).map((error) => ({ at: error.instancePath || '/', detail: sentence(error.keyword, error.message) }))
  throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
}

const sentences: Readonly<Record<string, string>> = {
  required: '必要な項目がありません。',
  type: '値の種類が違います。',
  enum: '選べない値です。',
  const: '選べない値です。',
  anyOf: '選べない値です。',
  format: '書き方が違います。',
  pattern: '書き方が違います。',
  minLength: '短すぎます。',
  maxLength: '長すぎます。',
  minimum: '小さすぎます。',
  maximum: '大きすぎます。',
  additionalProperties: '知らない項目があります。',
}

function sentence(keyword: string, message: string): string {
  return sentences[keyword] ?? `値が正しくありません（${message}）。`
}
