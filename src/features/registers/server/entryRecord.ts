import type { Selectable } from 'kysely'
import type { Database } from '#platform/db/database.ts'

/** Columns of an entry that the program reads; the vector for searching is only written. */
export const entryColumns = [
  'id',
  'register',
  'number',
  'name',
  'kana',
  'fields',
  'class',
  'unit_id',
  'state',
  'copied_from',
  'keep_until',
  'version',
  'created_at',
  'updated_at',
] as const

/** An entry as it is stored. */
export type EntryRecord = Pick<Selectable<Database['entries']>, (typeof entryColumns)[number]>
