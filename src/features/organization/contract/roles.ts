import { Type } from 'typebox'
import type { Static } from 'typebox'
import { cadences } from '#kernel/calendar/recurrence.ts'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Id, Nullable, text, Scope } from './common.ts'
import { SeatRow, AssignmentRow } from './assignments.ts'

/** Roles of the policy, their seats, and who acts for each today. */

export const ActingRow = Type.Object({
  seat: SeatRow,
  holders: Type.Array(
    Type.Object({ id: Id, name: Type.String(), via: Type.String(), present: Type.Boolean() }),
  ),
  acting: Nullable(
    Type.Object({
      id: Id,
      name: Type.String(),
      as: Type.String(),
      via: Type.String(),
      because: text,
      /** All others who may act as well: a seat may have several holders. */
      others: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    }),
  ),
  /** Vacant unless somebody is appointed; vacancy is not reported. */
  optional: Type.Boolean(),
  /** Everybody who may act here, in the order of the policy. */
  chain: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      as: Type.String(),
      via: Type.String(),
      present: Type.Boolean(),
    }),
  ),
  assignments: Type.Array(AssignmentRow),
  mayAppoint: Type.Boolean(),
})
export type ActingRow = Static<typeof ActingRow>

const CarriedItem = Type.Object({ title: Type.String(), carries: Type.Array(Type.String()) })

const OtherName = Type.Object({
  title: Type.String(),
  in: Type.String(),
  carries: Type.Array(Type.String()),
})

const RoleName = Type.Object({ id: Type.String(), title: Type.String() })

/** Every role by all its names, for the search. */
export const RoleNames = Type.Array(
  Type.Object({
    id: Type.String(),
    title: Type.String(),
    short: text,
    also: Type.Array(OtherName),
  }),
)
export type RoleNames = Static<typeof RoleNames>

export const RoleRow = Type.Object({
  id: Type.String(),
  title: Type.String(),
  short: text,
  scope: Scope,
  body: Type.Boolean(),
  carries: Type.Array(Type.String()),
  powers: Type.Array(CarriedItem),
  tasks: Type.Array(CarriedItem),
  /** Names of the same role in other rule books. */
  also: Type.Array(OtherName),
  /** Of a body: its chair, its secretary, and how often it meets. */
  chair: Nullable(RoleName),
  secretary: Nullable(RoleName),
  meets: Nullable(Type.Enum([...cadences])),
  /**
   * Its places are units or entries of a register; otherwise the name of a place is entered as
   * text.
   */
  listed: Type.Boolean(),
  seats: Type.Array(ActingRow),
  mayAppoint: Type.Boolean(),
})
export type RoleRow = Static<typeof RoleRow>

export const RolesAnswer = Type.Object({
  roles: Type.Array(RoleRow),
  looseEnds: Type.Array(Type.Object({ kind: Type.String(), seat: SeatRow, says: Type.String() })),
})
export type RolesAnswer = Static<typeof RolesAnswer>

export const roleEndpoints = {
  roles: endpoint({
    method: 'GET',
    url: '/api/roles',
    title: '役割と、今それを務める人',
    reply: RolesAnswer,
  }),
  roleNames: endpoint({
    method: 'GET',
    url: '/api/roles/names',
    title: '役割の名前（ほかの規程での名前も）',
    reply: RoleNames,
  }),
}
