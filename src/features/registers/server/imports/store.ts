import type { Transaction } from '#platform/gate/transaction.ts'
import type { ImportRow, ImportView } from '../../contract/imports.ts'

/** What is stored of an import besides its counts. */
export interface ImportNotes {
  readonly headers: readonly string[]
  readonly unused: readonly string[]
  readonly dropped: Readonly<Record<string, number>>
  readonly goodRows: readonly ImportRow[]
  /** The highest figures of the register's own number series in the file, by fiscal year. */
  readonly highest: Readonly<Record<string, number>>
  readonly goodOnly?: boolean
}

export const emptyNotes: ImportNotes = {
  headers: [],
  unused: [],
  dropped: {},
  goodRows: [],
  highest: {},
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
  return { ...emptyNotes, ...(row.options as Partial<ImportNotes>) }
}

/** The states in which written rows count; in all others they have been rolled back. */
const statesWithRows: ReadonlySet<string> = new Set(['importing', 'done'])

export function viewOf(row: ImportRecord): ImportView {
  const { headers, unused, dropped, goodRows } = notesOf(row)
  return {
    id: row.id,
    register: row.register,
    status: row.status,
    file: row.name,
    total: row.rows_total,
    read: row.rows_read,
    good: row.rows_good,
    bad: row.rows_bad,
    written: statesWithRows.has(row.status) ? row.rows_written : 0,
    headers: [...headers],
    unused: [...unused],
    dropped: { ...dropped },
    goodRows: [...goodRows],
    badRows: row.faults as ImportRow[],
    hasFaultFile: row.fault_file_id !== null,
    error: row.error,
  }
}

export interface ImportChange {
  readonly status?: 'checked' | 'importing' | 'done' | 'failed' | 'cancelled'
  readonly rows_total?: number
  readonly rows_read?: number
  readonly rows_good?: number
  readonly rows_bad?: number
  readonly rows_written?: number
  readonly faults?: string
  readonly options?: string
  readonly fault_file_id?: string
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
