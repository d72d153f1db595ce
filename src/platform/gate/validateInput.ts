import { Compile } from 'typebox/compile'
import type { Validator } from 'typebox/compile'
import type { Static, TSchema } from 'typebox'
import { isStorable } from '#kernel/contracts/storable.ts'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'

const validators = new WeakMap<TSchema, Validator>()

/** The compiled validator of a schema. Compiled at the first call. */
export function validatorOf(schema: TSchema): Validator {
  let validator = validators.get(schema)
  if (!validator) validators.set(schema, (validator = Compile(schema)))
  return validator
}

/** The input, valid by its schema. Throws `input-invalid`, which names each faulty place. */
export function validateInput<Schema extends TSchema>(
  schema: Schema,
  input: unknown,
): Static<Schema> {
  const validator = validatorOf(schema)
  if (validator.Check(input)) return requireStorable(input) as Static<Schema>
  const faults: FaultWords[] = validator.Errors(input).map((error) => ({
    at: error.instancePath || '/',
    detail: faultMessage(error.keyword, error.message),
  }))
  throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
}

/**
 * The input, if the database can store its strings: without NUL and without unpaired surrogates.
 * The values of `fields` of the input are left to the rules of fields, which name the field.
 */
function requireStorable(input: unknown): unknown {
  const faults: FaultWords[] = []
  if (typeof input === 'object' && input !== null && 'fields' in input) {
    const { fields, ...rest } = input
    collectUnstorable(Object.keys(fields ?? {}), '/fields', faults)
    collectUnstorable(rest, '', faults)
  } else collectUnstorable(input, '', faults)
  if (faults.length > 0)
    throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
  return input
}

function collectUnstorable(value: unknown, at: string, faults: FaultWords[]): void {
  if (typeof value === 'string') {
    if (!isStorable(value))
      faults.push({
        at: at || '/',
        detail: {
          ja: '使えない文字（制御文字など）があります。取り除いてください。',
          en: 'It holds characters that cannot be kept (control characters and the like). Take them out.',
        },
      })
  } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) {
    for (const [key, child] of Object.entries(value)) {
      if (!isStorable(key)) collectUnstorable(key, at, faults)
      else collectUnstorable(child, `${at}/${key}`, faults)
    }
  }
}

const faultMessages: Readonly<Record<string, Words>> = {
  required: { ja: '必要な項目がありません。', en: 'Something that is needed is missing.' },
  type: { ja: '値の種類が違います。', en: 'The value is of the wrong kind.' },
  enum: { ja: '選べない値です。', en: 'This value cannot be chosen.' },
  const: { ja: '選べない値です。', en: 'This value cannot be chosen.' },
  anyOf: { ja: '選べない値です。', en: 'This value cannot be chosen.' },
  format: { ja: '書き方が違います。', en: 'It is not written as it should be.' },
  pattern: { ja: '書き方が違います。', en: 'It is not written as it should be.' },
  minLength: { ja: '短すぎます。', en: 'It is too short.' },
  maxLength: { ja: '長すぎます。', en: 'It is too long.' },
  minimum: { ja: '小さすぎます。', en: 'It is too small.' },
  maximum: { ja: '大きすぎます。', en: 'It is too large.' },
  uniqueItems: { ja: '同じものが二度あります。', en: 'The same stands there twice.' },
  additionalProperties: { ja: '知らない項目があります。', en: 'It has a field that is not known.' },
}

function faultMessage(keyword: string, message: string): Words {
  return (
    faultMessages[keyword] ?? {
      ja: `値が正しくありません（${message}）。`,
      en: `The value is not right (${message}).`,
    }
  )
}
