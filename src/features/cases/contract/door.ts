import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Verdict } from '#features/handling/contract.ts'
import { Id, orNull, Values } from './common.ts'

/** A form as it is filled in now: of a procedure that is to begin, or of the open case `case`. */
export const DoorBody = Type.Object(
  {
    procedure: Type.String({ maxLength: 60 }),
    case: Type.Optional(Id),
    about: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
    fields: Type.Optional(Values),
  },
  { additionalProperties: false },
)

/** Another open case about one of the same entries. */
export const OtherCase = Type.Object({
  id: Id,
  number: Type.String(),
  subject: Type.String(),
  step: Type.String(),
  entry: Type.String(),
})
export type OtherCase = Static<typeof OtherCase>

const doorParts = {
  /** What the handling rules say already, whatever is still to be filled in. */
  verdicts: Type.Array(Verdict),
  /** What lines of registers say of fields of the form, so that nobody is asked. */
  known: Type.Array(
    Type.Object({
      field: Type.String(),
      value: Type.Unknown(),
      text: Type.String(),
      entries: Type.Array(Type.String()),
    }),
  ),
  /** Why the case cannot go on. */
  refusal: orNull(
    Type.Object({
      code: Type.String(),
      title: Type.String(),
      detail: Type.String(),
      grounds: Type.Array(
        Type.Object({ provision: Type.String(), rule: Type.Optional(Type.String()) }),
      ),
    }),
  ),
}

export const DoorView = Type.Object(doorParts)
export type DoorView = Static<typeof DoorView>

export const DoorAnswer = Type.Object({ ...doorParts, others: Type.Array(OtherCase) })
export type DoorAnswer = Static<typeof DoorAnswer>
