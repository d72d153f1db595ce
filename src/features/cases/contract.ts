import { Type } from 'typebox'
import type { Static } from 'typebox'

/** What the API and the screens share about procedures, cases and tasks. */

const Id = Type.String({ format: 'uuid' })
const Values = Type.Record(Type.String(), Type.Unknown())
const TextOrNull = Type.Union([Type.String(), Type.Null()])

export const BeginCase = Type.Object(
  {
    procedure: Type.String({ maxLength: 60 }),
    about: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
    fields: Type.Optional(Values),
    /** Sends the first step at once; otherwise the case waits for its applicant. */
    send: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** What can be begun, in the order of its sections: whether the reader may, and who may. */
export const ProcedureList = Type.Array(
  Type.Object({
    id: Type.String(),
    title: Type.String(),
    form: TextOrNull,
    group: TextOrNull,
    about: TextOrNull,
    may: Type.Boolean(),
    who: Type.String(),
    /** The acts whose questions lead here. */
    asks: Type.Array(Type.String()),
    /** Further words by which it is found: the acts that it is for, and how they are read. */
    words: Type.String(),
  }),
)
export type ProcedureList = Static<typeof ProcedureList>

export const CasePath = Type.Object({ id: Id })

export const ActOnCaseBody = Type.Object(
  {
    /** The step that was on the screen. */
    step: Type.String({ maxLength: 60 }),
    /** The version that was on the screen; where the case has moved or changed since, the act is refused. */
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    decision: Type.Optional(Type.String({ maxLength: 60 })),
    fields: Type.Optional(Values),
    /** Answers about safeguards: by the id of the safeguard, then of the field. */
    safeguards: Type.Optional(Type.Record(Type.String({ maxLength: 120 }), Values)),
    confirmed: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 50 })),
    comment: Type.Optional(Type.String({ maxLength: 4000 })),
    /** Where the step asks what somebody still holds: what became of each line. */
    holdings: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Id,
            returned: Type.Boolean(),
            /** Why it is not given back. */
            why: Type.Optional(Type.String({ maxLength: 1000 })),
          },
          { additionalProperties: false },
        ),
        { maxItems: 1000 },
      ),
    ),
    /** The actor wrote it on paper, and the one who asks records it. */
    paper: Type.Optional(
      Type.Object(
        {
          for: Id,
          on: Type.String({ format: 'date' }),
          /** Who handed the paper in. */
          from: Type.String({ minLength: 1, maxLength: 200 }),
          files: Type.Array(Id, { maxItems: 20 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export const ActOnCase = Type.Object(
  { ...ActOnCaseBody.properties, id: Id },
  { additionalProperties: false },
)

/** The text that a step has one sign, with its places filled as the act would leave them; `digest` is sent back with the signature. */
export const SigningText = Type.Object({
  title: Type.String(),
  text: Type.String(),
  digest: Type.String(),
  signer: Type.String(),
})
export type SigningText = Static<typeof SigningText>

const { paper: _neverByHand, ...actedOn } = ActOnCaseBody.properties
export const SigningBody = Type.Object(actedOn, { additionalProperties: false })
export const SignCaseBody = Type.Object(
  {
    ...actedOn,
    /** Of the text that was read. */
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** One's own password, or the personal code. */
    password: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
)

/** What was signed, and whether it is still as it was. */
export const SignatureCheck = Type.Object({
  id: Id,
  caseId: Id,
  number: Type.String(),
  subject: Type.String(),
  title: Type.String(),
  text: Type.String(),
  signer: Type.String(),
  signedAt: Type.String(),
  seal: Type.String(),
  sha256: Type.String(),
  file: Id,
  /** The seal fits the text, the signer and the moment. */
  sealed: Type.Boolean(),
  /** The PDF that is kept has the content that was sealed. */
  kept: Type.Boolean(),
})
export type SignatureCheck = Static<typeof SignatureCheck>

export const WithdrawBody = Type.Object(
  { comment: Type.Optional(Type.String({ maxLength: 4000 })) },
  { additionalProperties: false },
)
export const WithdrawCase = Type.Object(
  { ...WithdrawBody.properties, id: Id },
  { additionalProperties: false },
)

export const HandOverBody = Type.Object(
  {
    /** Who is awaited and can no longer act. */
    from: Id,
    to: Id,
    reason: Type.String({ maxLength: 4000 }),
  },
  { additionalProperties: false },
)
export const HandOverCase = Type.Object(
  { ...HandOverBody.properties, id: Id },
  { additionalProperties: false },
)

export const CaseReceipt = Type.Object({
  id: Id,
  number: Type.String(),
  status: Type.String(),
  step: TextOrNull,
  version: Type.Integer(),
  opened: Type.Array(Type.Object({ id: Id, number: Type.String(), subject: Type.String() })),
})
export type CaseReceipt = Static<typeof CaseReceipt>

export const CaseQuery = Type.Object({
  procedure: Type.Optional(Type.String({ maxLength: 60 })),
  status: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('ended')])),
  /** mine: applied by me · unit: of my unit · all: whatever I may read. */
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

/** One line of the home page. */
export const TaskRow = Type.Object({
  id: Id,
  kind: Type.String(),
  caseId: Type.Union([Id, Type.Null()]),
  /** Where it is done. */
  href: TextOrNull,
  number: Type.String(),
  title: Type.String(),
  subject: Type.String(),
  from: Type.String(),
  dueAt: TextOrNull,
  wholeDay: Type.Boolean(),
  verb: Type.String(),
  as: Type.String(),
  insteadOf: TextOrNull,
  createdAt: Type.String(),
})
export type TaskRow = Static<typeof TaskRow>

export const NoticeRow = Type.Object({
  id: Id,
  message: Type.String(),
  caseId: Type.Union([Id, Type.Null()]),
  href: TextOrNull,
  number: TextOrNull,
  at: Type.String(),
})
export type NoticeRow = Static<typeof NoticeRow>

export const WaitingRow = Type.Object({
  id: Id,
  number: Type.String(),
  title: Type.String(),
  subject: Type.String(),
  waitingFor: Type.String(),
  since: Type.String(),
  dueAt: TextOrNull,
})
export type WaitingRow = Static<typeof WaitingRow>

export const Home = Type.Object({
  today: Type.Array(TaskRow),
  week: Type.Array(TaskRow),
  later: Type.Array(TaskRow),
  /** Mine, at others. */
  waiting: Type.Array(WaitingRow),
  notices: Type.Array(NoticeRow),
  /** How many tasks in all, where not all are shown. */
  total: Type.Integer(),
})
export type Home = Static<typeof Home>
