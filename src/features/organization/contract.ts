import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { pdfType } from '#kernel/contracts/mediaTypes.ts'

/** What the API and the screens share about units, posts, persons, appointments, absences and the emergency network. */

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
/** A name that can be seen: not blanks alone. */
const Title = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const Kana = Type.String({ maxLength: 100 })
const Note = Type.String({ maxLength: 500 })
const Phone = Type.String({ maxLength: 40 })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const text = Nullable(Type.String())
const strict = { additionalProperties: false } as const
const Leads = Type.Union([Type.Literal('head'), Type.Literal('deputy'), Type.Literal('none')])
const Scope = Type.Union([
  Type.Literal('organization'),
  Type.Literal('unit'),
  Type.Literal('system'),
  Type.Literal('service'),
  Type.Literal('area'),
  Type.Literal('engagement'),
])

export const IdPath = Type.Object({ id: Id })
const ChangeReceipt = Type.Object({ id: Id, version: Type.Integer() })
/** The version that was read; it comes from If-Match. */
export const Version = Type.Integer({ minimum: 1 })

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
export const LastDay = Type.Object({ on: Day }, strict)

export const NewPost = Type.Object(
  {
    title: Title,
    unit: Id,
    leads: Type.Optional(Leads),
    key: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
  },
  strict,
)
export const PostChange = Type.Partial(NewPost, strict)

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

export const NewHolding = Type.Object(
  { person: Id, post: Id, from: Day, to: Type.Optional(Nullable(Day)) },
  strict,
)

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

export const NewAbsence = Type.Object(
  { person: Id, from: Day, to: Day, note: Type.Optional(Note) },
  strict,
)
export const AbsenceChange = Type.Partial(Type.Object({ from: Day, to: Day, note: Note }), strict)

export const UnitRow = Type.Object({
  id: Id,
  title: Type.String(),
  kana: Type.String(),
  parent: text,
  position: Type.Integer(),
  version: Type.Integer(),
  endedOn: text,
  people: Type.Integer(),
  head: Nullable(Type.Object({ id: Id, name: Type.String(), post: Type.String() })),
})
export type UnitRow = Static<typeof UnitRow>
export const UnitsAnswer = Type.Object({
  units: Type.Array(UnitRow),
  abilities: Type.Array(Type.String()),
  /** The posts that the pack's roles hang on; a post of the organisation is tied to one by its `key`. */
  policyPosts: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
})
export type UnitsAnswer = Static<typeof UnitsAnswer>

export const PostRow = Type.Object({
  id: Id,
  title: Type.String(),
  unit: Id,
  unitTitle: Type.String(),
  leads: Leads,
  key: text,
  version: Type.Integer(),
  endedOn: text,
  holders: Type.Array(Type.Object({ id: Id, name: Type.String() })),
})
export type PostRow = Static<typeof PostRow>

export const PersonsQuery = Type.Object({
  /** Words of name, kana, number or e-mail; katakana finds hiragana. */
  q: Type.Optional(Type.String({ maxLength: 100 })),
  /** This unit and those under it. */
  unit: Type.Optional(Id),
  /** Also those who have left. */
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

const SeatRow = Type.Object({
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
  /** Only for the person, those who lead the unit, and those who administer. */
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
  /** Held today, by appointment or by post. */
  roles: Type.Array(SeatRow),
  /** Every appointment of this person, the latest first. */
  assignments: Type.Array(AssignmentRow),
  absences: Type.Array(AbsenceRow),
  abilities: Type.Array(Type.String()),
})
export type PersonDetail = Static<typeof PersonDetail>

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
      /** Everybody else whose turn it is as well: a seat may have several holders. */
      others: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    }),
  ),
  /** Held only where somebody is appointed; not missed otherwise. */
  optional: Type.Boolean(),
  /** Everybody who may act here, in the order that the policy names them. */
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
  /** Of a body: who leads it, who writes its minutes, how often it meets. */
  chair: Nullable(RoleName),
  secretary: Nullable(RoleName),
  meets: Nullable(Type.String()),
  /** Its places are units or lines of a ledger; where they are not, a place is just named. */
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

export const ContactPerson = Type.Object({
  id: Id,
  name: Type.String(),
  places: Type.Array(Type.String()),
  as: Type.String(),
  phone: text,
  emergencyPhone: text,
})
export type ContactPerson = Static<typeof ContactPerson>
/** A role of the emergency network, and those whom it tells in turn. */
export const ContactNode = Type.Cyclic(
  {
    ContactNode: Type.Object({
      role: Type.String(),
      title: Type.String(),
      /** Each person once, with every place that they act for. */
      people: Type.Array(ContactPerson),
      tells: Type.Array(Type.Ref('ContactNode')),
    }),
  },
  'ContactNode',
)
export type ContactNode = Static<typeof ContactNode>
export const ContactsAnswer = Type.Object({
  title: Type.String(),
  carries: Type.Array(Type.String()),
  tree: Type.Array(ContactNode),
})
export type ContactsAnswer = Static<typeof ContactsAnswer>

export const endpoints = {
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
    params: IdPath,
    body: UnitChange,
    reply: ChangeReceipt,
  }),
  endUnit: endpoint({
    method: 'POST',
    url: '/api/units/:id/end',
    title: '所属を終わらせる',
    params: IdPath,
    body: LastDay,
    reply: ChangeReceipt,
  }),
  posts: endpoint({
    method: 'GET',
    url: '/api/posts',
    title: '職の一覧',
    reply: Type.Array(PostRow),
  }),
  createPost: endpoint({
    method: 'POST',
    url: '/api/posts',
    title: '職を作る',
    body: NewPost,
    reply: ChangeReceipt,
    status: 201,
  }),
  updatePost: endpoint({
    method: 'PATCH',
    url: '/api/posts/:id',
    title: '職を変える',
    params: IdPath,
    body: PostChange,
    reply: ChangeReceipt,
  }),
  endPost: endpoint({
    method: 'POST',
    url: '/api/posts/:id/end',
    title: '職を終わらせる',
    params: IdPath,
    body: LastDay,
    reply: ChangeReceipt,
  }),
  takePost: endpoint({
    method: 'POST',
    url: '/api/holdings',
    title: '職に就ける',
    body: NewHolding,
    reply: ChangeReceipt,
    status: 201,
  }),
  leavePost: endpoint({
    method: 'POST',
    url: '/api/holdings/:id/end',
    title: '職を離れさせる',
    params: IdPath,
    body: LastDay,
    reply: ChangeReceipt,
  }),
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
    params: IdPath,
    body: PersonChange,
    reply: ChangeReceipt,
  }),
  updatePhones: endpoint({
    method: 'PUT',
    url: '/api/persons/:id/phones',
    title: '電話番号を変える',
    params: IdPath,
    body: Phones,
    reply: ChangeReceipt,
  }),
  printContacts: endpoint({
    method: 'GET',
    url: '/api/organization/contacts.pdf',
    title: '緊急連絡網（PDF）',
    produces: pdfType,
  }),
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
    params: IdPath,
    body: LastDay,
    reply: ChangeReceipt,
  }),
  contacts: endpoint({
    method: 'GET',
    url: '/api/contacts',
    title: '緊急連絡網',
    reply: ContactsAnswer,
  }),
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
    params: IdPath,
    body: AbsenceChange,
    reply: ChangeReceipt,
  }),
  endAbsence: endpoint({
    method: 'DELETE',
    url: '/api/absences/:id',
    title: '不在を取り消す',
    params: IdPath,
  }),
}
