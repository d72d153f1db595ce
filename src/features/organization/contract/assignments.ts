import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import {
  Id,
  Day,
  Note,
  Nullable,
  text,
  strict,
  Scope,
  IdPath,
  ChangeReceipt,
  LastDay,
} from './common.ts'

/** Assignments of roles to persons and posts. */

export const Appointment = Type.Object(
  {
    role: Type.String({ maxLength: 60 }),
    scope: Scope,
    scopeId: Type.Optional(Type.String({ maxLength: 100 })),
    /** Exactly one of the two. */
    person: Type.Optional(Id),
    post: Type.Optional(Id),
    from: Day,
    to: Type.Optional(Nullable(Day)),
    note: Type.Optional(Note),
  },
  strict,
)

export const SeatRow = Type.Object({
  role: Type.String(),
  title: Type.String(),
  scope: Scope,
  scopeId: Type.String(),
  scopeTitle: Type.String(),
})

export const AssignmentRow = Type.Object({
  id: Id,
  seat: SeatRow,
  person: Nullable(Type.Object({ id: Id, name: Type.String() })),
  post: Nullable(Type.Object({ id: Id, title: Type.String() })),
  from: Type.String(),
  to: text,
  note: text,
  version: Type.Integer(),
  mayEnd: Type.Boolean(),
})
export type AssignmentRow = Static<typeof AssignmentRow>

export const assignmentEndpoints = {
  appoint: endpoint({
    method: 'POST',
    url: '/api/assignments',
    title: '役割に任命する',
    body: Appointment,
    reply: ChangeReceipt,
    status: 201,
  }),
  dismiss: endpoint({
    method: 'POST',
    url: '/api/assignments/:id/end',
    title: '任命を終わらせる',
    ifMatch: true,
    params: IdPath,
    body: LastDay,
    reply: ChangeReceipt,
  }),
}
