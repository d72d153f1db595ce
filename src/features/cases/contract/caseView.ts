import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Abilities } from './abilities.ts'
import { Id, IdAndName, orNull, ProvisionRefs, TextOrNull, Tone } from './common.ts'
import { DoorView, OtherCase } from './door.ts'
import { StepCheckView } from './checks.ts'
import { CaseEvent } from './history.ts'

/** An exception that the case granted, and for whom. */
export const GrantedException = Type.Object({
  id: Id,
  provisions: ProvisionRefs,
  from: Type.String(),
  until: Type.String(),
  state: Type.Enum(['running', 'coming', 'ended']),
  /** The person, unit or entry that it is for. */
  for: TextOrNull,
  everyone: Type.Boolean(),
  /** It ends soon, and the reader may renew it or let it end. */
  mayRenew: Type.Boolean(),
  released: Type.Boolean(),
})
export type GrantedException = Static<typeof GrantedException>

/** A case as its page shows it. */
export const CaseView = Type.Object({
  id: Id,
  number: Type.String(),
  subject: Type.String(),
  version: Type.Integer(),
  openedAt: Type.String(),
  procedure: Type.Object({
    id: Type.String(),
    title: Type.String(),
    form: TextOrNull,
    carries: ProvisionRefs,
  }),
  status: Type.Enum(['open', 'ended']),
  outcome: orNull(Type.Object({ id: Type.String(), title: Type.String(), tone: Tone })),
  applicant: Type.Object({ id: Type.String(), name: Type.String(), unit: Type.String() }),
  about: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      class: orNull(Type.Record(Type.String(), Type.Integer())),
      register: Type.String(),
    }),
  ),
  /** The filled-in fields of the form, with their values as text. */
  paper: Type.Array(
    Type.Object({
      field: Type.String(),
      /** The safeguard that the field belongs to. */
      safeguard: Type.Optional(Type.String()),
      title: Type.String(),
      value: Type.String(),
      changed: Type.Boolean(),
      files: Type.Optional(Type.Array(IdAndName)),
    }),
  ),
  /** The case from which this case began, and the cases that began from it. */
  linked: Type.Array(
    Type.Object({
      id: Id,
      number: Type.String(),
      subject: Type.String(),
      relation: Type.Enum(['origin', 'following']),
    }),
  ),
  /** Other open cases about the same entries that the reader may read. */
  others: Type.Array(OtherCase),
  /** What the handling rules say of the open case. */
  door: DoorView,
  line: Type.Object({
    end: orNull(
      Type.Object({
        id: Type.String(),
        title: Type.String(),
        tone: Tone,
        reached: Type.Boolean(),
      }),
    ),
    stops: Type.Array(
      Type.Object({
        step: Type.String(),
        title: Type.String(),
        state: Type.Enum(['past', 'current', 'future']),
        who: Type.String(),
        persons: Type.Array(Type.String()),
        at: TextOrNull,
        /** The limit of a stop that is not left yet, where it is known. */
        due: TextOrNull,
        wholeDay: Type.Boolean(),
        undone: Type.Boolean(),
      }),
    ),
  }),
  step: orNull(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      decides: Type.Boolean(),
      /** Answers are written here that the handling rules read. */
      asked: Type.Boolean(),
    }),
  ),
  /** What the present step looks at before it leads on. */
  checks: Type.Array(StepCheckView),
  abilities: Abilities,
  history: Type.Array(CaseEvent),
  exceptions: Type.Array(GrantedException),
  /** `sealed` says whether the seal still fits the text, the signer and the moment. */
  signatures: Type.Array(
    Type.Object({
      id: Id,
      title: Type.String(),
      signer: Type.String(),
      signedAt: Type.String(),
      seal: Type.String(),
      sha256: Type.String(),
      sealed: Type.Boolean(),
    }),
  ),
})
export type CaseView = Static<typeof CaseView>
