import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { FieldSchema } from '#kernel/fields/schema.ts'

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const Day = Type.String({ format: 'date' })
const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const Key = Type.String({ minLength: 1, maxLength: 200 })
const Outcome = Type.Enum(['kept', 'finding', 'not-applicable'])

export const AuditPath = Type.Object({ id: Id })

/** How bad what was found is, the worst first. */
const grades = ['nonconformity', 'improvement', 'recommendation'] as const
export type Grade = (typeof grades)[number]
const GradeName = Type.Enum([...grades])
const Mark = Type.Enum(['kept', 'wrong'])

export const AuditList = Type.Object({
  rows: Type.Array(
    Type.Object({
      id: Id,
      round: Type.String(),
      roundTitle: Type.String(),
      subject: Type.String(),
      turnTitle: Type.String(),
      who: Type.Array(Type.String()),
      dueAt: Moment,
      late: Type.Boolean(),
      closedAt: Nullable(Moment),
      answered: Type.Integer(),
      asked: Type.Integer(),
      findings: Type.Integer(),
      /** Waits for the actor. */
      mine: Type.Boolean(),
    }),
  ),
})
export type AuditList = Static<typeof AuditList>

const ProgrammeItem = Type.Object({
  key: Key,
  title: Type.String(),
  heading: Type.String(),
  /** The provisions of what is looked at, then those of looking. */
  carries: Type.Array(Type.String()),
  outcome: Nullable(Outcome),
  grade: Nullable(GradeName),
  /** Why it comes first: a finding of last time, or answers that nothing proves. */
  first: Nullable(Type.Enum(['finding', 'declared'])),
  /** What is answered and what samples or other answers say do not go together. */
  clashes: Type.Boolean(),
})

export const AuditDesk = Type.Object({
  id: Id,
  round: Type.String(),
  roundTitle: Type.String(),
  turnTitle: Type.String(),
  subject: Type.String(),
  unit: Nullable(Type.String()),
  dueAt: Moment,
  late: Type.Boolean(),
  closedAt: Nullable(Moment),
  closedBy: Nullable(Type.String()),
  who: Type.Array(Type.String()),
  /** Who was named, with the reason where they belong to the unit themselves. */
  members: Type.Array(Type.Object({ name: Type.String(), reason: Nullable(Type.String()) })),
  /** How many the policy wants at least, and how many there are. */
  team: Nullable(Type.Object({ wanted: Type.Integer(), present: Type.Integer() })),
  /** The time under audit, as samples take it unless something else is said. */
  from: Day,
  until: Day,
  mayAnswer: Type.Boolean(),
  /** What samples may be drawn of. */
  sources: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
  programme: Type.Array(ProgrammeItem),
})
export type AuditDesk = Static<typeof AuditDesk>

const DrawnRecord = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  state: Type.String(),
  on: Type.String(),
  lines: Type.Array(Type.Object({ label: Type.String(), value: Type.String() })),
  mark: Nullable(Mark),
})
export const SampleView = Type.Object({
  id: Id,
  source: Type.String(),
  /** With this number anybody can draw the same again. */
  number: Type.Integer(),
  population: Type.Integer(),
  from: Day,
  until: Day,
  drawnBy: Nullable(Type.String()),
  drawnAt: Moment,
  records: Type.Array(DrawnRecord),
})
export type SampleView = Static<typeof SampleView>

