import { Type } from 'typebox'
import type { Static } from 'typebox'
import { stored } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ImportChoice, ImportRow, ImportView } from '../../contract/imports.ts'
import type { ImportLists } from '../../contract/imports.ts'
import { firstPages } from './pages.ts'

/** What is stored of an import besides its counts. */
const ImportNotes = Type.Object({
  headers: Type.Array(Type.String()),
  unused: Type.Array(Type.String()),
  dropped: Type.Record(Type.String(), Type.Number()),
  goodRows: Type.Array(ImportRow),
  sheets: ImportView.properties.sheets,
  columns: ImportView.properties.columns,
  targets: ImportView.properties.targets,
  missing: ImportView.properties.missing,
  left: ImportView.properties.left,
  filled: ImportView.properties.filled,
  short: ImportView.properties.short,
  understood: ImportView.properties.understood,
  unclear: ImportView.properties.unclear,
  /** How the file is read, once that is decided. */
  choice: Type.Optional(ImportChoice),
  /** How it would be read, while a person is asked. */
  proposal: Type.Optional(ImportChoice),
  /** Highest figures of the register's own series that the file brings, by 年度. */
  highest: Type.Record(Type.String(), Type.Number()),
  goodOnly: Type.Optional(Type.Boolean()),
  reason: Type.Optional(Type.String()),
  overwrite: Type.Optional(Type.Array(Type.String())),
  counts: ImportView.properties.counts,
  changedRows: ImportView.properties.changedRows,
  staleRows: ImportView.properties.staleRows,
  sameRows: ImportView.properties.sameRows,
  unversioned: ImportView.properties.unversioned,
  needsReason: ImportView.properties.needsReason,
  farDates: ImportView.properties.farDates,
  /** What stands for the entries that are changed, and their versions. */
  seen: Type.String(),
})
export type ImportNotes = Static<typeof ImportNotes>

/** As they are stored: an import that an earlier version began may lack some. */
const StoredNotes = Type.Partial(ImportNotes)
const StoredRows = Type.Array(ImportRow)

export const emptyNotes: ImportNotes = {
  headers: [],
  unused: [],
  dropped: {},
  goodRows: [],
  sheets: [],
  columns: [],
  targets: [],
  missing: {},
  left: { rows: [], count: 0 },
  filled: 0,
  short: { rows: [], count: 0 },
  understood: [],
  unclear: [],
  highest: {},
  counts: { added: 0, changed: 0, same: 0, stale: 0 },
  changedRows: [],
  staleRows: [],
  sameRows: [],
  unversioned: 0,
  needsReason: false,
  farDates: { dates: [], count: 0 },
  seen: '',
}

export function importRow(tx: Transaction, register: string, id: string) {
  return tx.db
    .selectFrom('imports as i')
    .innerJoin('files as f', (join) =>
      join.onRef('f.organization_id', '=', 'i.organization_id').onRef('f.id', '=', 'i.file_id'),
    )
    .selectAll('i')
    .select(['f.name', 'f.sha256'])
    .where('i.organization_id', '=', tx.organization.id)
    .where('i.register', '=', register)
    .where('i.id', '=', id)
    .executeTakeFirst()
}
export type ImportRecord = NonNullable<Awaited<ReturnType<typeof importRow>>>

export function notesOf(row: ImportRecord): ImportNotes {
  return { ...emptyNotes, ...stored(StoredNotes, row.options, `取込み「${row.name}」`) }
}

/** All rows that are kept of a checked file. */
export function listsOf(row: ImportRecord): ImportLists {
  const { goodRows, changedRows, staleRows, sameRows } = notesOf(row)
  const badRows = stored(StoredRows, row.faults, `取込み「${row.name}」`)
  return { badRows, goodRows, changedRows, staleRows, sameRows }
}

/** The states in which written rows count; in all others they have been rolled back. */
const statesWithRows: ReadonlySet<string> = new Set(['importing', 'done'])

export function viewOf(row: ImportRecord): ImportView {
  const {
    choice,
    proposal,
    goodOnly: _goodOnly,
    highest: _highest,
    reason: _reason,
    overwrite: _overwrite,
    seen: _seen,
    ...notes
  } = notesOf(row)
  return {
    ...notes,
    addAlike: choice?.addAlike === true,
    fixed: (choice ?? proposal)?.fixed ?? {},
    values: (choice ?? proposal)?.values ?? {},
    id: row.id,
    register: row.register,
    status: row.status,
    file: row.name,
    total: row.rows_total,
    read: row.rows_read,
    good: row.rows_good,
    bad: row.rows_bad,
    written: statesWithRows.has(row.status) ? row.rows_written : 0,
    ...firstPages(listsOf(row)),
    hasFaultFile: row.fault_file_id !== null,
    error: row.error,
  }
}

export interface ImportChange {
  readonly status?:
    | 'checking'
    | 'asking'
    | 'checked'
    | 'importing'
    | 'done'
    | 'failed'
    | 'cancelled'
  readonly rows_total?: number
  readonly rows_read?: number
  readonly rows_good?: number
  readonly rows_bad?: number
  readonly rows_written?: number
  readonly faults?: string
  readonly options?: string
  readonly fault_file_id?: string | null
  readonly finished_at?: Date
  readonly error?: string
}

/**
 * Changes an import that is in one of the states `from`. Returns false where it no longer is (it
 * was cancelled).
 */
export async function changeImport(
  tx: Transaction,
  id: string,
  from: readonly ImportRecord['status'][],
  change: ImportChange,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('imports')
    .set(change)
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', id)
    .where('status', 'in', [...from])
    .returning('id')
    .execute()
  return changed.length > 0
}
