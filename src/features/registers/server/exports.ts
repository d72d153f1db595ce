import { Readable } from 'node:stream'
import { formatValue } from '#kernel/fields/index.ts'
import type { Field, FieldValues, FormatLookups } from '#kernel/fields/index.ts'
import { statesOf } from '#kernel/packs/states.ts'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { registerRowLimit } from '#platform/documents/print/index.ts'
import type { RegisterSheet } from '#platform/documents/print/index.ts'
import { fitCp932, writeCsv } from '#platform/documents/tables/index.ts'
import type { TableColumn, TableRecord } from '#platform/documents/tables/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Services } from '#platform/services.ts'
import type { UnfitCells } from '../contract/documents.ts'
import { ListEntries } from '../contract/entries.ts'
import type { EntryRow } from '../contract/entries.ts'
import { registerOf } from './authorise.ts'
import { countEntries, listEntries } from './list.ts'
import { nameResolverFor } from './nameResolver.ts'
import { exportColumns, tableColumns } from './sheet.ts'
import type { SheetColumn } from './sheet.ts'

/**
 * Entries read in one short transaction. The next batch begins where the last one ended, so that a
 * slow client holds no connection.
 */
const batchSize = 1000

/**
 * One batch of an export: records by the headers of the sheet, and the position of the next batch.
 */
export const exportBatch = defineQuery({
  name: 'entry.export',
  input: ListEntries,
  authorise: (tx, input) => registerOf(tx, input.register),
  run: async (tx, input, register) => {
    const page = await listEntries(tx, register, input, batchSize)
    const lookups = await lookupsFor(
      tx,
      register,
      page.rows.map((row) => row.fields),
    )
    const columns = exportColumns(register)
    return { records: page.rows.map((row) => recordOf(columns, row, lookups)), next: page.next }
  },
})

/** Title and columns of an export; asked once, before the batches. */
export const exportHeader = defineQuery({
  name: 'entry.export-head',
  input: ListEntries,
  authorise: (tx, input) => registerOf(tx, input.register),
  run: async (tx, _input, register) => ({
    title: register.title,
    today: tx.today,
    columns: tableColumns(register, exportColumns(register)),
    templateColumns: tableColumns(register),
  }),
})

export interface SheetLookups extends FormatLookups {
  readonly unit: (id: string) => string | undefined
}

/**
 * Names for the values of entries on paper and in sheets; entries of other registers by their
 * number or by their name.
 */
export async function lookupsFor(
  tx: Transaction,
  register: Register,
  values: readonly FieldValues[],
  entryLabel: 'number' | 'name' = 'number',
): Promise<SheetLookups> {
  const resolver = await nameResolverFor(tx)
  const pointing = register.fields.filter(
    (field) => field.type === 'line' || field.type === 'lines',
  )
  const ids = [
    ...new Set(
      pointing.flatMap((field) =>
        values.flatMap((entryFields) => [entryFields[field.id] ?? []].flat().map(String)),
      ),
    ),
  ]
  const entries =
    ids.length === 0
      ? []
      : await tx.db
          .selectFrom('entries')
          .select(['id', 'number', 'name'])
          .where('organization_id', '=', tx.organization.id)
          .where('id', 'in', ids)
          .execute()
  const entriesById = new Map(entries.map((entry) => [entry.id, entry]))
  const { classification } = tx.organization.pack
  return {
    ...(classification ? { classification } : {}),
    dates: 'iso',
    person: (id) => resolver.person(id),
    unit: (id) => resolver.unit(id),
    entry: (_register, id) => entriesById.get(id)?.[entryLabel],
  }
}

/** An entry as a record of the sheet; `readableColumns` and `parseCell` read it back. */
export function recordOf(
  columns: readonly SheetColumn[],
  row: Pick<EntryRow, 'number' | 'unit' | 'state' | 'version' | 'fields'>,
  lookups: SheetLookups,
): TableRecord {
  return Object.fromEntries(
    columns.map((column) => {
      if (column.kind === 'field')
        return [column.header, cellOf(column.field, row.fields[column.field.id], lookups)]
      if (column.kind === 'unit')
        return [column.header, row.unit === null ? '' : (lookups.unit(row.unit) ?? '')]
      if (column.kind === 'version') return [column.header, row.version]
      return [column.header, column.kind === 'state' ? row.state : row.number]
    }),
  )
}

function cellOf(field: Field, value: unknown, lookups: FormatLookups): string | number {
  return field.type === 'number' && !field.unit && typeof value === 'number'
    ? value
    : formatValue(field, value, lookups)
}

