import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Id, Day, Note, text, strict, IdPath, ChangeReceipt } from './common.ts'

/** Absences of persons. */

export const NewAbsence = Type.Object(
  { person: Id, from: Day, to: Day, note: Type.Optional(Note) },
  strict,
)

export const AbsenceChange = Type.Partial(Type.Object({ from: Day, to: Day, note: Note }), strict)

export const AbsenceRow = Type.Object({
  id: Id,
  person: Id,
  name: Type.String(),
  from: Type.String(),
  to: Type.String(),
  note: text,
  version: Type.Integer(),
  mayWrite: Type.Boolean(),
})
export type AbsenceRow = Static<typeof AbsenceRow>

export const absenceEndpoints = {
  absences: endpoint({
    method: 'GET',
    url: '/api/absences',
    title: '今日からの不在',
    reply: Type.Array(AbsenceRow),
  }),
  createAbsence: endpoint({
    method: 'POST',
    url: '/api/absences',
    title: '不在を登録する',
    body: NewAbsence,
    reply: ChangeReceipt,
    status: 201,
  }),
  updateAbsence: endpoint({
    method: 'PATCH',
    url: '/api/absences/:id',
    title: '不在を変える',
    ifMatch: true,
    params: IdPath,
    body: AbsenceChange,
    reply: ChangeReceipt,
  }),
  endAbsence: endpoint({
    method: 'DELETE',
    url: '/api/absences/:id',
    title: '不在を取り消す',
    ifMatch: true,
    params: IdPath,
  }),
}
