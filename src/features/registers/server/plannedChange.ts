import type { PreparedEntry } from './prepare.ts'
import type { EntryRecord } from './entryRecord.ts'

/** An entry as stored, and as prepared to be stored. */
export interface PlannedChange {
  readonly row: EntryRecord
  readonly prepared: PreparedEntry
}
