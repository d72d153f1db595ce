import { Type } from 'typebox'
import type { Static } from 'typebox'
import { FieldSchema } from '#kernel/fields/schema.ts'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { docxType, pdfType, xlsxType } from '#kernel/contracts/mediaTypes.ts'

/** What the API and the screens share about registers and their entries. */

const Id = Type.String({ format: 'uuid' })
/** Ids, by comma. */
const Ids = (maxLength: number) =>
  Type.String({
    maxLength,
    pattern: '^(?:ID(?:,ID)*)?$'.replaceAll('ID', '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
  })
const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Fields = Type.Record(Type.String(), Type.Unknown())
const Levels = Type.Record(Type.String(), Type.Integer())

export const RegisterPath = Type.Object({ register: Type.String({ maxLength: 60 }) })
export const EntryPath = Type.Object({ register: Type.String({ maxLength: 60 }), id: Id })
export const EntryFilePath = Type.Object({
  register: Type.String({ maxLength: 60 }),
  id: Id,
  file: Id,
})

export const CreateEntry = Type.Object(
  {
    register: Type.String({ maxLength: 60 }),
    fields: Fields,
    /** The unit that owns the line; the writer's own by default. */
    unit: Type.Optional(Id),
    /** Made as a copy of this entry: inherits its class. */
    copyOf: Type.Optional(Id),
    /** Made from these entries together: takes the highest class. */
    mixtureOf: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
  },
  { additionalProperties: false },
)
const CreateEntryBody = Type.Omit(CreateEntry, ['register'])

export const UpdateEntry = Type.Object(
  {
    register: Type.String({ maxLength: 60 }),
    id: Id,
    version: Type.Integer({ minimum: 1 }),
    /** Only the fields that change; null empties one. */
    fields: Type.Optional(Fields),
    unit: Type.Optional(Id),
    /** Another of the states that are changed by hand; wants its reason. */
    state: Type.Optional(Type.String({ maxLength: 100 })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)
const UpdateEntryBody = Type.Omit(UpdateEntry, ['register', 'id', 'version'])

/** The same change to many lines at once. */
export const ChangeMany = Type.Object(
  {
    register: Type.String({ maxLength: 60 }),
    ids: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }),
    fields: Type.Optional(Fields),
    unit: Type.Optional(Id),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)
const ChangeManyBody = Type.Omit(ChangeMany, ['register'])
const ChangeManyReceipt = Type.Object({ changed: Type.Integer() })

const sorts = [
  'kana',
  '-kana',
  'number',
  '-number',
  'updated',
  '-updated',
  'class',
  '-class',
] as const

export const ListQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200 })),
  /** Ids of units, by comma. */
  unit: Type.Optional(Ids(2000)),
  /** States, by comma. */
  state: Type.Optional(Type.String({ maxLength: 600 })),
  /** `field:value`, several by comma, one of several values by `|`; values percent-encoded; a class axis counts as a field: `form:paper|data,confidentiality:3`. */
  filter: Type.Optional(Type.String({ maxLength: 2000 })),
  /** Only lines whose retention has run out and that are still there. */
  expired: Type.Optional(Type.Boolean()),
  sort: Type.Optional(Type.Enum([...sorts])),
  after: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export const ListEntries = Type.Intersect([
  Type.Object({ register: Type.String({ maxLength: 60 }) }),
  ListQuery,
])

export const EntryRow = Type.Object({
  id: Id,
  number: Type.String(),
  name: Type.String(),
  kana: Type.String(),
  fields: Fields,
  class: Type.Union([Levels, Type.Null()]),
  unit: Nullable(Id),
  unitTitle: Type.String(),
  state: Type.String(),
  copiedFrom: Nullable(Id),
  /** The last day of the retention. */
  keepUntil: Type.Union([Type.String(), Type.Null()]),
  version: Type.Integer(),
  updatedAt: Type.String(),
})
export type EntryRow = Static<typeof EntryRow>

export const EntryPage = Type.Object({
  rows: Type.Array(EntryRow),
  /** Give it as `after` for the next page; absent on the last. */
  next: Type.Optional(Type.String()),
  /** Titles of what the rows point to (persons, units, lines), by id. */
  names: Type.Record(Type.String(), Type.String()),
})
export type EntryPage = Static<typeof EntryPage>

const Related = Type.Object({ id: Id, number: Type.String(), name: Type.String() })
export type Related = Static<typeof Related>

/** Lines of a ledger that point to a line by one of their fields. */
export const ReferenceGroup = Type.Object({
  register: Type.String(),
  title: Type.String(),
  field: Type.String(),
  fieldTitle: Type.String(),
  /** How many in all; the first of them are given. */
  count: Type.Integer(),
  lines: Type.Array(
    Type.Object({ id: Id, number: Type.String(), name: Type.String(), state: Type.String() }),
  ),
})
export type ReferenceGroup = Static<typeof ReferenceGroup>

