import type { ColumnType } from 'kysely'
import type {
  Day,
  DayOrNull,
  Defaulted,
  Json,
  JsonOrNull,
  Moment,
  MomentOrNull,
  TextOrNull,
} from './common.ts'

type Levels = Readonly<Record<string, number>>

export interface EntriesTable {
  organization_id: string
  id: string
  register: string
  number: string
  name: string
  kana: Defaulted<string>
  fields: Json<Record<string, unknown>>
  class: JsonOrNull<Levels>
  class_rank: Defaulted<string>
  unit_id: TextOrNull
  state: Defaulted<string>
  copied_from: TextOrNull
  keep_until: DayOrNull
  version: Defaulted<number>
  created_at: Moment
  updated_at: Moment
  search: ColumnType<string, string | undefined, string>
  /** The fields in which the entry says what should not be. */
  findings: Defaulted<string[]>
  /** The rules by which that was judged. */
  judged_by: Defaulted<string>
}

export interface EntryVersionsTable {
  organization_id: string
  entry_id: string
  version: number
  fields: Json<Record<string, unknown>>
  class: JsonOrNull<Levels>
  unit_id: TextOrNull
  state: string
  changed_by: string | null
  changed_at: Moment
  reason: TextOrNull
  /** The unit and the person as they were called then. */
  unit_title: TextOrNull
  changed_by_name: TextOrNull
  /** The case whose outcome wrote this version. */
  case_id: TextOrNull
}

export interface LinksTable {
  organization_id: string
  from_kind: string
  from_id: string
  relation: string
  to_kind: string
  to_id: string
}

export interface EntryWarningsTable {
  organization_id: string
  entry_id: string
  warning: string
  on_date: Day
  told_at: Moment
}

/** What a person said about the columns of files for a register. */
export interface ImportMappingsTable {
  organization_id: string
  register: string
  person_id: string
  /** Columns, fixed texts and meanings of texts, by heading. */
  mapping: Json<unknown>
  changed_at: Moment
}

export interface ImportsTable {
  organization_id: string
  id: string
  register: string
  file_id: string
  status: 'checking' | 'asking' | 'checked' | 'importing' | 'done' | 'failed' | 'cancelled'
  rows_total: Defaulted<number>
  rows_read: Defaulted<number>
  rows_good: Defaulted<number>
  rows_bad: Defaulted<number>
  rows_written: Defaulted<number>
  faults: ColumnType<unknown, string | undefined, string>
  fault_file_id: TextOrNull
  options: ColumnType<unknown, string | undefined, string>
  created_by: string
  created_at: Moment
  finished_at: MomentOrNull
  error: TextOrNull
}
