import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Id, orNull } from './common.ts'

/** What the present step of a case looks at about one subject, and how far that is. */
export const StepCheckView = Type.Object({
  kind: Type.Enum(['answers', 'round']),
  title: Type.String(),
  /** As people call it. */
  subject: Type.String(),
  /** Where it is answered, or the round that is waited for; null where the reader may not go there. */
  href: orNull(Type.String()),
  /** The occurrence whose items the reader may answer here. */
  occurrence: orNull(Id),
  asked: Type.Integer(),
  answered: Type.Integer(),
  /** The titles of what is not as it must be. */
  wrong: Type.Array(Type.String()),
  /** Everything is answered, and right where that is waited for. */
  done: Type.Boolean(),
})
export type StepCheckView = Static<typeof StepCheckView>
