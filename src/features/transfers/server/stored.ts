import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { leftReasons } from '#kernel/registers/leftRows.ts'
import type { Move, StaffRecord, TransferListRow } from '#kernel/organization/index.ts'

type Properties<T> = Readonly<Record<keyof T, TSchema>>

const Text = Type.String()
const TextOrNull = Type.Union([Text, Type.Null()])
const Cell = Type.Optional(Text)

/** The lines of a list, as stored. */
export const Lines = Type.Array(
  Type.Object({
    row: Type.Number(),
    number: Cell,
    name: Cell,
    kana: Cell,
    unit: Cell,
    post: Cell,
    also: Cell,
    employment: Cell,
    email: Cell,
    phone: Cell,
    until: Cell,
    event: Cell,
    day: Cell,
    sections: Type.Optional(Type.Array(Text)),
    left: Type.Optional(Type.Enum([...leftReasons])),
  } satisfies Properties<TransferListRow>),
)

const standing = {
  name: Text,
  kana: Text,
  number: TextOrNull,
  unit: Text,
  posts: Type.Array(Text),
  employment: Text,
  email: TextOrNull,
  phone: TextOrNull,
  until: TextOrNull,
} satisfies Properties<StaffRecord>

/** What was done, person by person; null before the transfer is applied. */
export const Moves = Type.Union([
  Type.Null(),
  Type.Array(
    Type.Object({
      kind: Type.Union([
        Type.Literal('joined'),
        Type.Literal('moved'),
        Type.Literal('left'),
        Type.Literal('unchanged'),
      ]),
      person: Cell,
      row: Type.Optional(Type.Number()),
      before: Type.Optional(Type.Object(standing)),
      after: Type.Optional(Type.Object(standing)),
      changes: Type.Array(Type.KeyOf(Type.Object(standing))),
    } satisfies Properties<Move>),
  ),
])

/** Sentences of the warnings that were accepted. */
export const Accepted = Type.Array(Text)
