import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Comment, Id, Moment, Nullable, SubjectView } from './common.ts'

const strict = { additionalProperties: false } as const

/** A machine that answers about one line of a register, or about the organisation, by a token of its own. */
const MachineView = Type.Object({
  id: Id,
  title: Type.String(),
  subject: SubjectView,
  madeBy: Nullable(Type.String()),
  until: Moment,
  /** When it answered last; null where it never has. */
  lastAt: Nullable(Moment),
  /** Nothing has come from it in the time of a turn, and people have to answer instead. */
  silent: Type.Boolean(),
  mayEnd: Type.Boolean(),
})
export type MachineView = Static<typeof MachineView>

export const MachineList = Type.Object({
  machines: Type.Array(MachineView),
  /** What the actor may make a token for; an empty id is the organisation. */
  lines: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })),
  /** The items that machines answer, with the name by which an answer calls them. */
  items: Type.Array(Type.Object({ key: Type.String(), title: Type.String() })),
  lastTokenDay: Type.String({ format: 'date' }),
})
export type MachineList = Static<typeof MachineList>

export const MachineTokenPath = Type.Object({ id: Id })
export const MachineTokenWish = {
  /** The line that it answers about; left out, the organisation. */
  line: Type.Optional(Id),
  title: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  /** The last day of its validity, at most a year ahead. */
  until: Type.String({ format: 'date' }),
}
/** A token outlives the session that it is made in, so the present password is asked for. */
export const CreateMachineToken = Type.Object(
  { ...MachineTokenWish, password: Type.String({ maxLength: 200 }) },
  strict,
)
/** The token itself; no other response has it. */
export const CreatedMachineToken = Type.Object({ id: Id, token: Type.String() })

export const MachineAnswers = Type.Object(
  {
    answers: Type.Array(
      Type.Object(
        {
          /** `server/power` */
          item: Type.String({ maxLength: 120 }),
          value: Type.Unknown(),
          measuredAt: Moment,
          note: Type.Optional(Comment),
        },
        strict,
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  strict,
)
export const MachineReceipt = Type.Object({
  answered: Type.Integer(),
  findings: Type.Integer(),
  /** Items of the same turns that are not answered yet. */
  left: Type.Integer(),
  /** Items that no turn asks of the line at present. */
  notAsked: Type.Array(Type.String()),
})
export type MachineReceipt = Static<typeof MachineReceipt>
