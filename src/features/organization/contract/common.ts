import { Type } from 'typebox'
import type { TSchema } from 'typebox'

/** Schemas that several parts of the contract of the organization use. */

export const Id = Type.String({ format: 'uuid' })

export const Day = Type.String({ format: 'date' })

/** A visible name: not only blanks. */
export const Title = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })

export const Kana = Type.String({ maxLength: 100 })

export const Note = Type.String({ maxLength: 500 })

export const Phone = Type.String({ maxLength: 40 })

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const text = Nullable(Type.String())

export const strict = { additionalProperties: false } as const

export const Leads = Type.Union([
  Type.Literal('head'),
  Type.Literal('deputy'),
  Type.Literal('none'),
])

export const Scope = Type.Union([
  Type.Literal('organization'),
  Type.Literal('unit'),
  Type.Literal('system'),
  Type.Literal('service'),
  Type.Literal('area'),
  Type.Literal('engagement'),
])

export const IdPath = Type.Object({ id: Id })

export const ChangeReceipt = Type.Object({ id: Id, version: Type.Integer() })

export { Version } from '#kernel/contracts/version.ts'

export const LastDay = Type.Object({ on: Day }, strict)
