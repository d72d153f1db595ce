import { Type } from 'typebox'
import type { Static } from 'typebox'

/** What an ad hoc task says in one language, as the column `english` of its row stores it. */
export const TaskTexts = Type.Object({
  title: Type.String(),
  subject: Type.String(),
  verb: Type.String(),
})
export type TaskTexts = Static<typeof TaskTexts>
