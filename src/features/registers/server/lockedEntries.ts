import type { Transaction } from '#platform/gate/transaction.ts'
import type { EntryRecord } from './entryRecord.ts'

/**
 * Entries that a transaction has locked, as it read them; `changed` where it has written them
 * since. Nobody else can change them meanwhile.
 */
const entriesByTransaction = new WeakMap<Transaction, Map<string, EntryRecord | 'changed'>>()

function entriesOf(tx: Transaction): Map<string, EntryRecord | 'changed'> {
  const existing = entriesByTransaction.get(tx)
  if (existing) return existing
  const entries = new Map<string, EntryRecord | 'changed'>()
  entriesByTransaction.set(tx, entries)
  return entries
}

/** Keeps entries that were read with their lock. */
export function rememberLocked(tx: Transaction, rows: readonly EntryRecord[]): void {
  const entries = entriesOf(tx)
  for (const row of rows) if (entries.get(row.id) !== 'changed') entries.set(row.id, row)
}

/** What was read of these entries is no longer what is stored: the transaction writes them. */
export function forgetLocked(tx: Transaction, ids: readonly string[]): void {
  const entries = entriesOf(tx)
  for (const id of ids) entries.set(id, 'changed')
}

/**
 * These entries, in the order of the ids, where all of them were read with their lock and not
 * written since; else undefined.
 */
export function recallLocked(
  tx: Transaction,
  ids: readonly string[],
): readonly EntryRecord[] | undefined {
  const entries = entriesOf(tx)
  const rows = ids.flatMap((id) => {
    const row = entries.get(id)
    return row === undefined || row === 'changed' ? [] : [row]
  })
  return rows.length === ids.length ? rows : undefined
}
