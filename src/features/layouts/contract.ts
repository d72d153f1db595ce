import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { xlsxType } from '#kernel/contracts/mediaTypes.ts'

/** What the API and the screens share about an organisation's own layouts of forms. */

const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Procedure = Type.String({ minLength: 1, maxLength: 60 })

export const FormPath = Type.Object({ procedure: Procedure })
export const VersionPath = Type.Object({
  procedure: Procedure,
  version: Type.String({ maxLength: 60 }),
})
export const CasePath = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const LayoutReceipt = Type.Object({ version: Type.Integer() })
export type LayoutReceipt = Static<typeof LayoutReceipt>

export const FormRow = Type.Object({
  procedure: Type.String(),
  title: Type.String(),
  form: Nullable(Type.String()),
  /** The layout in use. */
  layout: Nullable(
    Type.Object({ version: Type.Integer(), madeAt: Type.String(), outdated: Type.Boolean() }),
  ),
})
export type FormRow = Static<typeof FormRow>
export const FormsAnswer = Type.Object({ mayKeep: Type.Boolean(), forms: Type.Array(FormRow) })
export type FormsAnswer = Static<typeof FormsAnswer>

/** A placeholder that a layout may contain. */
export const Offer = Type.Object({
  name: Type.String(),
  also: Type.Array(Type.String()),
  /** A part of a seal box is only the name or the day of the decision. */
  kind: Type.Union([
    Type.Literal('case'),
    Type.Literal('field'),
    Type.Literal('column'),
    Type.Literal('record'),
    Type.Literal('seal'),
    Type.Literal('seal-part'),
  ]),
  /** The table that a column belongs to. */
  table: Nullable(Type.String()),
})
export type Offer = Static<typeof Offer>

export const LayoutVersion = Type.Object({
  version: Type.Integer(),
  file: Type.String(),
  places: Type.Integer(),
  madeBy: Type.String(),
  madeAt: Type.String(),
  endedBy: Nullable(Type.String()),
  endedAt: Nullable(Type.String()),
  /** Its placeholders that the pack in force does not know. */
  faults: Type.Array(Type.String()),
})
export type LayoutVersion = Static<typeof LayoutVersion>
export const LayoutView = Type.Object({
  procedure: Type.String(),
  title: Type.String(),
  form: Nullable(Type.String()),
  offers: Type.Array(Offer),
  current: Nullable(LayoutVersion),
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

export const endpoints = {
  tryLayout: endpoint({
    method: 'POST',
    url: '/api/layouts/:procedure/preview',
    title: '様式を試す（何も変えない）',
    params: FormPath,
    upload: true,
    reply: Preview,
  }),
  putLayout: endpoint({
    method: 'POST',
    url: '/api/layouts/:procedure',
    title: '様式を入れ替える',
    params: FormPath,
    upload: true,
    reply: LayoutReceipt,
    status: 201,
  }),
  useLayoutVersion: endpoint({
    method: 'POST',
    url: '/api/layouts/:procedure/versions/:version/use',
    title: '前の様式に戻す',
    params: VersionPath,
    reply: LayoutReceipt,
    status: 201,
  }),
  startSheet: endpoint({
    method: 'GET',
    url: '/api/layouts/:procedure/start.xlsx',
    title: '書く場所の入った下書きの様式',
    params: FormPath,
    produces: xlsxType,
  }),
  layoutFile: endpoint({
    method: 'GET',
    url: '/api/layouts/:procedure/versions/:version/file.xlsx',
    title: '登録した様式のファイル',
    params: VersionPath,
    produces: xlsxType,
  }),
  layoutPreview: endpoint({
    method: 'GET',
    url: '/api/layouts/:procedure/versions/:version/preview',
    title: '例を書き込んだ様式',
    params: VersionPath,
    reply: Preview,
  }),
  layoutExample: endpoint({
    method: 'GET',
    url: '/api/layouts/:procedure/versions/:version/example.xlsx',
    title: '例を書き込んだ様式（Excel）',
    params: VersionPath,
    produces: xlsxType,
  }),
  caseLayout: endpoint({
    method: 'GET',
    url: '/api/cases/:id/layout.xlsx',
    title: '案件を書き込んだ組織の様式（Excel）',
    params: CasePath,
    produces: xlsxType,
  }),
  forms: endpoint({
    method: 'GET',
    url: '/api/layouts',
    title: '様式の一覧',
    reply: FormsAnswer,
  }),
  layout: endpoint({
    method: 'GET',
    url: '/api/layouts/:procedure',
    title: '様式',
    params: FormPath,
    reply: LayoutView,
  }),
  takeBackLayout: endpoint({
    method: 'POST',
    url: '/api/layouts/:procedure/take-back',
    title: '様式を取り下げる',
    params: FormPath,
  }),
}
