import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** Endpoints and schemas of the journal. */

export const JournalQuery = Type.Object({
  actor: Type.Optional(Type.String({ format: 'uuid' })),
  /** Only what was refused, or only what was done. */
  refused: Type.Optional(Type.Enum(['only', 'without'])),
  action: Type.Optional(Type.String({ maxLength: 80 })),
  subjectKind: Type.Optional(Type.String({ maxLength: 40 })),
  subjectId: Type.Optional(Type.String({ maxLength: 80 })),
  /** Words of the number or name of a thing: a case, an entry, a person, a unit. */
  thing: Type.Optional(Type.String({ maxLength: 100 })),
  /** First and last day, in Asia/Tokyo. */
  from: Type.Optional(Type.String({ format: 'date' })),
  to: Type.Optional(Type.String({ format: 'date' })),
  /** The rows before the last one of a page: its `next`. */
  before: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

export const JournalRow = Type.Object({
  seq: Type.Integer(),
  at: Type.String(),
  actor: Type.Union([Type.String(), Type.Null()]),
  actorName: Type.String(),
  action: Type.String(),
  title: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
  /** The subject of the event: the word for its kind, its name, and the address of its page. */
  subject: Type.Object({
    kindTitle: Type.String(),
    title: Type.Optional(Type.String()),
    link: Type.Optional(Type.String()),
  }),
  detail: Type.Unknown(),
  /** Titles of the ids of the pack in the detail, by `field/id`. */
  words: Type.Record(Type.String(), Type.String()),
  hash: Type.String(),
})
export type JournalRow = Static<typeof JournalRow>

export const JournalPage = Type.Object({
  rows: Type.Array(JournalRow),
  next: Type.Optional(Type.String()),
  /** The titles of all actions by name, for the filter. */
  actions: Type.Record(Type.String(), Type.String()),
  /** Names of the people, units, posts and places in the details, by id. */
  names: Type.Record(Type.String(), Type.String()),
})
export type JournalPage = Static<typeof JournalPage>

/**
 * The result of verifying: how many rows the journal has, the hash of the last one, how many rows
 * of other tables were compared with it (absent where it does not speak of them yet), and faults.
 */
export const JournalVerdict = Type.Object({
  rows: Type.Integer(),
  head: Type.String(),
  compared: Type.Optional(Type.Integer()),
  broken: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      /** The last row of a run that begins with `seq`. */
      to: Type.Optional(Type.Integer()),
      why: Type.String(),
      /** The row of another table that is not as the journal says. */
      table: Type.Optional(Type.String()),
      key: Type.Optional(Type.String()),
    }),
  ),
})
export type JournalVerdict = Static<typeof JournalVerdict>

/**
 * How far a verification has come: rows of the journal that were read, of all, and rows of other
 * tables that were compared. `stopped`: by somebody, or because nobody waited for it any more.
 */
export const JournalVerification = Type.Object({
  state: Type.Enum(['none', 'running', 'done', 'stopped', 'failed']),
  rows: Type.Integer(),
  of: Type.Integer(),
  compared: Type.Integer(),
  verdict: Type.Optional(JournalVerdict),
})
export type JournalVerification = Static<typeof JournalVerification>

export const endpoints = {
  journal: endpoint({
    method: 'GET',
    url: '/api/journal',
    title: '操作記録の一覧',
    query: JournalQuery,
    reply: JournalPage,
  }),
  verdict: endpoint({
    method: 'GET',
    url: '/api/journal/verify',
    title: '操作記録の鎖を確かめる',
    reply: JournalVerdict,
  }),
  verification: endpoint({
    method: 'GET',
    url: '/api/journal/verification',
    title: '操作記録の確かめの進み具合',
    reply: JournalVerification,
  }),
  beginVerification: endpoint({
    method: 'POST',
    url: '/api/journal/verification',
    title: '操作記録を確かめ始める',
    reply: JournalVerification,
  }),
  stopVerification: endpoint({
    method: 'DELETE',
    url: '/api/journal/verification',
    title: '操作記録の確かめをやめる',
    reply: JournalVerification,
  }),
}
