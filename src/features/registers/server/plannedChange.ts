import type { PreparedEntry } from './prepare.ts'
import type { EntryRecord } from './entryRecord.ts'

/** An entry as it is and as it would become. */
export interface PlannedChange {
  readonly row: EntryRecord
  readonly prepared: PreparedEntry
}
