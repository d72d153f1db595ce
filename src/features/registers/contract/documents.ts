import { Type } from 'typebox'
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

const ExportQuery = Type.Intersect([
  ListQuery,
  Type.Object({ format: Type.Enum([...exportFormats]) }),
])

/** Labels for the entries with these ids (separated by commas); without ids, for all that match. */
const LabelQuery = Type.Intersect([ListQuery, Type.Object({ ids: Type.Optional(Ids(37_000)) })])

export const LabelEntries = Type.Intersect([RegisterPath, LabelQuery])

const ReachExport = Type.Intersect([
  ReachFilter,
  Type.Object({ format: Type.Enum([...exportFormats]) }),
])

export const documentEndpoints = {
  exportEntries: endpoint({
    method: 'GET',
    url: '/api/registers/:register/export',
    title: '台帳を書き出す（CSV、Excel）',
    params: RegisterPath,
    query: ExportQuery,
    produces: 'application/octet-stream',
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
  entryFile: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/files/:file',
    title: '台帳の一行に付けたファイル',
    params: EntryFilePath,
    produces: 'application/octet-stream',
  }),
}
