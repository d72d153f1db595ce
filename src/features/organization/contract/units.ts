import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import {
  Id,
  Title,
  Kana,
  Nullable,
  text,
  strict,
  IdPath,
  ChangeReceipt,
  LastDay,
} from './common.ts'

/** Units: the tree, create, change, end. */

export const NewUnit = Type.Object(
  {
    title: Title,
    kana: Type.Optional(Kana),
    parent: Type.Optional(Nullable(Id)),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 9999 })),
  },
  strict,
)

export const UnitChange = Type.Partial(NewUnit, strict)

export const UnitRow = Type.Object({
  id: Id,
  title: Type.String(),
  kana: Type.String(),
  parent: text,
  position: Type.Integer(),
  version: Type.Integer(),
  endedOn: text,
  /** No longer there: its last day is over, and nobody works in it. */
  ended: Type.Boolean(),
  people: Type.Integer(),
  /** The actor may look at how it does. */
  mayLook: Type.Boolean(),
  head: Nullable(Type.Object({ id: Id, name: Type.String(), post: Type.String() })),
})
export type UnitRow = Static<typeof UnitRow>

export const UnitsAnswer = Type.Object({
  units: Type.Array(UnitRow),
  abilities: Type.Array(Type.String()),
  /**
   * The posts that roles of the pack refer to; a post of the organisation is linked to one by its
   * `key`.
   */
  policyPosts: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
})
export type UnitsAnswer = Static<typeof UnitsAnswer>

export const unitEndpoints = {
  units: endpoint({
    method: 'GET',
    url: '/api/units',
    title: '所属の木',
    reply: UnitsAnswer,
  }),
  createUnit: endpoint({
    method: 'POST',
    url: '/api/units',
    title: '所属を作る',
    body: NewUnit,
    reply: ChangeReceipt,
    status: 201,
  }),
  updateUnit: endpoint({
    method: 'PATCH',
    url: '/api/units/:id',
    title: '所属を変える',
    ifMatch: true,
    params: IdPath,
    body: UnitChange,
    reply: ChangeReceipt,
  }),
  endUnit: endpoint({
    method: 'POST',
    url: '/api/units/:id/end',
    title: '所属を終わらせる',
    ifMatch: true,
    params: IdPath,
    body: LastDay,
    reply: ChangeReceipt,
  }),
}
