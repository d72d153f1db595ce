import { Type } from 'typebox'
import type { TSchema } from 'typebox'

/** Schemas that several files of this contract use. */

export const Id = Type.String({ format: 'uuid' })

/** Values of fields, by the id of the field. */
export const Values = Type.Record(Type.String(), Type.Unknown())

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const TextOrNull = orNull(Type.String())

/** Provisions of the policy by their references, such as `2-1(1)`. */
export const ProvisionRefs = Type.Array(Type.String())

export const IdAndName = Type.Object({ id: Type.String(), name: Type.String() })
export const Tone = Type.Enum(['good', 'bad', 'neutral'])

/** The path of addresses of one case, exception, review or signature. */
export const CasePath = Type.Object({ id: Id })

export const CaseFilePath = Type.Object({ id: Id, file: Id })
