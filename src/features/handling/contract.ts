import { Type } from 'typebox'
import type { Static } from 'typebox'
import { AxisSchema, FieldSchema } from '#kernel/fields/schema.ts'
import { endpoint } from '#kernel/contracts/endpoint.ts'

/** Endpoints and schemas of 「これをしてもいい？」: acts, questions and verdicts. */

const Id = Type.String({ format: 'uuid' })

export const AskBody = Type.Object(
  {
    act: Type.String({ maxLength: 60 }),
    /** Entries of the register that the act is about. */
    about: Type.Optional(Type.Array(Id, { maxItems: 100 })),
    /** Where there is no entry: the class, to ask in general. */
    class: Type.Optional(Type.Record(Type.String(), Type.Integer())),
    fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
)

const Person = Type.Object({ id: Type.String(), name: Type.String() })

const VerdictSafeguard = Type.Object({
  id: Type.String(),
  title: Type.String(),
  because: Type.Array(Type.String()),
})
const Approval = Type.Object({
  step: Type.String(),
  title: Type.String(),
  /** What its good decision is called in the policy: 許可, 承認. */
  word: Type.String(),
  /** For each role at a place: who acts for it today, and why, if that is not its holder. */
  seats: Type.Array(
    Type.Object({
      title: Type.String(),
      acting: Type.Union([Person, Type.Null()]),
      insteadOf: Type.Union([Person, Type.Null()]),
      because: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})

export const Verdict = Type.Object({
  act: Type.String(),
  verdict: Type.Union([Type.Literal('allow'), Type.Literal('permit'), Type.Literal('forbid')]),
  rule: Type.Union([Type.String(), Type.Null()]),
  ruleTitle: Type.Union([Type.String(), Type.Null()]),
  procedure: Type.Union([
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      form: Type.Union([Type.String(), Type.Null()]),
    }),
    Type.Null(),
  ]),
  class: Type.Union([Type.Record(Type.String(), Type.Integer()), Type.Null()]),
  classLabel: Type.String(),
  safeguards: Type.Array(VerdictSafeguard),
  approvals: Type.Array(Approval),
  instead: Type.Union([Type.String(), Type.Null()]),
  /** Rules that exceptions set aside, with the numbers of the granting cases and the last day. */
  excepted: Type.Array(
    Type.Object({
      rule: Type.String(),
      title: Type.String(),
      provisions: Type.Array(Type.String()),
      numbers: Type.Array(Type.String()),
      until: Type.String(),
    }),
  ),
  /** The provisions on which the verdict rests, with the rule and the gist. */
  grounds: Type.Array(
    Type.Object({
      provision: Type.String(),
      rule: Type.Union([Type.String(), Type.Null()]),
      gist: Type.String(),
    }),
  ),
  edition: Type.String(),
  trace: Type.Array(
    Type.Object({
      rule: Type.String(),
      title: Type.String(),
      matched: Type.Boolean(),
      counts: Type.Boolean(),
    }),
  ),
})
export type Verdict = Static<typeof Verdict>

/** All acts that can be asked about, each with its questions. */
export const Acts = Type.Object({
  groups: Type.Array(Type.String()),
  acts: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      phrase: Type.String(),
      kana: Type.String(),
      about: Type.Boolean(),
      register: Type.Union([Type.String(), Type.Null()]),
      group: Type.Union([Type.String(), Type.Null()]),
      asks: Type.Array(FieldSchema),
    }),
  ),
  axes: Type.Array(AxisSchema),
})
export type Acts = Static<typeof Acts>

/** A question as JSON in the address. */
const AskInUrl = Type.Object({ question: Type.String({ maxLength: 8000 }) })

export const endpoints = {
  acts: endpoint({
    method: 'GET',
    url: '/api/handling/acts',
    title: '尋ねられる行為の一覧',
    reply: Acts,
  }),
  askBefore: endpoint({
    method: 'POST',
    url: '/api/handling/ask',
    title: 'これをしてもいい？（何も変えない）',
    body: AskBody,
    reply: Verdict,
  }),
  askInUrl: endpoint({
    method: 'GET',
    url: '/api/handling/ask',
    title: 'これをしてもいい？（アドレスで尋ねる）',
    query: AskInUrl,
    reply: Verdict,
  }),
}