const usageProperties = {
  register: Type.String(),
  registerTitle: Type.String(),
  field: Type.String(),
  owned: Type.Union([Type.Number(), Type.Null()]),
  used: Type.Number(),
  over: Type.Number(),
}
/** How many of a line are owned, and how many the lines of a ledger use. */
export const UsesRow = Type.Object(usageProperties)
export type UsesRow = Static<typeof UsesRow>
export const CountRow = Type.Object({
  id: Id,
  number: Type.String(),
  name: Type.String(),
  ...usageProperties,
})
export type CountRow = Static<typeof CountRow>

export const EntryDetail = Type.Intersect([
  EntryRow,
  Type.Object({
    register: Type.String(),
    createdAt: Type.String(),
    names: Type.Record(Type.String(), Type.String()),
    /** Its copies, what it was mixed from, what it is a copy of, and what was mixed from it. */
    copies: Type.Array(Related),
    parts: Type.Array(Related),
    original: Type.Union([Related, Type.Null()]),
    /** The retention has run out. */
    expired: Type.Boolean(),
    mixtures: Type.Array(Related),
    referring: Type.Array(ReferenceGroup),
    uses: Type.Array(UsesRow),
    cases: Type.Array(
      Type.Object({
        id: Id,
        number: Type.String(),
        subject: Type.String(),
        status: Type.String(),
        openedAt: Type.String(),
      }),
    ),
    abilities: Type.Array(Type.String()),
  }),
])
export type EntryDetail = Static<typeof EntryDetail>

export const EntryVersion = Type.Object({
  version: Type.Integer(),
  at: Type.String(),
  by: Nullable(Type.String()),
  state: Type.String(),
  reason: Nullable(Type.String()),
  changes: Type.Array(
    Type.Object({
      field: Type.String(),
      title: Type.String(),
      from: Type.Unknown(),
      to: Type.Unknown(),
    }),
  ),
})
export type EntryVersion = Static<typeof EntryVersion>

export const RegisterSummary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  belongsTo: Type.String(),
  mayWrite: Type.Boolean(),
  /** How many lines the actor may read, counted up to a limit, and how many of them are past their retention. */
  count: Type.Integer(),
  expired: Type.Integer(),
})
export type RegisterSummary = Static<typeof RegisterSummary>

const EntryReceipt = Type.Object({ id: Id, number: Type.String(), version: Type.Integer() })
type EntryReceipt = Static<typeof EntryReceipt>

/** An axis of the classification, with the provisions of its levels. */
const RegisterAxis = Type.Object({
  id: Type.String(),
  title: Type.String(),
  levels: Type.Array(
    Type.Object({
      value: Type.Integer(),
      title: Type.String(),
      criteria: Type.String(),
      examples: Type.Array(Type.String()),
      carries: Type.Array(Type.String()),
    }),
  ),
})
type RegisterAxis = Static<typeof RegisterAxis>

/** A register as the pack defines it, and what the reader may do in it. */
export const RegisterView = Type.Object({
  id: Type.String(),
  title: Type.String(),
  belongsTo: Type.Enum(['unit', 'organization']),
  nameField: Type.String(),
  classField: Nullable(Type.String()),
  retentionField: Nullable(Type.String()),
  fields: Type.Array(FieldSchema),
  filterable: Type.Array(Type.String()),
  states: Type.Array(Type.String()),
  /** Into which states a line may be changed by hand from each. */
  byHand: Type.Record(Type.String(), Type.Array(Type.String())),
  endedStates: Type.Array(Type.String()),
  disposal: Nullable(Type.String()),
  units: Type.Array(Type.Object({ id: Id, title: Type.String(), writable: Type.Boolean() })),
  carries: Type.Array(Type.String()),
  mayWrite: Type.Boolean(),
  /** Other registers say who can reach its lines; count uses of them; it is drawn as a picture; it is taken stock of. */
  reached: Type.Boolean(),
  counted: Type.Boolean(),
  diagram: Nullable(Type.String()),
  stocktake: Type.Boolean(),
  axes: Type.Array(RegisterAxis),
})
export type RegisterView = Static<typeof RegisterView>

// ── who could reach it, how it is connected ──
const Day = Type.String({ format: 'date' })
const ReachFilter = Type.Object({ on: Type.Optional(Day) })
export const ReachQuery = Type.Intersect([EntryPath, ReachFilter])
export const ReachView = Type.Object({
  on: Day,
  name: Type.String(),
  number: Type.String(),
  rows: Type.Array(
    Type.Object({
      person: Id,
      name: Type.String(),
      unit: Type.String(),
      /** Had left before that day. */
      left: Type.Boolean(),
      register: Type.String(),
      registerTitle: Type.String(),
      line: Id,
      number: Type.String(),
      lineName: Type.String(),
      state: Type.String(),
      from: Type.Union([Day, Type.Null()]),
      until: Type.Union([Day, Type.Null()]),
    }),
  ),
})
export type ReachView = Static<typeof ReachView>

