import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Version } from '#kernel/contracts/version.ts'
import { Carries, Comment, Files, Id, Moment, Nullable, Page, SubjectView } from './common.ts'

/** Open until it is mended; then until somebody has looked, where the policy wants that. */
export const findingStates = ['open', 'mended', 'closed'] as const
export const FindingPath = Type.Object({ id: Id })
export const FindingFilePath = Type.Object({ id: Id, file: Id })
export const FindingQuery = Type.Object({
  state: Type.Optional(Type.Enum([...findingStates, 'late'])),
  round: Type.Optional(Type.String({ maxLength: 60 })),
  unit: Type.Optional(Id),
  mine: Type.Optional(Type.Boolean()),
  text: Type.Optional(Type.String({ maxLength: 100 })),
  ...Page,
})

export const FindingRow = Type.Object({
  id: Id,
  state: Type.Enum([...findingStates]),
  late: Type.Boolean(),
  subject: SubjectView,
  checklist: Type.String(),
  item: Type.String(),
  title: Type.String(),
  carries: Carries,
  foundAt: Moment,
  foundBy: Nullable(Type.String()),
  dueOn: Type.String({ format: 'date' }),
  who: Type.Array(Type.String()),
})
export type FindingRow = Static<typeof FindingRow>
export const FindingList = Type.Object({
  rows: Type.Array(FindingRow),
  next: Type.Optional(Type.String()),
})
export type FindingList = Static<typeof FindingList>

export const FindingView = Type.Object({
  ...FindingRow.properties,
  version: Type.Integer(),
  occurrence: Nullable(Id),
  roundTitle: Nullable(Type.String()),
  /** The answer, as a person reads it, with what was written beside it. */
  answer: Type.String(),
  comment: Nullable(Type.String()),
  files: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  /** What happened since: mended, sent back, verified. */
  history: Type.Array(
    Type.Object({
      what: Type.Enum(['mended', 'returned', 'verified']),
      at: Moment,
      by: Nullable(Type.String()),
      comment: Nullable(Type.String()),
      files: Type.Array(Type.Object({ id: Id, name: Type.String() })),
    }),
  ),
  verifier: Nullable(Type.String()),
  mayMend: Type.Boolean(),
  mayVerify: Type.Boolean(),
})
export type FindingView = Static<typeof FindingView>

const MendBody = Type.Object(
  { version: Version, comment: Type.String({ minLength: 1, maxLength: 2000 }), files: Files },
  { additionalProperties: false },
)
export { MendBody }
export const MendFinding = Type.Object(
  { ...FindingPath.properties, ...MendBody.properties },
  { additionalProperties: false },
)
const VerifyBody = Type.Object(
  { version: Version, mended: Type.Boolean(), comment: Type.Optional(Comment) },
  { additionalProperties: false },
)
export { VerifyBody }
export const VerifyFinding = Type.Object(
  { ...FindingPath.properties, ...VerifyBody.properties },
  { additionalProperties: false },
)
