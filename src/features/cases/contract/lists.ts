import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Id, TextOrNull } from './common.ts'

export const CaseQuery = Type.Object({
  procedure: Type.Optional(Type.String({ maxLength: 60 })),
  status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('ended')])),
  /** `mine`: the reader applied; `unit`: the reader's unit; `all`: all that the reader may see. */
  whose: Type.Optional(
    Type.Union([Type.Literal('mine'), Type.Literal('unit'), Type.Literal('all')]),
  ),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})

export const CaseRow = Type.Object({
  id: Id,
  procedure: Type.String(),
  procedureTitle: Type.String(),
  number: Type.String(),
  subject: Type.String(),
  status: Type.String(),
  outcome: TextOrNull,
  outcomeTitle: TextOrNull,
  tone: Type.String(),
  step: TextOrNull,
  stepTitle: TextOrNull,
  applicant: Type.String(),
  unitTitle: Type.String(),
  dueAt: TextOrNull,
  late: Type.Boolean(),
  openedAt: Type.String(),
  endedAt: TextOrNull,
})
export type CaseRow = Static<typeof CaseRow>
export const CasePage = Type.Object({
  rows: Type.Array(CaseRow),
  next: Type.Optional(Type.String()),
})
export type CasePage = Static<typeof CasePage>