/** One item of an audit: how what is looked at stands in the unit, the samples, and the actor's answer. */
export const AuditItem = Type.Object({
  key: Key,
  title: Type.String(),
  help: Nullable(Type.String()),
  field: FieldSchema,
  provisions: Type.Array(Type.Object({ ref: Type.String(), text: Type.String() })),
  /** How the subjects of the unit answered; of persons how many. */
  answers: Type.Array(
    Type.Object({
      subject: Type.String(),
      shown: Type.String(),
      outcome: Outcome,
      proof: Type.Enum(['declared', 'proved']),
      comment: Nullable(Type.String()),
      files: Type.Integer(),
      by: Nullable(Type.String()),
      at: Moment,
      clashes: Type.Boolean(),
    }),
  ),
  persons: Nullable(
    Type.Object({ kept: Type.Integer(), findings: Type.Integer(), few: Type.Boolean() }),
  ),
  lastFindings: Type.Array(
    Type.Object({ id: Id, title: Type.String(), state: Type.String(), foundAt: Moment }),
  ),
  samples: Type.Array(SampleView),
  /** What clashes, in a sentence. */
  clash: Nullable(Type.String()),
  answer: Nullable(
    Type.Object({
      value: Type.Unknown(),
      shown: Type.String(),
      outcome: Outcome,
      comment: Nullable(Type.String()),
      by: Nullable(Type.String()),
      at: Moment,
    }),
  ),
  grade: Nullable(GradeName),
  /** What the actor wrote down for themselves. */
  note: Type.String(),
  /** Who mends what is found, and by when. */
  mend: Type.Object({ who: Type.Array(Type.String()), by: Day }),
})
export type AuditItem = Static<typeof AuditItem>

const SampleBody = Type.Object(
  {
    item: Key,
    source: Type.String({ maxLength: 120 }),
    size: Type.Integer({ minimum: 1, maximum: 20 }),
    /** The number of an earlier draw, to repeat it; else the program takes one. */
    number: Type.Optional(Type.Integer({ minimum: 0, maximum: 999_999 })),
    from: Type.Optional(Day),
    until: Type.Optional(Day),
  },
  { additionalProperties: false },
)
export const DrawSample = Type.Object(
  { ...AuditPath.properties, ...SampleBody.properties },
  { additionalProperties: false },
)
const MarkBody = Type.Object({ record: Id, mark: Nullable(Mark) }, { additionalProperties: false })
const SamplePath = Type.Object({ id: Id, sample: Id })
export const MarkSample = Type.Object(
  { ...SamplePath.properties, ...MarkBody.properties },
  { additionalProperties: false },
)
const GradeBody = Type.Object(
  { item: Key, grade: Nullable(GradeName) },
  { additionalProperties: false },
)
export const GradeItem = Type.Object(
  { ...AuditPath.properties, ...GradeBody.properties },
  { additionalProperties: false },
)
const NoteBody = Type.Object(
  { item: Key, note: Type.String({ maxLength: 4000 }) },
  { additionalProperties: false },
)
export const WriteNote = Type.Object(
  { ...AuditPath.properties, ...NoteBody.properties },
  { additionalProperties: false },
)
const ItemQuery = Type.Object({ item: Key }, { additionalProperties: false })

/** What the API and the screens share about audits. */
export const endpoints = {
  audits: endpoint({
    method: 'GET',
    url: '/api/audits',
    title: '監査の一覧',
    reply: AuditList,
  }),
  audit: endpoint({
    method: 'GET',
    url: '/api/audits/:id',
    title: '一つの監査と、見る項目',
    params: AuditPath,
    reply: AuditDesk,
  }),
  auditItem: endpoint({
    method: 'GET',
    url: '/api/audits/:id/item',
    title: '監査の一つの項目：所属の答え、抜き取り、自分の所見',
    params: AuditPath,
    query: ItemQuery,
    reply: AuditItem,
  }),
  drawSample: endpoint({
    method: 'POST',
    url: '/api/audits/:id/samples',
    title: '案件や台帳の行を抜き取る',
    params: AuditPath,
    body: SampleBody,
    reply: SampleView,
    status: 201,
  }),
  markSample: endpoint({
    method: 'POST',
    url: '/api/audits/:id/samples/:sample/marks',
    title: '抜き取った記録がよいか書く',
    params: SamplePath,
    body: MarkBody,
    reply: SampleView,
  }),
  gradeItem: endpoint({
    method: 'POST',
    url: '/api/audits/:id/grades',
    title: '指摘の重さを決める',
    params: AuditPath,
    body: GradeBody,
    reply: AuditPath,
  }),
  auditNote: endpoint({
    method: 'POST',
    url: '/api/audits/:id/notes',
    title: '自分だけの覚え書きを書く',
    params: AuditPath,
    body: NoteBody,
    reply: AuditPath,
  }),
}
