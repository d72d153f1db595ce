import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Id, IdAndName, orNull, ProvisionRefs, TextOrNull } from './common.ts'

/** One event in the history of a case, as its page shows it. */
export const CaseEvent = Type.Object({
  at: Type.String(),
  kind: Type.String(),
  person: Type.String(),
  as: Type.String(),
  step: TextOrNull,
  decision: Type.String(),
  party: TextOrNull,
  insteadOf: TextOrNull,
  because: orNull(Type.Enum(['absent', 'vacant', 'excluded'])),
  comment: TextOrNull,
  /** What was confirmed with the act: confirmations of the step, and safeguards. */
  confirmed: Type.Array(Type.String()),
  /** The answer to the question with which the case was sent back. */
  reply: TextOrNull,
  /** Titles of the steps that were passed over on the way: what they would have done is not done. */
  passedOver: Type.Array(Type.String()),
  /** Entries that the outcome left as they are, with the state that they are in. */
  left: Type.Array(Type.Object({ name: Type.String(), state: Type.String() })),
  late: orNull(Type.Object({ due: Type.String(), days: Type.Integer() })),
  /** The id of the signature that was given with it. */
  signature: TextOrNull,
  holdings: Type.Array(
    Type.Object({
      register: Type.String(),
      number: Type.String(),
      name: Type.String(),
      returned: Type.Boolean(),
      why: Type.Optional(Type.String()),
    }),
  ),
  paper: orNull(
    Type.Object({
      recorder: Type.String(),
      on: Type.String(),
      from: Type.String(),
      files: Type.Array(IdAndName),
    }),
  ),
  provisions: ProvisionRefs,
  changed: Type.Array(
    Type.Object({
      field: Type.String(),
      /** The safeguard that the field belongs to. */
      safeguard: Type.Optional(Type.String()),
      title: Type.String(),
      from: Type.String(),
      to: Type.String(),
    }),
  ),
  /** A deputy acted: the review in which the holder sees it on return. */
  review: orNull(
    Type.Object({ id: Id, holder: Type.String(), seenAt: TextOrNull, mine: Type.Boolean() }),
  ),
})
export type CaseEvent = Static<typeof CaseEvent>
