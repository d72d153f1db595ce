import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { Id, RegisterPath } from './common.ts'

/** Imports of entries from a file: upload, check, review, write. */

export const ImportPath = Type.Object({ register: Type.String({ maxLength: 60 }), id: Id })

const importStates = ['checking', 'checked', 'importing', 'done', 'failed', 'cancelled'] as const

/** A cell that cannot be imported: its column, its value, and why. */
export const ImportFault = Type.Object({
  column: Type.String(),
  value: Type.String(),
  detail: Type.String(),
})
export type ImportFault = Static<typeof ImportFault>

/** A row of the file: its number in the spreadsheet, and its cells by header. */
export const ImportRow = Type.Object({
  row: Type.Integer(),
  cells: Type.Record(Type.String(), Type.String()),
  faults: Type.Array(ImportFault),
})
export type ImportRow = Static<typeof ImportRow>

export const ImportView = Type.Object({
  id: Id,
  register: Type.String(),
  status: Type.Enum([...importStates]),
  file: Type.String(),
  /** Number of rows in the file; an estimate while the check runs. */
  total: Type.Integer(),
  read: Type.Integer(),
  good: Type.Integer(),
  bad: Type.Integer(),
  written: Type.Integer(),
  /** Headers of the file in its order; `unused` are those that match no field of the register. */
  headers: Type.Array(Type.String()),
  unused: Type.Array(Type.String()),
  /**
   * Columns with values that are not stored, because the field does not apply to the row: title →
   * number of values.
   */
  dropped: Type.Record(Type.String(), Type.Integer()),
  /** The first valid and the first faulty rows. */
  goodRows: Type.Array(ImportRow),
  badRows: Type.Array(ImportRow),
  hasFaultFile: Type.Boolean(),
  /** Why the import failed, as a sentence. */
  error: Type.Union([Type.String(), Type.Null()]),
})
export type ImportView = Static<typeof ImportView>

const ImportReceipt = Type.Object({ id: Id })

const RunImportBody = Type.Object({ goodOnly: Type.Boolean() }, { additionalProperties: false })

export const importEndpoints = {
  startImport: endpoint({
    method: 'POST',
    url: '/api/registers/:register/imports',
    title: '台帳に取り込むファイルを送る（まだ何も書かない）',
    params: RegisterPath,
    upload: true,
    reply: ImportReceipt,
    status: 201,
  }),
  importFaults: endpoint({
    method: 'GET',
    url: '/api/registers/:register/imports/:id/faults.xlsx',
    title: '取込みで直す行（Excel）',
    params: ImportPath,
    produces: xlsxType,
  }),
  showImport: endpoint({
    method: 'GET',
    url: '/api/registers/:register/imports/:id',
    title: '取込みの進み',
    params: ImportPath,
    reply: ImportView,
  }),
  approveImport: endpoint({
    method: 'POST',
    url: '/api/registers/:register/imports/:id/run',
    title: '確かめた取込みを書き込む',
    params: ImportPath,
    body: RunImportBody,
  }),
  cancelImport: endpoint({
    method: 'POST',
    url: '/api/registers/:register/imports/:id/cancel',
    title: '取込みをやめる',
    params: ImportPath,
  }),
}
