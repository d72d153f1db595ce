import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'

/** What the API and the screens share about calls through the emergency network (呼出し). */

const Id = Type.String({ format: 'uuid' })
const Maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const text = Maybe(Type.String())
const strict = { additionalProperties: false } as const

export const IdPath = Type.Object({ id: Id })
export const PersonPath = Type.Object({ id: Id, person: Id })
export const LinkPath = Type.Object({ token: Type.String({ minLength: 40, maxLength: 120 }) })
export const Made = Type.Object({ id: Id })
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
export const Answering = Type.Object(
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
  /** What the reader answered; missing where they were not called. */
  own: Type.Optional(Type.Object({ state: Maybe(State), note: text, answeredAt: text })),
})
export type CallRow = Static<typeof CallRow>
export const CallsAnswer = Type.Object({
  calls: Type.Array(CallRow),
  mayStart: Type.Boolean(),
  /** How many people a call would reach today, and who of them has no address. */
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
  state: Maybe(State),
  note: text,
  answeredAt: text,
  answeredBy: text,
})
export type CalledRow = Static<typeof CalledRow>
export const CallView = Type.Object({
  ...CallRow.properties,
  mayKeep: Type.Boolean(),
  /** Everybody with their answers, for those who keep the network; who has not answered stands first. */
  people: Type.Array(CalledRow),
})
export type CallView = Static<typeof CallView>

/** What the page behind the link of a mail shows. */
export const LinkView = Type.Object({
  organization: Type.String(),
  drill: Type.Boolean(),
  message: Type.String(),
  startedAt: Type.String(),
  endedAt: text,
  name: Type.String(),
  state: Maybe(State),
  answeredAt: text,
})
export type LinkView = Static<typeof LinkView>
