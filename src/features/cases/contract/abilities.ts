import { Type } from 'typebox'
import type { Static } from 'typebox'
import { FieldSchema } from '#kernel/fields/schema.ts'
import { Id, IdAndName, orNull, ProvisionRefs, TextOrNull, Tone, Values } from './common.ts'

export const Confirmation = Type.Object({
  id: Type.String(),
  title: Type.String(),
  carries: ProvisionRefs,
})
export type Confirmation = Static<typeof Confirmation>

/** A safeguard that the case needs, with its questions and the answers so far. */
export const SafeguardView = Type.Object({
  ...Confirmation.properties,
  asks: Type.Array(FieldSchema),
  known: Values,
})
export type SafeguardView = Static<typeof SafeguardView>

export const Decision = Type.Object({
  id: Type.String(),
  title: Type.String(),
  tone: Tone,
  comment: Type.Boolean(),
  onward: Type.Boolean(),
  confirm: Type.Array(Confirmation),
})
export type Decision = Static<typeof Decision>

/** The entries that a person holds, with the roles and the number of tasks that they still have. */
export const Holdings = Type.Object({
  person: Id,
  name: Type.String(),
  lines: Type.Array(
    Type.Object({
      id: Id,
      register: Type.String(),
      registerTitle: Type.String(),
      number: Type.String(),
      name: Type.String(),
    }),
  ),
  roles: Type.Array(Type.String()),
  tasks: Type.Integer(),
})
export type Holdings = Static<typeof Holdings>

/** What the reader may do with a case now; if nothing, for whom it waits. */
export const Abilities = Type.Object({
  mayAct: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
  /** The persons whose paper the reader may record. */
  mayRecord: Type.Array(IdAndName),
  /** The text that this step asks the actor to sign. */
  sign: orNull(Type.Object({ title: Type.String(), carries: Type.Array(Type.String()) })),
  holdings: orNull(Holdings),
  waitsFor: Type.String(),
  due: TextOrNull,
  wholeDay: Type.Boolean(),
  /** The reader would decide this step, but it is their own application. */
  barred: Type.Boolean(),
  /** Nobody can act at this step any more. */
  stuck: Type.Boolean(),
  why: orNull(
    Type.Object({
      code: Type.String(),
      title: Type.String(),
      detail: Type.String(),
      grounds: Type.Array(
        Type.Object({ provision: Type.String(), rule: Type.Optional(Type.String()) }),
      ),
    }),
  ),
  /** The person who can no longer act, if the reader may name another. */
  handOver: orNull(Type.Object({ from: Id, name: Type.String() })),
  /** The question with which the case was sent back: going on needs an answer. */
  question: TextOrNull,
  as: TextOrNull,
  insteadOf: TextOrNull,
  fields: Type.Array(FieldSchema),
  known: Values,
  safeguards: Type.Array(SafeguardView),
  decisions: Type.Array(Decision),
})
