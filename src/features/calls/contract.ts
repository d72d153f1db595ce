import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { pdfType } from '#kernel/contracts/mediaTypes.ts'

/** Endpoints and schemas of calls through the emergency network (呼出し). */

const Id = Type.String({ format: 'uuid' })
const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const text = Nullable(Type.String())
const strict = { additionalProperties: false } as const

export const IdPath = Type.Object({ id: Id })
export const PersonPath = Type.Object({ id: Id, person: Id })
export const LinkPath = Type.Object({ token: Type.String({ minLength: 40, maxLength: 120 }) })
const CallReceipt = Type.Object({ id: Id })
export const NewCall = Type.Object(
  { drill: Type.Boolean(), message: Type.String({ minLength: 1, maxLength: 500 }) },
  strict,
)
export const State = Type.Union([
  Type.Literal('ready'),
  Type.Literal('later'),
  Type.Literal('help'),
])
export type State = Static<typeof State>
export const AnswerBody = Type.Object(
  { state: State, note: Type.Optional(Type.String({ maxLength: 300 })) },
  strict,
)

export const CallRow = Type.Object({
  id: Id,
  drill: Type.Boolean(),
  message: Type.String(),
  startedBy: Type.String(),
  startedAt: Type.String(),
  endedAt: text,
  asked: Type.Integer(),
  answered: Type.Integer(),
  /** The reader's own answer; absent if the reader was not called. */
  own: Type.Optional(Type.Object({ state: Nullable(State), note: text, answeredAt: text })),
})
export type CallRow = Static<typeof CallRow>
export const CallsAnswer = Type.Object({
  calls: Type.Array(CallRow),
  mayStart: Type.Boolean(),
  /** How many people a call would reach today, and the names of those without a mail address. */
  reach: Type.Object({ people: Type.Integer(), withoutMail: Type.Array(Type.String()) }),
})
export type CallsAnswer = Static<typeof CallsAnswer>

export const CalledRow = Type.Object({
  person: Id,
  name: Type.String(),
  role: Type.String(),
  unit: Type.String(),
  phone: text,
  emergencyPhone: text,
  told: Type.Integer(),
  toldAt: Type.String(),
  state: Nullable(State),
  note: text,
  answeredAt: text,
  answeredBy: text,
})
export type CalledRow = Static<typeof CalledRow>
export const CallView = Type.Object({
  ...CallRow.properties,
  mayKeep: Type.Boolean(),
  /**
   * Everybody who was called, with their answers; empty unless the reader keeps the network. Those
   * who need help come first, then those who have not answered.
   */
  people: Type.Array(CalledRow),
})
export type CallView = Static<typeof CallView>

/** A call as the page behind the link of a mail shows it. */
export const LinkView = Type.Object({
  organization: Type.String(),
  drill: Type.Boolean(),
  message: Type.String(),
  startedAt: Type.String(),
  endedAt: text,
  name: Type.String(),
  state: Nullable(State),
  answeredAt: text,
})
export type LinkView = Static<typeof LinkView>

/** The answer of somebody else, with the answer that was on the screen: null where there was none. */
export const AnswerForBody = Type.Object({ ...AnswerBody.properties, was: Nullable(State) }, strict)

export const endpoints = {
  printCall: endpoint({
    method: 'GET',
    url: '/api/calls/:id/print.pdf',
    title: '呼出しの結果（PDF）',
    params: IdPath,
    produces: pdfType,
  }),
  callByLink: endpoint({
    method: 'GET',
    url: '/api/calls/link/:token',
    title: 'メールのリンクの呼出し',
    params: LinkPath,
    reply: LinkView,
  }),
  answerByLink: endpoint({
    method: 'POST',
    url: '/api/calls/link/:token',
    title: 'メールのリンクから呼出しに答える',
    params: LinkPath,
    body: AnswerBody,
  }),
  calls: endpoint({
    method: 'GET',
    url: '/api/calls',
    title: '呼出しの一覧',
    reply: CallsAnswer,
  }),
  startCall: endpoint({
    method: 'POST',
    url: '/api/calls',
    title: '緊急連絡網で呼び出す（訓練か本番）',
    body: NewCall,
    reply: CallReceipt,
    status: 201,
  }),
  call: endpoint({
    method: 'GET',
    url: '/api/calls/:id',
    title: '呼出しと答え',
    params: IdPath,
    reply: CallView,
  }),
  answerCall: endpoint({
    method: 'POST',
    url: '/api/calls/:id/answer',
    title: '呼出しに答える',
    params: IdPath,
    body: AnswerBody,
  }),
  answerForCalled: endpoint({
    method: 'POST',
    url: '/api/calls/:id/answers/:person',
    title: '電話で聞いた答えを記録する',
    params: PersonPath,
    body: AnswerForBody,
  }),
  remindCalled: endpoint({
    method: 'POST',
    url: '/api/calls/:id/remind',
    title: '答えのない人をもう一度呼び出す',
    params: IdPath,
    reply: CallReceipt,
  }),
  endCall: endpoint({
    method: 'POST',
    url: '/api/calls/:id/end',
    title: '呼出しを終える',
    params: IdPath,
  }),
}
