import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Id, Day, Note, Nullable, text, strict, IdPath, ChangeReceipt } from './common.ts'

/** Absences of persons. */

export const NewAbsence = Type.Object(
  { person: Id, from: Day, to: Day, note: Type.Optional(Note) },
  strict,
)

export const AbsenceChange = Type.Partial(Type.Object({ from: Day, to: Day, note: Note }), strict)

/** Who acts for a seat of the absent person. */
const Person = Type.Object({ id: Id, name: Type.String() })

/** Who would act for each seat of a person during an absence; nobody where the list is empty. */
export const Substitutions = Type.Array(
  Type.Object({ seat: Type.String(), persons: Type.Array(Person) }),
)

export const SubstitutionsQuery = Type.Object({ person: Id, from: Day, to: Day })

/** Whether a deputy can act; who cannot says why. */
export const DeputyAnswer = Type.Object(
  { answer: Type.Enum(['yes', 'no']), comment: Type.Optional(Note) },
  strict,
)

export const AbsenceRow = Type.Object({
  id: Id,
  person: Id,
  name: Type.String(),
  from: Type.String(),
  to: Type.String(),
  note: text,
  /** Who acts meanwhile, as it was found out when it was recorded, and what each answered. */
  deputies: Type.Array(
    Type.Object({
      seat: Type.String(),
      person: Nullable(Person),
      answer: Nullable(Type.Enum(['yes', 'no'])),
      /** Only for those who may change the absence. */
      comment: text,
      own: Type.Boolean(),
    }),
  ),
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
  substitutions: endpoint({
    method: 'GET',
    url: '/api/absences/deputies',
    title: '不在のあいだ誰が代わるか',
    query: SubstitutionsQuery,
    reply: Substitutions,
  }),
  answerAbsence: endpoint({
    method: 'POST',
    url: '/api/absences/:id/answer',
    title: '代行できるか答える',
    params: IdPath,
    body: DeputyAnswer,
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
