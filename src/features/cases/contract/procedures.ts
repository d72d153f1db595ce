import { Type } from 'typebox'
import type { Static } from 'typebox'
import { FieldSchema } from '#kernel/fields/schema.ts'
import { orNull, ProvisionRefs, TextOrNull, Tone } from './common.ts'

/** All procedures in the order of their sections, with whether the reader may begin them. */
export const ProcedureList = Type.Array(
  Type.Object({
    id: Type.String(),
    title: Type.String(),
    form: TextOrNull,
    group: TextOrNull,
    /** When it is the right one, in one line. */
    use: TextOrNull,
    /** What people want, where other procedures come near to it, too. */
    want: orNull(Type.Object({ id: Type.String(), title: Type.String() })),
    about: TextOrNull,
    /** Whether the reader may begin it. */
    may: Type.Boolean(),
    /** Who may begin it, in words. */
    who: Type.String(),
    /** The acts whose questions lead here. */
    asks: Type.Array(Type.String()),
    /** More words for the search: those of the pack, of the acts that lead here, and their kana. */
    words: Type.String(),
  }),
)
export type ProcedureList = Static<typeof ProcedureList>

export const ProcedurePath = Type.Object({ procedure: Type.String({ maxLength: 60 }) })

/** The definition of a procedure, for the page on which a case begins. */
export const ProcedureView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  form: TextOrNull,
  use: TextOrNull,
  carries: ProvisionRefs,
  about: orNull(
    Type.Object({
      register: Type.String(),
      many: Type.Boolean(),
      required: Type.Boolean(),
      /** The states of entries that a case is worth beginning about. */
      states: Type.Array(Type.String()),
      title: Type.String(),
    }),
  ),
  fields: Type.Array(FieldSchema),
  /** Its steps in words: who acts, until when, in which case, and where each way leads. */
  flow: Type.Object({
    steps: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        who: Type.String(),
        limit: TextOrNull,
        when: TextOrNull,
        ways: Type.Array(
          Type.Object({
            title: Type.String(),
            when: TextOrNull,
            starts: Type.Array(Type.String()),
            to: Type.Union([
              Type.Object({ step: Type.String() }),
              Type.Object({ end: Type.String(), title: Type.String(), tone: Tone }),
            ]),
          }),
        ),
      }),
    ),
  }),
  /** The first step asks for more than fields: it is done on the page of the case. */
  demanding: Type.Boolean(),
  /** The verb of the first decision of the first step. */
  send: TextOrNull,
})
export type ProcedureView = Static<typeof ProcedureView>
