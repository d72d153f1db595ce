import { Type } from 'typebox'
import type { Static } from 'typebox'
import { cadences } from '#kernel/calendar/recurrence.ts'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Version } from '#kernel/contracts/version.ts'
import { pdfType } from '#kernel/contracts/mediaTypes.ts'
import type { FieldJson } from '#kernel/fields/index.ts'

/** What the API and the screens share about bodies (committees, teams) and their meetings. */

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const TextOrNull = Type.Union([Type.String(), Type.Null()])

export const BodyPath = Type.Object({ body: Type.String({ maxLength: 60 }) })
export const MeetingPath = Type.Object({ id: Id })

const Topic = Type.Object(
  { title: Type.String({ minLength: 1, maxLength: 200 }), text: Type.String({ maxLength: 4000 }) },
  { additionalProperties: false },
)
/** Recurring work on the agenda by its occurrence, which the meeting closes. */
const Occurrences = Type.Array(Id, { maxItems: 50, uniqueItems: true })
const AgendaTopic = Type.Object({
  title: Type.String(),
  text: Type.String(),
  occurrence: Type.Optional(Id),
})
/** Recurring work that a meeting of the body closes, and that is open. */
const WaitingRound = Type.Object({
  occurrence: Id,
  title: Type.String(),
  dueAt: Type.String(),
})
export type WaitingRound = Static<typeof WaitingRound>

const Plan = {
  beginsAt: Moment,
  place: Type.String({ maxLength: 200 }),
  topics: Type.Array(Topic, { maxItems: 50 }),
  occurrences: Type.Optional(Occurrences),
}

const PlanMeetingBody = Type.Object(Plan, { additionalProperties: false })
export const PlanMeeting = Type.Object(
  { ...Plan, ...BodyPath.properties },
  { additionalProperties: false },
)
const ChangeMeetingBody = Type.Object(Plan, { additionalProperties: false })
export const ChangeMeeting = Type.Object(
  { ...Plan, ...MeetingPath.properties, version: Version },
  { additionalProperties: false },
)
const CancelMeetingBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2000 }) },
  { additionalProperties: false },
)
export const CancelMeeting = Type.Object(
  { ...CancelMeetingBody.properties, ...MeetingPath.properties, version: Version },
  { additionalProperties: false },
)

const Decision = Type.Object(
  {
    case: Id,
    /** The version of the case that the body saw. */
    version: Version,
    decision: Type.String({ maxLength: 60 }),
    comment: Type.Optional(Type.String({ maxLength: 4000 })),
    /** The fields of the step. */
    fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** Answers to safeguards: by the id of the safeguard, then of the field. */
    safeguards: Type.Optional(
      Type.Record(Type.String({ maxLength: 120 }), Type.Record(Type.String(), Type.Unknown())),
    ),
    confirmed: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 50 })),
  },
  { additionalProperties: false },
)
export type MeetingDecision = Static<typeof Decision>
const RecordMeetingBody = Type.Object(
  {
    attendees: Type.Array(Id, { minItems: 1, maxItems: 500 }),
    minutes: Type.String({ minLength: 1, maxLength: 100_000 }),
    /** The decisions of the meeting; cases left out wait for the next one. */
    decisions: Type.Array(Decision, { maxItems: 200 }),
    /** Recurring work on the agenda that the meeting did not come to; the rest is done with it. */
    postponed: Type.Optional(Occurrences),
  },
  { additionalProperties: false },
)
export const RecordMeeting = Type.Object(
  { ...RecordMeetingBody.properties, ...MeetingPath.properties, version: Version },
  { additionalProperties: false },
)

/** A case that waits for a body, and what the body may decide. */
export const AgendaItem = Type.Object({
  case: Id,
  version: Type.Integer(),
  number: Type.String(),
  subject: Type.String(),
  procedureTitle: Type.String(),
  step: Type.String(),
  stepTitle: Type.String(),
  applicant: Type.String(),
  since: Type.String(),
  dueAt: TextOrNull,
  decisions: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      tone: Type.String(),
      comment: Type.Boolean(),
      confirms: Type.Boolean(),
      onward: Type.Boolean(),
    }),
  ),
  confirm: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
  /** The fields to fill in with a decision that continues the case, and their present values. */
  fields: Type.Array(Type.Unsafe<FieldJson>({})),
  known: Type.Record(Type.String(), Type.Unknown()),
})
export type AgendaItem = Static<typeof AgendaItem>

