import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Id, orNull, TextOrNull } from './common.ts'

/** A task on the home page. */
export const TaskRow = Type.Object({
  id: Id,
  kind: Type.String(),
  caseId: orNull(Id),
  /** The page where it is done. */
  href: TextOrNull,
  number: Type.String(),
  title: Type.String(),
  subject: Type.String(),
  from: Type.String(),
  dueAt: TextOrNull,
  wholeDay: Type.Boolean(),
  /** `dueAt` is when it is planned, not a limit. */
  planned: Type.Boolean(),
  /** The question with which it was sent back to the reader. */
  asked: orNull(Type.Object({ by: Type.String(), what: Type.String(), at: Type.String() })),
  verb: Type.String(),
  as: Type.String(),
  insteadOf: TextOrNull,
  createdAt: Type.String(),
})
export type TaskRow = Static<typeof TaskRow>

export const NoticeRow = Type.Object({
  id: Id,
  message: Type.String(),
  caseId: orNull(Id),
  href: TextOrNull,
  number: TextOrNull,
  at: Type.String(),
  /** Of an incident, or a call of the emergency network. */
  urgent: Type.Boolean(),
})
export type NoticeRow = Static<typeof NoticeRow>

/** A case of the reader that waits for somebody else. */
export const WaitingRow = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  subject: Type.String(),
  waitingFor: Type.String(),
  since: Type.String(),
  dueAt: TextOrNull,
  wholeDay: Type.Boolean(),
  /** Why nobody can act, and what to do; null where somebody can. */
  stranded: TextOrNull,
})
export type WaitingRow = Static<typeof WaitingRow>

/** A role without holder for whom open work waits: nobody can act until somebody is appointed. */
export const StrandedRow = Type.Object({
  role: Type.String(),
  title: Type.String(),
  count: Type.Integer(),
  href: Type.String(),
})
export type StrandedRow = Static<typeof StrandedRow>

/** The absence of the reader that holds today, or one that ended not long ago. */
export const Away = Type.Object({
  from: Type.String(),
  to: Type.String(),
  /** The absence as it can be ended; null where it is over. */
  open: orNull(Type.Object({ id: Id, version: Type.Integer() })),
  /** Who acts for each role today; nobody where the list is empty. */
  deputies: Type.Array(Type.Object({ seat: Type.String(), persons: Type.Array(Type.String()) })),
  /** What deputies decided in the place of the reader, the last first. */
  decided: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      subject: Type.String(),
      decision: Type.String(),
      by: Type.String(),
      at: Type.String(),
    }),
  ),
  decidedCount: Type.Integer(),
})
export type Away = Static<typeof Away>

/** Somebody who is away, for whose roles the reader acts. */
const ActingFor = Type.Object({
  name: Type.String(),
  seats: Type.Array(Type.String()),
  to: Type.String(),
})

/** A page of tasks by when they are due; undated ones stand at the end of the week. */
export const TaskPage = Type.Object({
  today: Type.Array(TaskRow),
  week: Type.Array(TaskRow),
  later: Type.Array(TaskRow),
  /** How many there are, on all pages. */
  counts: Type.Object({
    today: Type.Integer(),
    week: Type.Integer(),
    later: Type.Integer(),
  }),
  total: Type.Integer(),
  /** The position of the next page. */
  next: Type.Optional(Type.String()),
})
export type TaskPage = Static<typeof TaskPage>

export const TaskPageQuery = Type.Object({ after: Type.String({ maxLength: 500 }) })

export const Home = Type.Object({
  /** The first page of tasks. */
  ...TaskPage.properties,
  waiting: Type.Array(WaitingRow),
  waitingCount: Type.Integer(),
  notices: Type.Array(NoticeRow),
  noticeCount: Type.Integer(),
  /** Only for those who may appoint. */
  stranded: Type.Array(StrandedRow),
  away: orNull(Away),
  actingFor: Type.Array(ActingFor),
})
export type Home = Static<typeof Home>