/** Fetches the next batch, from a position on. */
type FetchBatch = (
  after: string | undefined,
) => Promise<{ records: TableRecord[]; next?: string | undefined }>

/** All records; the next batch is read while the last one is written. */
async function* recordsOf(
  first: Awaited<ReturnType<FetchBatch>>,
  fetchBatch: FetchBatch,
): AsyncGenerator<TableRecord> {
  for (let batch: typeof first | undefined = first; batch !== undefined;) {
    const pending: ReturnType<FetchBatch> | undefined =
      batch.next === undefined ? undefined : fetchBatch(batch.next)
    pending?.catch(() => undefined)
    yield* batch.records
    batch = await pending
  }
}

/** Columns and rows of an export. */
export interface ExportedTable {
  readonly title: string
  readonly columns: readonly TableColumn[]
  readonly fetchBatch: FetchBatch
}

/** Cells that are told, of those that Shift_JIS cannot hold. */
const toldCells = 500

/** The cells that Shift_JIS cannot hold as they are; reads the whole table. */
export async function unfitCells({ columns, fetchBatch }: ExportedTable): Promise<UnfitCells> {
  const cells: UnfitCells['cells'] = []
  let [row, rows] = [1, 0]
  for await (const record of recordsOf(await fetchBatch(undefined), fetchBatch)) {
    row += 1
    const unfit = columns.flatMap(({ key, header }) => {
      const { unfit: letters } = fitCp932(String(record[key] ?? ''))
      return letters.length === 0 ? [] : [{ column: header, letters: [...letters] }]
    })
    if (unfit.length === 0) continue
    rows += 1
    const label = columns
      .slice(0, 2)
      .map(({ key }) => String(record[key] ?? ''))
      .join(' ')
    for (const cell of unfit) if (cells.length < toldCells) cells.push({ row, label, ...cell })
  }
  return { rows, cells }
}

/**
 * The bytes of an export, as a stream. The first batch is read before the answer begins, so that
 * whatever is refused is refused in its place. Shift_JIS that would lose characters is refused,
 * unless that was said to be right.
 */
export async function exportBytes(
  { printer }: Services,
  { format, replace = false }: { format: 'csv' | 'cp932' | 'xlsx'; replace?: boolean | undefined },
  table: ExportedTable,
): Promise<Readable> {
  const { title, columns, fetchBatch } = table
  if (format === 'cp932' && !replace) demandFit(await unfitCells(table))
  const records = recordsOf(await fetchBatch(undefined), fetchBatch)
  if (format === 'xlsx') return printer.table(columns, records, { sheet: title })
  return Readable.from(
    writeCsv(columns, records, { encoding: format === 'csv' ? 'utf-8' : 'cp932' }).bytes,
    { objectMode: false },
  )
}

function demandFit({ rows, cells }: UnfitCells): void {
  if (rows === 0) return
  const faults = cells.slice(0, 50).map(({ row, label, column, letters }) => {
    const [ja, en] = ['、', ', '].map((comma) =>
      letters.map(({ character, becomes }) => `${character} → ${becomes}`).join(comma),
    )
    return {
      at: `/rows/${row}`,
      detail: {
        ja: `${label}の「${column}」：${ja}`,
        en: `“${column}” of ${label}: ${en}`,
      },
    }
  })
  refuse('export-unfit', { rows }, { faults })
}

/** A register as a sheet to print: the columns that lists show, and all entries that match. */
export const printRegister = defineQuery({
  name: 'entry.print',
  input: ListEntries,
  authorise: (tx, input) => registerOf(tx, input.register),
  run: async (tx, input, register): Promise<RegisterSheet> => {
    const count = await countEntries(tx, register, input)
    if (count > registerRowLimit) refuse('print-too-long', { rows: count, limit: registerRowLimit })
    const { rows } = await listEntries(tx, register, input, registerRowLimit)
    const { dates: _, ...lookups } = await lookupsFor(
      tx,
      register,
      rows.map((row) => row.fields),
    )
    const fields = register.fields.filter((field) => field.column && field.type !== 'files')
    const unit = register.belongsTo === 'unit'
    const hasStates = statesOf(register).length > 1
    return {
      organization: tx.organization.title,
      title: register.title,
      date: tx.today,
      columns: [
        { header: '番号' },
        ...(unit ? [{ header: '所属' }] : []),
        ...fields.map((field) => ({ header: field.title })),
        ...(hasStates ? [{ header: '状態' }] : []),
      ],
      rows: rows.map((row) => [
        row.number,
        ...(unit ? [row.unitTitle] : []),
        ...fields.map((field) => formatValue(field, row.fields[field.id], lookups)),
        ...(hasStates ? [row.state] : []),
      ]),
    }
  },
})