export const MeetingRow = Type.Object({
  id: Id,
  body: Type.String(),
  bodyTitle: Type.String(),
  number: Type.String(),
  beginsAt: Type.String(),
  place: Type.String(),
  state: Type.Enum(['planned', 'held', 'cancelled']),
  decided: Type.Integer(),
})
export type MeetingRow = Static<typeof MeetingRow>

export const BodyRow = Type.Object({
  id: Type.String(),
  title: Type.String(),
  chair: TextOrNull,
  secretary: TextOrNull,
  meets: Type.Union([Type.Enum([...cadences]), Type.Null()]),
  members: Type.Integer(),
  waiting: Type.Integer(),
  next: Type.Union([MeetingRow, Type.Null()]),
  last: Type.Union([MeetingRow, Type.Null()]),
  /** The day by which it should meet again, by its cadence. */
  dueOn: TextOrNull,
  late: Type.Boolean(),
})
export type BodyRow = Static<typeof BodyRow>
const BodyList = Type.Array(BodyRow)

export const Member = Type.Object({
  person: Id,
  name: Type.String(),
  as: Type.String(),
  unitTitle: Type.String(),
  /** Recorded as absent on the day of the meeting, or today. */
  away: Type.Boolean(),
})
export type Member = Static<typeof Member>
export const BodyView = Type.Object({
  ...BodyRow.properties,
  tasks: Type.Array(
    Type.Object({ id: Type.String(), title: Type.String(), carries: Type.Array(Type.String()) }),
  ),
  carries: Type.Array(Type.String()),
  people: Type.Array(Member),
  agenda: Type.Array(AgendaItem),
  rounds: Type.Array(WaitingRound),
  meetings: Type.Array(MeetingRow),
  mayRecord: Type.Boolean(),
})
export type BodyView = Static<typeof BodyView>

export const MeetingView = Type.Object({
  ...MeetingRow.properties,
  topics: Type.Array(AgendaTopic),
  agenda: Type.Array(AgendaItem),
  /** Recurring work that may be put on the agenda while the meeting is planned. */
  rounds: Type.Array(WaitingRound),
  people: Type.Array(Member),
  attendees: Type.Array(Type.Object({ person: Id, name: Type.String() })),
  minutes: Type.String(),
  decisions: Type.Array(
    Type.Object({
      case: Id,
      number: Type.String(),
      subject: Type.String(),
      decision: Type.String(),
      title: Type.String(),
      comment: Type.String(),
    }),
  ),
  recordedBy: TextOrNull,
  recordedAt: TextOrNull,
  version: Type.Integer(),
  mayRecord: Type.Boolean(),
  carries: Type.Array(Type.String()),
})
export type MeetingView = Static<typeof MeetingView>

const MeetingReceipt = Type.Object({
  id: Id,
  number: Type.String(),
  version: Type.Integer(),
})

export const endpoints = {
  printMeeting: endpoint({
    method: 'GET',
    url: '/api/meetings/:id/minutes.pdf',
    title: '会議の次第か議事録（PDF）',
    params: MeetingPath,
    produces: pdfType,
  }),
  bodies: endpoint({
    method: 'GET',
    url: '/api/bodies',
    title: '会議体の一覧',
    reply: BodyList,
  }),
  body: endpoint({
    method: 'GET',
    url: '/api/bodies/:body',
    title: '一つの会議体',
    params: BodyPath,
    reply: BodyView,
  }),
  planMeeting: endpoint({
    method: 'POST',
    url: '/api/bodies/:body/meetings',
    title: '会議を開くことにする',
    params: BodyPath,
    body: PlanMeetingBody,
    reply: MeetingReceipt,
    status: 201,
  }),
  meeting: endpoint({
    method: 'GET',
    url: '/api/meetings/:id',
    title: '一つの会議',
    params: MeetingPath,
    reply: MeetingView,
  }),
  changeMeeting: endpoint({
    method: 'PUT',
    url: '/api/meetings/:id',
    title: '会議の予定を変える',
    ifMatch: true,
    params: MeetingPath,
    body: ChangeMeetingBody,
    reply: MeetingReceipt,
  }),
  recordMeeting: endpoint({
    method: 'POST',
    url: '/api/meetings/:id/record',
    title: '会議を記録する',
    ifMatch: true,
    params: MeetingPath,
    body: RecordMeetingBody,
    reply: MeetingReceipt,
  }),
  cancelMeeting: endpoint({
    method: 'POST',
    url: '/api/meetings/:id/cancel',
    title: '会議を取りやめる',
    ifMatch: true,
    params: MeetingPath,
    body: CancelMeetingBody,
    reply: MeetingReceipt,
  }),
}
