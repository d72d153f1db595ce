import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import type { Span } from '../calendar/spans.ts'
import type { FieldJson } from './json.ts'
import type { DateMeaning, FieldType } from './types.ts'

const optional = Type.Optional

const parts = {
  id: Type.String(),
  title: Type.String(),
  type: Type.Unsafe<FieldType>({ type: 'string' }),
  help: optional(Type.String()),
  synonyms: optional(Type.Array(Type.String())),
  heading: optional(Type.String()),
  unit: optional(Type.String()),
  options: optional(Type.Array(Type.Object({ id: Type.String(), title: Type.String() }))),
  register: optional(Type.String()),
  empty: optional(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  after: optional(Type.String()),
  past: optional(Type.Boolean()),
  moment: optional(Type.Boolean()),
  meaning: optional(Type.Unsafe<DateMeaning>({ type: 'string' })),
  within: optional(
    Type.Object({
      count: Type.Integer(),
      unit: Type.Unsafe<Span['unit']>({ type: 'string' }),
      after: Type.String(),
    }),
  ),
  among: optional(Type.Unsafe<'about'>({ type: 'string' })),
  min: optional(Type.Number()),
  max: optional(Type.Number()),
  noMyNumber: optional(Type.Boolean()),
  search: Type.Boolean(),
  column: Type.Boolean(),
  carries: Type.Array(Type.String()),
  parts: optional(Type.Array(Type.String())),
  required: Type.Boolean(),
  requiredSource: optional(Type.String()),
  whenSource: optional(Type.String()),
} satisfies Readonly<Record<Exclude<keyof FieldJson, 'columns'>, TSchema>>

/**
 * A field in an answer, as `fieldToJson` gives it; the columns of a `rows` field have no columns of
 * their own.
 */
export const FieldSchema = Type.Object({
  ...parts,
  columns: optional(Type.Array(Type.Object(parts))),
})

/** An axis of the classification, for fields of the type `class`. */
export const AxisSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  levels: Type.Array(
    Type.Object({ value: Type.Integer(), title: Type.String(), criteria: Type.String() }),
  ),
})
