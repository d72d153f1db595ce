import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { docxType, pdfType, xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { Id, Ids, RegisterPath, EntryPath } from './common.ts'
import { ListQuery } from './entries.ts'
import { ReachFilter } from './references.ts'

/** Files made of a register and files attached to its entries: tables, prints, labels. */

export const EntryFilePath = Type.Object({
  register: Type.String({ maxLength: 60 }),
  id: Id,
  file: Id,
})

const exportFormats = ['csv', 'cp932', 'xlsx'] as const

/** `replace`: characters that Shift_JIS does not have become others, or 〓. */
const ExportFormat = Type.Object({
  format: Type.Enum([...exportFormats]),
  replace: Type.Optional(Type.Boolean()),
})

const ExportQuery = Type.Intersect([ListQuery, ExportFormat])

/** Cells that Shift_JIS cannot hold as they are: the first ones, and how many rows have some. */
export const UnfitCells = Type.Object({
  rows: Type.Integer(),
  cells: Type.Array(
    Type.Object({
      /** As the row stands in the file; the headings are row 1. */
      row: Type.Integer(),
      /** What the first two columns say. */
      label: Type.String(),
      column: Type.String(),
      letters: Type.Array(Type.Object({ character: Type.String(), becomes: Type.String() })),
    }),
  ),
})
export type UnfitCells = Static<typeof UnfitCells>

/** Labels for the entries with these ids (separated by commas); without ids, for all that match. */
const LabelQuery = Type.Intersect([ListQuery, Type.Object({ ids: Type.Optional(Ids(37_000)) })])

export const LabelEntries = Type.Intersect([RegisterPath, LabelQuery])

const ReachExport = Type.Intersect([ReachFilter, ExportFormat])

export const documentEndpoints = {
  exportEntries: endpoint({
    method: 'GET',
    url: '/api/registers/:register/export',
    title: '台帳を書き出す（CSV、Excel）',
    params: RegisterPath,
    query: ExportQuery,
    produces: 'application/octet-stream',
  }),
  unfitCells: endpoint({
    method: 'GET',
    url: '/api/registers/:register/export/unfit',
    title: '書き出すと Shift_JIS で書けない文字',
    params: RegisterPath,
    query: ListQuery,
    reply: UnfitCells,
  }),
  importTemplate: endpoint({
    method: 'GET',
    url: '/api/registers/:register/template.xlsx',
    title: '取り込む表のひな形',
    params: RegisterPath,
    produces: xlsxType,
  }),
  printEntries: endpoint({
    method: 'GET',
    url: '/api/registers/:register/print.pdf',
    title: '台帳を印刷する',
    params: RegisterPath,
    query: ListQuery,
    produces: pdfType,
  }),
  writeEntries: endpoint({
    method: 'GET',
    url: '/api/registers/:register/print.docx',
    title: '台帳を印刷する（Word）',
    params: RegisterPath,
    query: ListQuery,
    produces: docxType,
  }),
  entryLabels: endpoint({
    method: 'GET',
    url: '/api/registers/:register/labels.pdf',
    title: '貼るラベルを印刷する',
    params: RegisterPath,
    query: LabelQuery,
    produces: pdfType,
  }),
  exportReach: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/reach/export',
    title: 'その日に届いた人の表を書き出す',
    params: EntryPath,
    query: ReachExport,
    produces: 'application/octet-stream',
  }),
  exportHistory: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/history/export',
    title: '台帳の一行の履歴を書き出す（CSV、Excel）',
    params: EntryPath,
    query: ExportFormat,
    produces: 'application/octet-stream',
  }),
  printHistory: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/history/print.pdf',
    title: '台帳の一行の履歴を印刷する',
    params: EntryPath,
    produces: pdfType,
  }),
  entryFile: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/files/:file',
    title: '台帳の一行に付けたファイル',
    params: EntryFilePath,
    produces: 'application/octet-stream',
  }),
}
