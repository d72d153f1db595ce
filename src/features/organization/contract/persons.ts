import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import {
  Id,
  Day,
  Title,
  Kana,
  Phone,
  Nullable,
  text,
  strict,
  IdPath,
  ChangeReceipt,
} from './common.ts'
import { SeatRow, AssignmentRow } from './assignments.ts'
import { AbsenceRow } from './absences.ts'

/** Persons: list, create, read, change. */

export const NewPerson = Type.Object(
  {
    name: Title,
    kana: Kana,
    unit: Id,
    employment: Type.String({ minLength: 1, maxLength: 40 }),
    number: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
    email: Type.Optional(Nullable(Type.String({ maxLength: 200, pattern: '^[^@\\s]+@[^@\\s]+$' }))),
    phone: Type.Optional(Nullable(Phone)),
    emergencyPhone: Type.Optional(Nullable(Phone)),
    from: Type.Optional(Nullable(Day)),
    to: Type.Optional(Nullable(Day)),
  },
  strict,
)

export const PersonChange = Type.Partial(NewPerson, strict)

export const Phones = Type.Object(
  { phone: Type.Optional(Nullable(Phone)), emergencyPhone: Type.Optional(Nullable(Phone)) },
  strict,
)

export const PersonsQuery = Type.Object({
  /** Words of name, kana, number or e-mail; katakana also matches hiragana. */
  q: Type.Optional(Type.String({ maxLength: 100 })),
  /** This unit and those below it. */
  unit: Type.Optional(Id),
  /** Also persons who have left. */
  left: Type.Optional(Type.Boolean()),
  after: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

export const PersonRow = Type.Object({
  id: Id,
  number: text,
  name: Type.String(),
  kana: Type.String(),
  unit: Id,
  unitTitle: Type.String(),
  posts: Type.Array(Type.String()),
  employment: Type.String(),
  phone: text,
  present: Type.Boolean(),
  left: Type.Boolean(),
})
export type PersonRow = Static<typeof PersonRow>

export const PersonsPage = Type.Object({
  rows: Type.Array(PersonRow),
  next: Type.Optional(Type.String()),
})
export type PersonsPage = Static<typeof PersonsPage>

export const PersonDetail = Type.Object({
  id: Id,
  number: text,
  name: Type.String(),
  kana: Type.String(),
  unit: Id,
  unitPath: Type.Array(Type.String()),
  employment: Type.String(),
  email: text,
  phone: text,
  /** Only for the person, those who lead the unit, and administrators; null for others. */
  emergencyPhone: text,
  from: text,
  to: text,
  version: Type.Integer(),
  posts: Type.Array(
    Type.Object({
      id: Id,
      post: Id,
      title: Type.String(),
      unitTitle: Type.String(),
      from: Type.String(),
      to: text,
    }),
  ),
  /** Roles held today, by appointment or by post. */
  roles: Type.Array(SeatRow),
  /** Every appointment of this person, latest first. */
  assignments: Type.Array(AssignmentRow),
  absences: Type.Array(AbsenceRow),
  abilities: Type.Array(Type.String()),
})
export type PersonDetail = Static<typeof PersonDetail>

export const personEndpoints = {
  persons: endpoint({
    method: 'GET',
    url: '/api/persons',
    title: '職員等の一覧',
    query: PersonsQuery,
    reply: PersonsPage,
  }),
  createPerson: endpoint({
    method: 'POST',
    url: '/api/persons',
    title: '職員等を登録する',
    body: NewPerson,
    reply: ChangeReceipt,
    status: 201,
  }),
  person: endpoint({
    method: 'GET',
    url: '/api/persons/:id',
    title: '職員等の一人',
    params: IdPath,
    reply: PersonDetail,
  }),
  updatePerson: endpoint({
    method: 'PATCH',
    url: '/api/persons/:id',
    title: '職員等を変える',
    ifMatch: true,
    params: IdPath,
    body: PersonChange,
    reply: ChangeReceipt,
  }),
  updatePhones: endpoint({
    method: 'PUT',
    url: '/api/persons/:id/phones',
    title: '電話番号を変える',
    ifMatch: true,
    params: IdPath,
    body: Phones,
    reply: ChangeReceipt,
  }),
}
