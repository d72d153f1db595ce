import { Type } from 'typebox'
import type { Static } from 'typebox'
import { FieldSchema } from '#kernel/fields/schema.ts'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Id, Nullable, RegisterPath } from './common.ts'

/** Registers as the pack defines them, and what the reader may do in them. */

export const RegisterSummary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  /** The section under which it is shown, and what is found in it. */
  group: Nullable(Type.String()),
  use: Nullable(Type.String()),
  /** Other words by which people look for it. */
  words: Type.Array(Type.String()),
  belongsTo: Type.String(),
  /** Which of its entries the actor may read. Where not all, a count of 0 does not say that there is none. */
  reads: Type.Enum(['all', 'some', 'none']),
  mayWrite: Type.Boolean(),
  /** There is an entry that the actor may add: buttons ask what the server will. */
  mayAdd: Type.Boolean(),
  /**
   * Number of entries that the actor may read, up to a limit, and how many of them are past their
   * retention.
   */
  count: Type.Integer(),
  expired: Type.Integer(),
})
export type RegisterSummary = Static<typeof RegisterSummary>

/** An axis of the classification, with the provisions of its levels. */
const RegisterAxis = Type.Object({
  id: Type.String(),
  title: Type.String(),
  levels: Type.Array(
    Type.Object({
      value: Type.Integer(),
      title: Type.String(),
      criteria: Type.String(),
      examples: Type.Array(Type.String()),
      carries: Type.Array(Type.String()),
    }),
  ),
})
type RegisterAxis = Static<typeof RegisterAxis>

/** A register as the pack defines it, and what the reader may do in it. */
export const RegisterView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  belongsTo: Type.Enum(['unit', 'organization']),
  nameField: Type.String(),
  classField: Nullable(Type.String()),
  retentionField: Nullable(Type.String()),
  /** Some of its fields say what their value should be. */
  judged: Type.Boolean(),
  fields: Type.Array(FieldSchema),
  /** Fields that are filled later in the life of an entry. */
  later: Type.Array(Type.String()),
  filterable: Type.Array(Type.String()),
  states: Type.Array(Type.String()),
  /** The states that people may set by hand, by the present state. */
  byHand: Type.Record(Type.String(), Type.Array(Type.String())),
  endedStates: Type.Array(Type.String()),
  disposal: Nullable(Type.String()),
  units: Type.Array(Type.Object({ id: Id, title: Type.String(), writable: Type.Boolean() })),
  carries: Type.Array(Type.String()),
  mayWrite: Type.Boolean(),
  mayAdd: Type.Boolean(),
  /** Files can be imported: by who adds or changes entries, and by administrators. */
  mayImport: Type.Boolean(),
  /**
   * `reached`: other registers say who can reach its entries. `counted`: other registers count uses
   * of them. `diagram`: title of the diagram of the register. `stocktake`: stocktakes are taken of
   * it.
   */
  reached: Type.Boolean(),
  counted: Type.Boolean(),
  diagram: Nullable(Type.String()),
  stocktake: Type.Boolean(),
  /** Its entries are places of roles. */
  placed: Type.Boolean(),
  axes: Type.Array(RegisterAxis),
})
export type RegisterView = Static<typeof RegisterView>

export const registerEndpoints = {
  registers: endpoint({
    method: 'GET',
    url: '/api/registers',
    title: '台帳の一覧',
    reply: Type.Array(RegisterSummary),
  }),
  register: endpoint({
    method: 'GET',
    url: '/api/registers/:register',
    title: '台帳の定義',
    params: RegisterPath,
    reply: RegisterView,
  }),
}
