import { Type } from 'typebox'
import type { Static } from 'typebox'
import { endpoint } from '#kernel/contracts/endpoint.ts'
import { Version } from '#kernel/contracts/version.ts'
import { Id, Ids, Nullable, Fields, Levels, RegisterPath, EntryPath, Related } from './common.ts'
import { ReferenceGroup, UsesRow } from './references.ts'

/** Entries of a register: list, create, change, read, history. */

/** Dates more than ten years away are meant so; without it they are refused (`date-far`). */
export const datesMeant = { datesMeant: Type.Optional(Type.Boolean()) }

export const CreateEntry = Type.Object(
  {
    register: Type.String({ maxLength: 60 }),
    fields: Fields,
    /** The unit that owns the entry; by default the unit of the person who writes it. */
    unit: Type.Optional(Id),
    /** The entry is a copy of this one and inherits its class. */
    copyOf: Type.Optional(Id),
    /** The entry is made from these entries together and takes their highest class. */
    mixtureOf: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
    ...datesMeant,
  },
  { additionalProperties: false },
)

const CreateEntryBody = Type.Omit(CreateEntry, ['register'])

export const UpdateEntry = Type.Object(
  {
    register: Type.String({ maxLength: 60 }),
    id: Id,
    version: Version,
    /** Only the fields that change; null empties a field. */
    fields: Type.Optional(Fields),
    unit: Type.Optional(Id),
    /** Another of the states that people may set by hand; requires a reason. */
    state: Type.Optional(Type.String({ maxLength: 100 })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    ...datesMeant,
  },
  { additionalProperties: false },
)

const UpdateEntryBody = Type.Omit(UpdateEntry, ['register', 'id', 'version'])

/** The same change to many entries. */
export const ChangeMany = Type.Object(
  {
    register: Type.String({ maxLength: 60 }),
    /** The entries, each with the version that was on the screen. */
    entries: Type.Array(
      Type.Object({ id: Id, version: Version }, { additionalProperties: false }),
      { minItems: 1, maxItems: 1000 },
    ),
    fields: Type.Optional(Fields),
    unit: Type.Optional(Id),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    ...datesMeant,
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
  /** Ids of units, separated by commas. */
  unit: Type.Optional(Ids(2000)),
  /** States, separated by commas. */
  state: Type.Optional(Type.String({ maxLength: 600 })),
  /**
   * `field:value` pairs separated by commas; `|` separates alternatives of a field. Values are
   * percent-encoded. A class axis counts as a field: `form:paper|data,confidentiality:3`.
   */
  filter: Type.Optional(Type.String({ maxLength: 2000 })),
  /** Only entries that are past their retention and not yet disposed of. */
  expired: Type.Optional(Type.Boolean()),
  /** Only entries that say in a field what should not be. */
  findings: Type.Optional(Type.Boolean()),
  /** Only entries that are not over. */
  open: Type.Optional(Type.Boolean()),
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
  /** The value of `after` for the next page; absent on the last page. */
  next: Type.Optional(Type.String()),
  /** Titles of the persons, units and entries that the rows refer to, by id. */
  names: Type.Record(Type.String(), Type.String()),
})
export type EntryPage = Static<typeof EntryPage>

export const EntryDetail = Type.Intersect([
  EntryRow,
  Type.Object({
    register: Type.String(),
    createdAt: Type.String(),
    names: Type.Record(Type.String(), Type.String()),
    /**
     * Copies of the entry; what it was mixed from (`parts`); what it is a copy of; what was mixed
     * from it.
     */
    copies: Type.Array(Related),
    parts: Type.Array(Related),
    original: Type.Union([Related, Type.Null()]),
    /** The entry is past its retention. */
    expired: Type.Boolean(),
    /** The fields in which it says what should not be. */
    findings: Type.Array(Type.String()),
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
  /** The unit that it was moved from and to, as both were called then. */
  unit: Type.Union([Type.Object({ from: Type.String(), to: Type.String() }), Type.Null()]),
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

const EntryReceipt = Type.Object({ id: Id, number: Type.String(), version: Type.Integer() })
type EntryReceipt = Static<typeof EntryReceipt>

export const entryEndpoints = {
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
    ifMatch: true,
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
}