export const DiagramView = Type.Object({
  title: Type.String(),
  carries: Type.Array(Type.String()),
  nodes: Type.Array(
    Type.Object({
      id: Id,
      register: Type.String(),
      registerTitle: Type.String(),
      number: Type.String(),
      name: Type.String(),
      state: Type.String(),
      group: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  /** `line` is the line of the ledger that says so. */
  edges: Type.Array(
    Type.Object({ id: Type.String(), from: Id, to: Id, line: Id, title: Type.String() }),
  ),
})
export type DiagramView = Static<typeof DiagramView>

// ── export and print ──
const exportFormats = ['csv', 'cp932', 'xlsx'] as const
const ExportQuery = Type.Intersect([
  ListQuery,
  Type.Object({ format: Type.Enum([...exportFormats]) }),
])

/** Labels: of the lines with these ids (by comma), else of all that match. */
const LabelQuery = Type.Intersect([ListQuery, Type.Object({ ids: Type.Optional(Ids(37_000)) })])
export const LabelEntries = Type.Intersect([RegisterPath, LabelQuery])
const ReachExport = Type.Intersect([
  ReachFilter,
  Type.Object({ format: Type.Enum([...exportFormats]) }),
])

// ── import ──
export const ImportPath = Type.Object({ register: Type.String({ maxLength: 60 }), id: Id })
const importStates = ['checking', 'checked', 'importing', 'done', 'failed', 'cancelled'] as const
/** A cell that cannot be taken over: its column, what stands there, and why not. */
export const ImportFault = Type.Object({
  column: Type.String(),
  value: Type.String(),
  detail: Type.String(),
})
export type ImportFault = Static<typeof ImportFault>
/** A row of the file: as the spreadsheet numbers it, with its cells by header. */
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
  /** Rows of the file; an estimate while it is being checked. */
  total: Type.Integer(),
  read: Type.Integer(),
  good: Type.Integer(),
  bad: Type.Integer(),
  written: Type.Integer(),
  /** Headers of the file in its order, and those that no field of the register answers to. */
  headers: Type.Array(Type.String()),
  unused: Type.Array(Type.String()),
  /** Columns with values that are not kept, because the field does not apply to the row: title → how many. */
  dropped: Type.Record(Type.String(), Type.Integer()),
  /** The first good and the first faulty rows. */
  goodRows: Type.Array(ImportRow),
  badRows: Type.Array(ImportRow),
  hasFaultFile: Type.Boolean(),
  /** Why it failed, a sentence. */
  error: Type.Union([Type.String(), Type.Null()]),
})
export type ImportView = Static<typeof ImportView>
const ImportReceipt = Type.Object({ id: Id })
const RunImportBody = Type.Object({ goodOnly: Type.Boolean() }, { additionalProperties: false })

export const endpoints = {
  registers: endpoint({
    method: 'GET',
    url: '/api/registers',
    title: '台帳の一覧',
    reply: Type.Array(RegisterSummary),
  }),
  register: endpoint({
    method: 'GET',
    url: '/api/registers/:register',
    title: '台帳の定義',
    params: RegisterPath,
    reply: RegisterView,
  }),
  entries: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries',
    title: '台帳の行の一覧',
    params: RegisterPath,
    query: ListQuery,
    reply: EntryPage,
  }),
  entryCount: endpoint({
    method: 'GET',
    url: '/api/registers/:register/count',
    title: '台帳の行の数',
    params: RegisterPath,
    query: ListQuery,
    reply: Type.Object({ count: Type.Integer() }),
  }),
  createEntry: endpoint({
    method: 'POST',
    url: '/api/registers/:register/entries',
    title: '台帳に登録する',
    params: RegisterPath,
    body: CreateEntryBody,
    reply: EntryReceipt,
    status: 201,
  }),
  changeMany: endpoint({
    method: 'POST',
    url: '/api/registers/:register/changes',
    title: '台帳の複数の行を書き換える',
    params: RegisterPath,
    body: ChangeManyBody,
    reply: ChangeManyReceipt,
  }),
  entry: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id',
    title: '台帳の一行',
    params: EntryPath,
    reply: EntryDetail,
  }),
  updateEntry: endpoint({
    method: 'PATCH',
    url: '/api/registers/:register/entries/:id',
    title: '台帳の一行を書き換える',
    params: EntryPath,
    body: UpdateEntryBody,
    reply: EntryReceipt,
  }),
  entryHistory: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/history',
    title: '台帳の一行の履歴',
    params: EntryPath,
    reply: Type.Array(EntryVersion),
  }),
  entryReach: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/reach',
    title: 'その日に届いた人',
    params: EntryPath,
    query: ReachFilter,
    reply: ReachView,
  }),
  registerCounts: endpoint({
    method: 'GET',
    url: '/api/registers/:register/counts',
    title: '持っている数と使っている数',
    params: RegisterPath,
    reply: Type.Array(CountRow),
  }),
  registerDiagram: endpoint({
    method: 'GET',
    url: '/api/registers/:register/diagram',
    title: '台帳から描く図',
    params: RegisterPath,
    reply: DiagramView,
  }),
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
  entryFile: endpoint({
    method: 'GET',
    url: '/api/registers/:register/entries/:id/files/:file',
    title: '台帳の一行に付けたファイル',
    params: EntryFilePath,
    produces: 'application/octet-stream',
  }),
}
