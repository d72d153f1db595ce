import { Type } from 'typebox'
import type { Static } from 'typebox'

/** Schemas that several parts of the contract of registers use. */

export const Id = Type.String({ format: 'uuid' })

/** Ids, separated by commas. */
export const Ids = (maxLength: number) =>
  Type.String({
    maxLength,
    pattern: '^(?:ID(?:,ID)*)?$'.replaceAll('ID', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
  })

export const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()])

export const Fields = Type.Record(Type.String(), Type.Unknown())

export const Levels = Type.Record(Type.String(), Type.Integer())

export const RegisterPath = Type.Object({ register: Type.String({ maxLength: 60 }) })

export const EntryPath = Type.Object({ register: Type.String({ maxLength: 60 }), id: Id })

export const Related = Type.Object({ id: Id, number: Type.String(), name: Type.String() })
export type Related = Static<typeof Related>
