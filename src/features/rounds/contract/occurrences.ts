import { Type } from 'typebox'
import type { Static } from 'typebox'
import { FieldSchema } from '#kernel/fields/schema.ts'
import { findingStates } from './findings.ts'
import { Carries, Comment, Files, Id, Moment, Nullable, Outcome, SubjectView } from './common.ts'

export const OccurrencePath = Type.Object({ id: Id })
export const OccurrenceFilePath = Type.Object({ id: Id, file: Id })

/** An answer as it was given. */
export const AnswerView = Type.Object({
  value: Type.Unknown(),
  /** The value as a person reads it. */
  shown: Type.String(),
  outcome: Outcome,
  proof: Type.Enum(['declared', 'proved']),
  comment: Nullable(Type.String()),
  files: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  by: Nullable(Type.String()),
  at: Moment,
  /** For 対象外: whether who may say so has accepted it. */
  accepted: Nullable(Type.Boolean()),
})
export type AnswerView = Static<typeof AnswerView>

export const ItemView = Type.Object({
  key: Type.String(),
  /** What is asked: the question for people, or what shall be so. */
  question: Type.String(),
  field: FieldSchema,
  /** Yes is good: drawn as ○ and ×. */
  yesNo: Type.Boolean(),
  proof: Nullable(Type.Enum(['photo', 'file'])),
  carries: Carries,
  /** What has become of it since the subject read it last; null where it says the same, or was never read. */
  change: Nullable(Type.Enum(['new', 'changed'])),
  /** The answer in this turn, and the one before. */
  answer: Nullable(AnswerView),
  before: Nullable(AnswerView),
  /** 対象外 may be said, and has to be accepted by these. */
  waivedBy: Nullable(Type.String()),
  /** It was said, and the actor may accept it. */
  mayAccept: Type.Boolean(),
})
export type ItemView = Static<typeof ItemView>

export const OccurrenceView = Type.Object({
  id: Id,
  round: Type.String(),
  roundTitle: Type.String(),
  turnTitle: Type.String(),
  subject: SubjectView,
  who: Type.Array(Type.String()),
  dueAt: Moment,
  late: Type.Boolean(),
  closedAt: Nullable(Moment),
  closedBy: Nullable(Type.String()),
  carries: Carries,
  /** Closed by answers, by having read, or by something that is done elsewhere. */
  mode: Type.Enum(['answers', 'reading', 'elsewhere']),
  items: Type.Array(ItemView),
  /** What closes it elsewhere, and the page where that is done. */
  elsewhere: Type.Array(Type.Object({ title: Type.String(), href: Nullable(Type.String()) })),
  /** The case whose step asks it. */
  caseId: Nullable(Id),
  mayAnswer: Type.Boolean(),
  /** What answers of this occurrence became findings, and who mends them by when. */
  findings: Type.Array(
    Type.Object({
      id: Id,
      item: Type.String(),
      state: Type.Enum([...findingStates]),
      who: Type.Array(Type.String()),
      dueOn: Type.String({ format: 'date' }),
    }),
  ),
  /** The next open occurrence that waits for the actor in the same turn. */
  nextId: Nullable(Id),
})
export type OccurrenceView = Static<typeof OccurrenceView>

export const MyOccurrences = Type.Object({
  rows: Type.Array(
    Type.Object({
      id: Id,
      round: Type.String(),
      roundTitle: Type.String(),
      subject: SubjectView,
      dueAt: Moment,
      late: Type.Boolean(),
      /** Answered, of how many items. */
      answered: Type.Integer(),
      asked: Type.Integer(),
    }),
  ),
  /** There are more than are listed. */
  more: Type.Boolean(),
})
export type MyOccurrences = Static<typeof MyOccurrences>

const Answer = Type.Object(
  {
    /** `server/power` */
    item: Type.String({ maxLength: 120 }),
    /** Left out: an empty answer. */
    value: Type.Optional(Type.Unknown()),
    /** 対象外, with the reason in `comment`. */
    notApplicable: Type.Optional(Type.Boolean()),
    comment: Type.Optional(Comment),
    files: Type.Optional(Files),
    /** When it was answered, where it was kept on the way. */
    at: Type.Optional(Moment),
    /**
     * `at` of the answer that was on the screen: whoever replaces the answer of another person must
     * have seen it.
     */
    seen: Type.Optional(Moment),
  },
  { additionalProperties: false },
)
export type Answer = Static<typeof Answer>
const AnswerBody = Type.Object(
  { answers: Type.Array(Answer, { minItems: 1, maxItems: 300 }) },
  { additionalProperties: false },
)
export const AnswerItems = Type.Object(
  { ...OccurrencePath.properties, ...AnswerBody.properties },
  { additionalProperties: false },
)
export { AnswerBody }
export const AnswerReceipt = Type.Object({
  answered: Type.Integer(),
  findings: Type.Integer(),
  left: Type.Integer(),
  closed: Type.Boolean(),
})
export type AnswerReceipt = Static<typeof AnswerReceipt>

const ManyBody = Type.Object(
  {
    item: Type.String({ maxLength: 120 }),
    value: Type.Optional(Type.Unknown()),
    comment: Type.Optional(Comment),
    files: Type.Optional(Files),
    occurrences: Type.Array(Id, { minItems: 1, maxItems: 500 }),
  },
  { additionalProperties: false },
)
export { ManyBody }
/** One item answered alike for many subjects of a round. */
export const AnswerMany = Type.Object(
  { round: Type.String({ maxLength: 60 }), ...ManyBody.properties },
  { additionalProperties: false },
)
const WaiverBody = Type.Object(
  {
    item: Type.String({ maxLength: 120 }),
    accept: Type.Boolean(),
    comment: Type.Optional(Comment),
  },
  { additionalProperties: false },
)
export { WaiverBody }
export const DecideWaiver = Type.Object(
  { ...OccurrencePath.properties, ...WaiverBody.properties },
  { additionalProperties: false },
)

const MemberBody = Type.Object(
  {
    person: Id,
    /** Why somebody of the unit itself looks at it, where that cannot be avoided. */
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
)
export { MemberBody }
export const NameMember = Type.Object(
  { ...OccurrencePath.properties, ...MemberBody.properties },
  { additionalProperties: false },
)
