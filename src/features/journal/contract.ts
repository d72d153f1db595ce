import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** What the API and the screens share about the journal. */

export const JournalQuery = Type.Object({
  actor: Type.Optional(Type.String({ format: 'uuid' })),
  action: Type.Optional(Type.String({ maxLength: 80 })),
  subjectKind: Type.Optional(Type.String({ maxLength: 40 })),
  subjectId: Type.Optional(Type.String({ maxLength: 80 })),
  /** First and last day, Asia/Tokyo. */
  from: Type.Optional(Type.String({ format: 'date' })),
  to: Type.Optional(Type.String({ format: 'date' })),
  /** Rows before this number. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
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
  /** What it was about: its kind in words, its name, and the page where it is looked at. */
  subject: Type.Object({
    kindTitle: Type.String(),
    title: Type.Optional(Type.String()),
    link: Type.Optional(Type.String()),
  }),
  detail: Type.Unknown(),
  /** Titles for the pack's ids in the detail, by `field/id`. */
  words: Type.Record(Type.String(), Type.String()),
  hash: Type.String(),
})
export type JournalRow = Static<typeof JournalRow>

export const JournalPage = Type.Object({
  rows: Type.Array(JournalRow),
  next: Type.Optional(Type.Integer()),
  /** Titles of all actions by name, for the filter. */
  actions: Type.Record(Type.String(), Type.String()),
  /** Names for ids of people, units, posts and systems in the details. */
  names: Type.Record(Type.String(), Type.String()),
})
export type JournalPage = Static<typeof JournalPage>

export const JournalVerdict = Type.Object({
  rows: Type.Integer(),
  head: Type.String(),
  broken: Type.Array(Type.Object({ seq: Type.Integer(), why: Type.String() })),
})
export type JournalVerdict = Static<typeof JournalVerdict>

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
}
