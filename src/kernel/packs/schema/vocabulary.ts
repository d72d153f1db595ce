import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { dateMeanings } from '../../fields/types.ts'

/**
 * The pieces that all files of a pack are written with. `description` is what a fault says is
 * wanted.
 */

const idPattern = '^[a-z][a-z0-9-]*$'
export const fieldIdPattern = '^[a-z][A-Za-z0-9]*$'
const numberPattern = '^[0-9]+$'

export const text = Type.String({ description: '文字', minLength: 1 })
export const ref = Type.Union([Type.String({ minLength: 1 }), Type.Number()], {
  description: '番号か文字',
})
export const flag = Type.Boolean({ description: 'true か false（キーだけなら true）' })
const anyNumber = Type.Number({ description: '数' })
export const wholeNumber = Type.Integer({ description: '0以上の整数', minimum: 0 })
export const positiveNumber = Type.Integer({ description: '1以上の整数', minimum: 1 })
export const condition = Type.String({ description: '式（"…" の中に書く）', minLength: 1 })
export const value = Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
  description: '式か値',
})
export const date = Type.String({
  description: '日付（2024-04-01 の形）',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
})

/** A closed choice of words. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Enum([...words], { description: `${words.join('、')} のどれか` })

/** One or a list of them. */
export const oneOrMany = <Schema extends TSchema>(schema: Schema, what: string) =>
  Type.Union([schema, Type.Array(schema)], { description: `${what}か、その並び` })
const refRange = map(
  { from: ref, to: ref, count: Type.Integer({ minimum: 2, description: '二つ以上の数' }) },
  ['from', 'to', 'count'],
  'from、to、count',
)
export const refs = oneOrMany(Type.Union([ref, refRange]), '条項の番号')
export const texts = oneOrMany(text, '文字')
export const whos = Type.Union([text, Type.Array(text, { minItems: 1 })], {
  description: '人か、一人以上の並び',
})

/** Who acts at a step: one or a list, each alone or with the condition under which it counts. */
const actor = Type.Union(
  [
    text,
    Type.Object(
      { who: text, when: Type.String({ minLength: 1 }) },
      { additionalProperties: false },
    ),
  ],
  { description: '人か、who と when' },
)
export const actors = Type.Union([...actor.anyOf, Type.Array(actor, { minItems: 1 })], {
  description: '人（who と when でもよい）か、一人以上の並び',
})

/** A map whose every value is there or not. */
export function map(
  properties: Record<string, TSchema>,
  required: readonly string[] = [],
  description = 'キーと値',
) {
  const optionalProperties: Record<string, TSchema> = {}
  for (const [key, schema] of Object.entries(properties))
    optionalProperties[key] = required.includes(key) ? schema : Type.Optional(schema)
  return Type.Object(optionalProperties, { additionalProperties: false, description })
}

/** A map from ids to values. */
export const byId = (schema: TSchema, what: string) =>
  Type.Record(Type.String({ pattern: idPattern }), schema, {
    additionalProperties: false,
    description: `id ごとの${what}`,
  })
export const byFieldId = (schema: TSchema, what: string) =>
  Type.Record(Type.String({ pattern: fieldIdPattern }), schema, {
    additionalProperties: false,
    description: `項目の id ごとの${what}`,
  })
export const byNumber = (schema: TSchema, what: string) =>
  Type.Record(Type.String({ pattern: numberPattern }), schema, {
    additionalProperties: false,
    description: `段階の数ごとの${what}`,
  })
export const byName = (schema: TSchema, what: string) =>
  Type.Record(Type.String(), schema, { description: what })

/** Which fields of a form carry which provision. */
export const carriedBy = byName(oneOrMany(text, '項目'), '条項ごとの項目')

/** What every mechanism may say. */
export const mechanism = { title: text, carries: refs, applies: condition }

export const options = Type.Array(
  Type.Union([text, map({ id: text, title: text }, ['id', 'title'])], {
    description: '選択肢の文字か、id と title',
  }),
  { description: '選択肢の並び' },
)
const column = map(
  {
    title: text,
    type: text,
    help: text,
    unit: text,
    required: flag,
    min: anyNumber,
    max: anyNumber,
    carries: refs,
    options,
  },
  ['title', 'type'],
  '欄（title と type など）',
)

const demand = Type.Union([Type.Literal(true), Type.String({ minLength: 1 })], {
  description: 'yes、選択肢の id、または value を使った式',
})

/** A month as packs write it. */
export const month = Type.String({ description: '月（10月 の形）', pattern: '^(1[0-2]|[1-9])月$' })

const fieldKeys = {
  title: text,
  type: text,
  help: text,
  synonyms: texts,
  heading: text,
  unit: text,
  required: Type.Union([Type.Boolean(), condition], { description: 'true か、式' }),
  when: condition,
  after: text,
  within: text,
  past: flag,
  moment: flag,
  meaning: oneOf(dateMeanings),
  min: anyNumber,
  max: anyNumber,
  search: flag,
  column: flag,
  carries: refs,
  options,
  columns: byFieldId(column, '欄'),
  empty: value,
  should: demand,
  must: demand,
}
const whatField = '項目（title と type など）'
export const fields = byFieldId(map(fieldKeys, ['title', 'type'], whatField), '項目')
/** Fields of a procedure, which the program may fill in by itself. */
export const caseFields = byFieldId(
  map(
    { ...fieldKeys, value: condition, from: text, among: oneOf(['about']) },
    ['title', 'type'],
    whatField,
  ),
  '項目',
)
const { required: _required, ...answerKeys } = fieldKeys
/** Items of a checklist: fields that can be wrong, or a title alone. */
export const items = byFieldId(
  Type.Union(
    [
      text,
      map({ ...answerKeys, ask: text, proof: oneOf(['photo', 'file']), applies: condition }, [
        'title',
      ]),
    ],
    { description: '点検の項目（文、または title と should など）' },
  ),
  '点検の項目',
)
/** The question with which a checklist looks at what it draws. */
export const view = map(
  { ...answerKeys, proof: oneOf(['photo', 'file']), applies: condition },
  [],
  '見方（type、should、carries など）',
)
