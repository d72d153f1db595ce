import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { xlsxType } from '#kernel/contracts/mediaTypes.ts'
import { Id, RegisterPath } from './common.ts'
import { leftReasons } from '#kernel/registers/leftRows.ts'
import { datesMeant } from './entries.ts'

/** Imports of entries from a file: upload, check, review, write. */

export const ImportPath = Type.Object({ register: Type.String({ maxLength: 60 }), id: Id })

const importStates = [
  'checking',
  'asking',
  'checked',
  'importing',
  'done',
  'failed',
  'cancelled',
] as const

/** A cell that cannot be imported: its column, its value, and why. */
export const ImportFault = Type.Object({
  column: Type.String(),
  value: Type.String(),
  detail: Type.String(),
})
export type ImportFault = Static<typeof ImportFault>

/** A row of the file: its number in the spreadsheet, and its cells by header. */
export const ImportRow = Type.Object({
  /** Only where the workbook has several sheets. */
  sheet: Type.Optional(Type.String()),
  row: Type.Integer(),
  cells: Type.Record(Type.String(), Type.String()),
  faults: Type.Array(ImportFault),
  /** Headers whose cell was filled from the row above. */
  filled: Type.Optional(Type.Array(Type.String())),
})
export type ImportRow = Static<typeof ImportRow>

/** A field of an entry that a row of the file changes, as texts; '' where there is nothing. */
const ImportFieldChange = Type.Object({
  column: Type.String(),
  before: Type.String(),
  after: Type.String(),
})

/** A row with the number of an entry that it changes. */
export const ImportChange = Type.Object({
  sheet: Type.Optional(Type.String()),
  row: Type.Integer(),
  id: Id,
  number: Type.String(),
  name: Type.String(),
  changes: Type.Array(ImportFieldChange),
  /** Where the entry was changed since it was exported: by whom, and when. */
  since: Type.Optional(Type.Object({ by: Type.String(), at: Type.String() })),
})
export type ImportChange = Static<typeof ImportChange>

/** A row that is in the register as it stands; the number of the entry, where it may be read. */
export const ImportSame = Type.Object({
  sheet: Type.Optional(Type.String()),
  row: Type.Integer(),
  number: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  /** It has no number and was found by its contents. */
  alike: Type.Boolean(),
})
export type ImportSame = Static<typeof ImportSame>

/** A date of a row that lies far from today; `title` is that of its field. */
const ImportFarDate = Type.Object({
  sheet: Type.Optional(Type.String()),
  row: Type.Integer(),
  title: Type.String(),
  day: Type.String(),
})
export type ImportFarDate = Static<typeof ImportFarDate>

/** What the rows of a file do: add, change, nothing; `stale` changes are decided one by one. */
const ImportCounts = Type.Object({
  added: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  stale: Type.Integer(),
})

/** A sheet of the file, and whether it is read. */
export const ImportSheet = Type.Object({
  name: Type.String(),
  /** Lines, counted up to a hundred. */
  lines: Type.Integer(),
  chosen: Type.Boolean(),
  /** Hidden in the workbook: read only where it is chosen. */
  hidden: Type.Optional(Type.Boolean()),
})
export type ImportSheet = Static<typeof ImportSheet>

/** `hidden`: a hidden column is used only where somebody says so. */
const columnSources = [
  'hidden',
  'name',
  'kept',
  'sense',
  'likeness',
  'contents',
  'chosen',
  'none',
] as const

/** A column of the file, and the column of the register that it is; '' where it is not used. */
export const ImportColumn = Type.Object({
  header: Type.String(),
  samples: Type.Array(Type.String()),
  target: Type.String(),
  /** How it was told. */
  by: Type.Enum([...columnSources]),
})
export type ImportColumn = Static<typeof ImportColumn>

/** A column of the register; without the `needed` ones no line can be written. */
export const ImportTarget = Type.Object({
  header: Type.String(),
  needed: Type.Boolean(),
  /** The column of which it is one part: where a part is there, the whole is not lacking. */
  partOf: Type.Optional(Type.String()),
  /** The texts to choose from, where only these are values. */
  choices: Type.Optional(Type.Array(Type.String())),
})
export type ImportTarget = Static<typeof ImportTarget>

/** A row that is no line of the table, and why it was taken for none. */
const ImportLeftRow = Type.Object({
  sheet: Type.Optional(Type.String()),
  row: Type.Integer(),
  why: Type.Enum([...leftReasons]),
  text: Type.String(),
})

/** A text that was taken for something else than it says; `as` is '' where it is taken for nothing. */
export const ImportUnderstood = Type.Object({
  column: Type.String(),
  value: Type.String(),
  as: Type.String(),
  rows: Type.Integer(),
})
export type ImportUnderstood = Static<typeof ImportUnderstood>

/** A text that is no value of its column, and what it could be; a person may say what it is. */
export const ImportUnclear = Type.Object({
  column: Type.String(),
  /** The column of the register. */
  target: Type.String(),
  value: Type.String(),
  detail: Type.String(),
  rows: Type.Integer(),
  suggestion: Type.Optional(Type.String()),
})
export type ImportUnclear = Static<typeof ImportUnclear>

