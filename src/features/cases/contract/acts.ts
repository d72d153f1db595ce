import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Version } from '#kernel/contracts/version.ts'
import { Id, TextOrNull, Values } from './common.ts'

/** Requests that begin a case or move it on, and the receipt that they return. */

export const BeginCase = Type.Object(
  {
    procedure: Type.String({ maxLength: 60 }),
    about: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
    fields: Type.Optional(Values),
    /** Dates more than ten years away are meant so; without it they are refused (`date-far`). */
    datesMeant: Type.Optional(Type.Boolean()),
    /** Does the first step in the same request; otherwise the case waits for its applicant. */
    send: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

export const ActOnCaseBody = Type.Object(
  {
    /** The step that was on the screen. */
    step: Type.String({ maxLength: 60 }),
    /** The version that was on the screen. The act is refused if the case has changed since. */
    version: Version,
    decision: Type.Optional(Type.String({ maxLength: 60 })),
    fields: Type.Optional(Values),
    /** Answers about safeguards: by the id of the safeguard, then of the field. */
    safeguards: Type.Optional(Type.Record(Type.String({ maxLength: 120 }), Values)),
    confirmed: Type.Optional(Type.Array(Type.String({ maxLength: 120 }), { maxItems: 50 })),
    comment: Type.Optional(Type.String({ maxLength: 4000 })),
    /** The answer to the question with which the case was sent back. */
    reply: Type.Optional(Type.String({ maxLength: 4000 })),
    /** Dates more than ten years away are meant so; without it they are refused (`date-far`). */
    datesMeant: Type.Optional(Type.Boolean()),
    /** For a step that asks what somebody still holds: what became of each entry. */
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
    /** The actor wrote it on paper, and the person who sends the request records it. */
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
    /** The person for whom the case waits and who can no longer act. */
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
  /** Cases that the effects of the act opened. */
  opened: Type.Array(Type.Object({ id: Id, number: Type.String(), subject: Type.String() })),
})
export type CaseReceipt = Static<typeof CaseReceipt>
