import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Carries, Id, Nullable } from './common.ts'

export const ResultsPath = Type.Object({ round: Type.String({ maxLength: 60 }) })
export const ResultsQuery = Type.Object({ turn: Type.Optional(Id) })

/** How often an item was answered right, wrong, and said not to apply. */
const Figures = Type.Object({
  kept: Type.Integer(),
  findings: Type.Integer(),
  notApplicable: Type.Integer(),
})
export type Figures = Static<typeof Figures>

/** An item with its figures for one unit; null where so few answered that it would tell who. */
const ItemResult = Type.Object({
  key: Type.String(),
  figures: Nullable(Figures),
  /** The same in the turn before; null where there is none, or too few answered. */
  before: Nullable(Figures),
})
export type ItemResult = Static<typeof ItemResult>

const UnitResult = Type.Object({
  /** Null for all whom the reader sees together. */
  id: Nullable(Id),
  title: Type.String(),
  /** How deep it stands below what the reader sees. */
  depth: Type.Integer(),
  asked: Type.Integer(),
  closed: Type.Integer(),
  items: Type.Array(ItemResult),
})
export type UnitResult = Static<typeof UnitResult>

/** How people answered in a turn, by unit; the answers of a few are not told. */
export const RoundResults = Type.Object({
  round: Type.Object({ id: Type.String(), title: Type.String() }),
  turn: Nullable(Type.Object({ id: Id, title: Type.String() })),
  before: Nullable(Type.Object({ id: Id, title: Type.String() })),
  turns: Type.Array(Type.Object({ id: Id, title: Type.String() })),
  items: Type.Array(Type.Object({ key: Type.String(), title: Type.String(), carries: Carries })),
  units: Type.Array(UnitResult),
  /** Fewer answers than these are not shown. */
  least: Type.Integer(),
})
export type RoundResults = Static<typeof RoundResults>