const heading = Type.String({ maxLength: 400 })
const cell = Type.String({ maxLength: 4000 })

/** How a file is to be read. */
export const ImportChoice = Type.Object(
  {
    /** Names of the sheets; none for a CSV. */
    sheets: Type.Array(heading, { maxItems: 100 }),
    /** Heading of the file → column of the register, '' for none. */
    columns: Type.Record(heading, heading, { maxProperties: 500 }),
    /** Column of the register → text of every line, where the file has no such column. */
    fixed: Type.Record(heading, cell, { maxProperties: 200 }),
    /** Column of the register → text of the file → what it means, '' for nothing. */
    values: Type.Record(heading, Type.Record(cell, cell, { maxProperties: 500 }), {
      maxProperties: 200,
    }),
    /** Rows without a number are added even where an entry says the same. */
    addAlike: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type ImportChoice = Static<typeof ImportChoice>

/** The lists of rows of a checked file, in which long ones are read in pages. */
const lists = {
  goodRows: Type.Array(ImportRow),
  badRows: Type.Array(ImportRow),
  changedRows: Type.Array(ImportChange),
  staleRows: Type.Array(ImportChange),
  sameRows: Type.Array(ImportSame),
}
const importLists = ['badRows', 'goodRows', 'changedRows', 'staleRows', 'sameRows'] as const
export type ImportList = (typeof importLists)[number]
const ImportLists = Type.Object(lists)
export type ImportLists = Static<typeof ImportLists>

const count = Type.Integer()

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
  sheets: Type.Array(ImportSheet),
  columns: Type.Array(ImportColumn),
  targets: Type.Array(ImportTarget),
  /** Columns that are needed and not there: title → rows that cannot be written for it. */
  missing: Type.Record(Type.String(), Type.Integer()),
  fixed: ImportChoice.properties.fixed,
  values: ImportChoice.properties.values,
  /** Rows that are no lines: the first ones, and how many. */
  left: Type.Object({ rows: Type.Array(ImportLeftRow), count: Type.Integer() }),
  /** Cells filled from the row above. */
  filled: Type.Integer(),
  /** Rows of a CSV with fewer cells than headings: the first ones, and how many. */
  short: Type.Object({
    rows: Type.Array(Type.Object({ row: Type.Integer(), lacks: Type.Integer() })),
    count: Type.Integer(),
  }),
  understood: Type.Array(ImportUnderstood),
  unclear: Type.Array(ImportUnclear),
  /** Headers of the file in its order; `unused` are those that match no field of the register. */
  headers: Type.Array(Type.String()),
  unused: Type.Array(Type.String()),
  /**
   * Columns with values that are not stored, because the field does not apply to the row: title →
   * number of values.
   */
  dropped: Type.Record(Type.String(), Type.Integer()),
  counts: ImportCounts,
  /** Rows that change an entry without saying which version of it was exported. */
  unversioned: Type.Integer(),
  /** A class or a state changes: that needs a reason. */
  needsReason: Type.Boolean(),
  /** Dates more than ten years away: the first ones, and how many; they are asked about. */
  farDates: Type.Object({ dates: Type.Array(ImportFarDate), count: Type.Integer() }),
  addAlike: Type.Boolean(),
  /**
   * The first page of the valid rows, the faulty ones, those that change entries, those that change
   * entries changed since, those that change nothing. Long cells are cut.
   */
  ...lists,
  /** How many rows of each list can be read, in pages. */
  kept: Type.Object({
    badRows: count,
    goodRows: count,
    changedRows: count,
    staleRows: count,
    sameRows: count,
  }),
  hasFaultFile: Type.Boolean(),
  /** Why the import failed, as a sentence. */
  error: Type.Union([Type.String(), Type.Null()]),
})
export type ImportView = Static<typeof ImportView>

/** The rows of one list from a place on. */
export const ImportRowsQuery = Type.Object({
  of: Type.Enum([...importLists]),
  from: Type.Integer({ minimum: 0, maximum: 10_000 }),
})

const ImportReceipt = Type.Object({ id: Id })

export const ImportDecision = Type.Object({
  goodOnly: Type.Boolean(),
  reason: Type.Optional(Type.String({ maxLength: 1000 })),
  /** Numbers of the entries that are changed although somebody changed them since. */
  overwrite: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 1000 })),
  ...datesMeant,
})
export type ImportDecision = Static<typeof ImportDecision>

const RunImportBody = Type.Object(ImportDecision.properties, { additionalProperties: false })

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
  importRows: endpoint({
    method: 'GET',
    url: '/api/registers/:register/imports/:id/rows',
    title: '確かめた取込みの行の続き',
    params: ImportPath,
    query: ImportRowsQuery,
    reply: Type.Partial(ImportLists),
  }),
  chooseColumns: endpoint({
    method: 'POST',
    url: '/api/registers/:register/imports/:id/columns',
    title: '取込みの列の対応を決める（決めてから確かめ直す）',
    params: ImportPath,
    body: ImportChoice,
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
