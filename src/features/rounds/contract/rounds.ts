import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Carries, Id, Moment, Nullable, Outcome, Page, Progress, SubjectView } from './common.ts'

export const RoundPath = Type.Object({ round: Type.String({ maxLength: 60 }) })

const TurnView = Type.Object({
  id: Id,
  title: Type.String(),
  openedAt: Moment,
  dueAt: Moment,
  closedAt: Nullable(Moment),
  ...Progress.properties,
})
export type TurnView = Static<typeof TurnView>

/** A round in sentences, and how its present turn stands. */
export const RoundView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  /** What it goes through, how often, who does it, what closes it: one short text each. */
  each: Type.String(),
  every: Nullable(Type.String()),
  by: Type.String(),
  closedBy: Type.String(),
  carries: Carries,
  /** The turn that was opened last; null where none has been. */
  present: Nullable(TurnView),
  /** The first and last day of the next turn by the cadence. */
  next: Nullable(Type.Object({ from: Type.String(), to: Type.String() })),
  /** Whether the actor may begin a turn by hand. */
  mayBegin: Type.Boolean(),
  /** Machines answer it, with tokens of their own. */
  byMachine: Type.Boolean(),
})
export type RoundView = Static<typeof RoundView>
export const RoundList = Type.Object({ rounds: Type.Array(RoundView) })
export type RoundList = Static<typeof RoundList>

/** A round with its past turns and, where it closes by answers, its items and how they were answered. */
export const RoundDetail = Type.Object({
  round: RoundView,
  turns: Type.Array(TurnView),
  items: Type.Array(
    Type.Object({
      key: Type.String(),
      title: Type.String(),
      carries: Carries,
      kept: Type.Integer(),
      findings: Type.Integer(),
      notApplicable: Type.Integer(),
    }),
  ),
  /** Whether the actor may see how people answered, by unit. */
  mayReadResults: Type.Boolean(),
})
export type RoundDetail = Static<typeof RoundDetail>

const occurrenceStates = ['open', 'late', 'closed'] as const
export const OccurrenceQuery = Type.Object({
  turn: Type.Optional(Id),
  state: Type.Optional(Type.Enum([...occurrenceStates])),
  unit: Type.Optional(Id),
  text: Type.Optional(Type.String({ maxLength: 100 })),
  ...Page,
})
/** One subject of a turn: a row of the matrix. */
export const OccurrenceRow = Type.Object({
  id: Id,
  subject: SubjectView,
  who: Type.Array(Type.String()),
  dueAt: Moment,
  closedAt: Nullable(Moment),
  closedBy: Nullable(Type.String()),
  late: Type.Boolean(),
  mayAnswer: Type.Boolean(),
  /** The items that are asked of it, with what was answered in this turn. */
  cells: Type.Array(Type.Object({ key: Type.String(), outcome: Nullable(Outcome) })),
})
export type OccurrenceRow = Static<typeof OccurrenceRow>
export const OccurrencePage = Type.Object({
  rows: Type.Array(OccurrenceRow),
  next: Type.Optional(Type.String()),
})
export type OccurrencePage = Static<typeof OccurrencePage>

export const BeginTurn = Type.Object(
  { round: Type.String({ maxLength: 60 }), reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
)
export const BegunTurn = Type.Object({ id: Id, occurrences: Type.Integer() })
