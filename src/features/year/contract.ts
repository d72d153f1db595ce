import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** What the API and the screens share about what a person, a role and a unit have to do in a 年度. */

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Count = Type.Integer()

/** Done; past its date; its date is near; not yet. */
const yearStates = ['done', 'late', 'soon', 'coming'] as const
export type YearState = (typeof yearStates)[number]

/** Something to do by a day, once. */
const YearItem = Type.Object({
  /** What tells it from the others of its line, also when the calendar is read again. */
  key: Type.String(),
  /** The day that it stands at: when it was done, else by when it is to be done. */
  day: Day,
  state: Type.Enum([...yearStates]),
  title: Type.String(),
  /** How many things it goes through, and how many of them are done. */
  count: Count,
  done: Count,
  href: Nullable(Type.String()),
})
export type YearItem = Static<typeof YearItem>

const yearKinds = ['round', 'meeting', 'finding', 'task', 'appointment'] as const

const YearLine = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...yearKinds]),
  title: Type.String(),
  often: Nullable(Type.String()),
  /** The seats for which it is done; none where it is done as a person. */
  seats: Type.Array(Type.String()),
  /** Done in the place of others who are away today. */
  deputy: Type.Boolean(),
  href: Nullable(Type.String()),
  items: Type.Array(YearItem),
  /** The next date, where none is left in this year. */
  next: Nullable(Day),
})
export type YearLine = Static<typeof YearLine>

const DueRow = Type.Object({
  id: Id,
  title: Type.String(),
  subject: Type.String(),
  dueAt: Nullable(Type.String()),
  wholeDay: Type.Boolean(),
  verb: Type.String(),
  href: Nullable(Type.String()),
})

export const MyYear = Type.Object({
  /** 2026 is 令和8年度. */
  year: Count,
  title: Type.String(),
  today: Day,
  seats: Type.Array(Type.String()),
  lines: Type.Array(YearLine),
  /** What waits for the actor now, the earliest date first, and how many more there are. */
  due: Type.Array(DueRow),
  dueMore: Count,
  /** Who acts for each seat of the actor when they are away. */
  deputies: Type.Array(Type.Object({ seat: Type.String(), person: Nullable(Type.String()) })),
})
export type MyYear = Static<typeof MyYear>

export const YearQuery = Type.Object({
  year: Type.Optional(Type.Integer({ minimum: 1990, maximum: 2200 })),
})

/** A thing of the policy that names a role. */
const RoleThing = Type.Object({
  id: Type.String(),
  title: Type.String(),
  detail: Nullable(Type.String()),
  href: Nullable(Type.String()),
  carries: Type.Array(Type.String()),
})
export type RoleThing = Static<typeof RoleThing>
export const RolePath = Type.Object({ role: Type.String({ maxLength: 60 }) })
export const RoleYear = Type.Object({
  /** Recurring work, with the dates of the present 年度. */
  rounds: Type.Array(Type.Object({ ...RoleThing.properties, dates: Type.Array(Day) })),
  /** Who looks at, mends or accepts what. */
  findings: Type.Array(RoleThing),
  decides: Type.Array(RoleThing),
  keeps: Type.Array(RoleThing),
  hears: Type.Array(RoleThing),
})
export type RoleYear = Static<typeof RoleYear>

export const UnitPath = Type.Object({ id: Id })
const Late = Type.Object({
  id: Type.String(),
  title: Type.String(),
  subject: Type.String(),
  day: Day,
  late: Type.Boolean(),
  href: Nullable(Type.String()),
})
export const UnitYear = Type.Object({
  id: Id,
  title: Type.String(),
  /** Those who work in it or below it, with what is late of theirs and of what they may read. */
  people: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      unit: Type.String(),
      away: Type.Boolean(),
      late: Count,
    }),
  ),
  checks: Type.Array(Late),
  checksLate: Count,
  findings: Type.Array(Late),
  findingsOpen: Count,
  /** Cases of the unit whose date is past, as far as the actor may read them. */
  cases: Type.Array(Late),
  /** Work that each person does for themselves: who has not yet. */
  persons: Type.Array(
    Type.Object({
      round: Type.String(),
      title: Type.String(),
      day: Day,
      total: Count,
      done: Count,
      left: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    }),
  ),
})
export type UnitYear = Static<typeof UnitYear>

const CalendarPath = Type.Object({ file: Type.String({ maxLength: 200 }) })

export const endpoints = {
  myYear: endpoint({
    method: 'GET',
    url: '/api/year',
    title: '私の一年',
    query: YearQuery,
    reply: MyYear,
  }),
  roleYear: endpoint({
    method: 'GET',
    url: '/api/roles/:role/year',
    title: '役割が規程で担うもの',
    params: RolePath,
    reply: RoleYear,
  }),
  unitYear: endpoint({
    method: 'GET',
    url: '/api/units/:id/year',
    title: '所属の様子',
    params: UnitPath,
    reply: UnitYear,
  }),
  calendar: endpoint({
    method: 'GET',
    url: '/api/calendar/:file',
    title: '秘密のアドレスで読む予定表',
    params: CalendarPath,
    produces: 'text/calendar',
  }),
}
