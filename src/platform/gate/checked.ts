import { Compile } from 'typebox/compile'
import type { Validator } from 'typebox/compile'
import type { Static, TSchema } from 'typebox'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { PlacedFault } from '#kernel/problems/index.ts'

const compiled = new WeakMap<TSchema, Validator>()

/** The compiled check of a schema; compiled when it is first asked for. */
export function validatorOf(schema: TSchema): Validator {
  let validator = compiled.get(schema)
  if (!validator) compiled.set(schema, (validator = Compile(schema)))
  return validator
}

/** The input as its schema says, or a problem that names each faulty place. */
export function checked<Schema extends TSchema>(schema: Schema, input: unknown): Static<Schema> {
  const validator = validatorOf(schema)
  if (validator.Check(input)) return storable(input) as Static<Schema>
  const faults: PlacedFault[] = validator.Errors(input).map((error) => ({
    at: error.instancePath || '/',
    detail: sentence(error.keyword, error.message),
  }))
  throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
}

/** The input, if the database can keep its texts: no NUL, no half of a surrogate pair. What stands under `fields` is left to the rules of fields, which name them. */
function storable(input: unknown): unknown {
  const faults: PlacedFault[] = []
  look(input, '', faults)
  if (faults.length > 0)
    throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
  return input
}

function look(value: unknown, at: string, faults: PlacedFault[]): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      faults.push({
        at: at || '/',
        detail: '使えない文字（制御文字など）があります。取り除いてください。',
      })
  } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    for (const [key, one] of Object.entries(value))
      if (key !== 'fields') look(one, `${at}/${key}`, faults)
  }
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
  uniqueItems: '同じものが二度あります。',
  additionalProperties: '知らない項目があります。',
}

function sentence(keyword: string, message: string): string {
  return sentences[keyword] ?? `値が正しくありません（${message}）。`
}
