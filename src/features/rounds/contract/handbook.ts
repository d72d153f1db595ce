import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Carries, Moment, Nullable } from './common.ts'

/** The rules of conduct for a person: what the checklists of people hold, by checklist and heading. */
export const Handbook = Type.Object({
  parts: Type.Array(
    Type.Object({
      checklist: Type.String(),
      title: Type.String(),
      items: Type.Array(
        Type.Object({
          key: Type.String(),
          title: Type.String(),
          ask: Nullable(Type.String()),
          help: Nullable(Type.String()),
          heading: Nullable(Type.String()),
          carries: Carries,
        }),
      ),
      /** When the actor read this edition of it; null where not yet. */
      readAt: Nullable(Moment),
      /** The open occurrence in which it is to be read. */
      occurrence: Nullable(Type.String()),
    }),
  ),
})
export type Handbook = Static<typeof Handbook>
