import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { outcomes } from '#kernel/rounds/index.ts'

export const Id = Type.String({ format: 'uuid' })
export const Moment = Type.String({ format: 'date-time' })
export const Nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
export const Comment = Type.String({ maxLength: 2000 })
export const Files = Type.Array(Id, { maxItems: 10 })
export const Outcome = Type.Enum([...outcomes])
export const Carries = Type.Array(Type.String())

/** What a thing, unit or person is called where it is asked about, and where its page is. */
export const SubjectView = Type.Object({
  /** '' is the organisation. */
  id: Type.String(),
  title: Type.String(),
  unit: Nullable(Type.String()),
  href: Nullable(Type.String()),
})

export const Page = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}

/** How many occurrences of a turn stand how. `late` and `findings` are counted apart from the rest. */
export const Progress = Type.Object({
  total: Type.Integer(),
  closed: Type.Integer(),
  late: Type.Integer(),
  findings: Type.Integer(),
})
