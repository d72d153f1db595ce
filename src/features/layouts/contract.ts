import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'

/** What the API and the screens share about an organisation's own layouts of forms. */

const Maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Procedure = Type.String({ minLength: 1, maxLength: 60 })

export const FormPath = Type.Object({ procedure: Procedure })
export const VersionPath = Type.Object({
  procedure: Procedure,
  version: Type.String({ maxLength: 60 }),
})
export const CasePath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const Made = Type.Object({ version: Type.Integer() })
export type Made = Static<typeof Made>

export const FormRow = Type.Object({
  procedure: Type.String(),
  title: Type.String(),
  form: Maybe(Type.String()),
  /** The layout in use. */
  layout: Maybe(
    Type.Object({ version: Type.Integer(), madeAt: Type.String(), outdated: Type.Boolean() }),
  ),
})
export type FormRow = Static<typeof FormRow>
export const FormsAnswer = Type.Object({ mayKeep: Type.Boolean(), forms: Type.Array(FormRow) })
export type FormsAnswer = Static<typeof FormsAnswer>

/** Something that can be written in a place. */
export const Offer = Type.Object({
  name: Type.String(),
  also: Type.Array(Type.String()),
  /** A part of a seal box is only its name or its day. */
  kind: Type.Union([
    Type.Literal('case'),
    Type.Literal('field'),
    Type.Literal('column'),
    Type.Literal('seal'),
    Type.Literal('seal-part'),
  ]),
  /** The table that a column is of. */
  table: Maybe(Type.String()),
})
export type Offer = Static<typeof Offer>

export const LayoutVersion = Type.Object({
  version: Type.Integer(),
  file: Type.String(),
  places: Type.Integer(),
  madeBy: Type.String(),
  madeAt: Type.String(),
  endedBy: Maybe(Type.String()),
  endedAt: Maybe(Type.String()),
  /** What of it the pack in force does not know. */
  faults: Type.Array(Type.String()),
})
export type LayoutVersion = Static<typeof LayoutVersion>
export const LayoutView = Type.Object({
  procedure: Type.String(),
  title: Type.String(),
  form: Maybe(Type.String()),
  offers: Type.Array(Offer),
  current: Maybe(LayoutVersion),
  earlier: Type.Array(LayoutVersion),
})
export type LayoutView = Static<typeof LayoutView>

const Cell = Type.Object({
  ref: Type.String(),
  text: Type.String(),
  across: Type.Integer(),
  down: Type.Integer(),
  boxed: Type.Boolean(),
  align: Type.Union([Type.Literal('left'), Type.Literal('center'), Type.Literal('right')]),
  filled: Type.Boolean(),
})
export const Sheet = Type.Object({
  name: Type.String(),
  widths: Type.Array(Type.Number()),
  rows: Type.Array(Type.Object({ height: Type.Number(), cells: Type.Array(Cell) })),
  cut: Type.Boolean(),
})
export type Sheet = Static<typeof Sheet>
/** A layout filled with an example. */
export const Preview = Type.Object({
  places: Type.Integer(),
  /** Fields of the form that the layout leaves out. */
  unused: Type.Array(Type.String()),
  sheets: Type.Array(Sheet),
})
export type Preview = Static<typeof Preview>
