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

export interface OrganizationsTable {
  organization_id: string
  slug: string
  title: string
  pack: string
  edition_hash: string
  demo: Defaulted<boolean>
  revision: Defaulted<number>
  created_at: Moment
}

export interface JournalTable {
  organization_id: string
  seq: number
  at: Moment
  actor: string | null
  action: string
  subject_kind: string
  subject_id: string
  detail: Json<unknown>
  previous: Buffer
  hash: Buffer
  /** HMAC over the fields; null for rows from before there were marks. */
  mark: Buffer | null
  /** The rows that the act changed, a line each: table, key, hash. */
  state: string | null
}

export interface JournalSealsTable {
  organization_id: string
  seq: number
  hash: Buffer
  seal: Buffer
}

export interface JournalHeadsTable {
  organization_id: string
  seq: number
  hash: Buffer
  /** Hash of the row before, while a row is added; null until the first row. */
  previous: Buffer | null
}

export interface IdempotencyKeysTable {
  organization_id: string
  account_id: string
  key: string
  request_hash: Buffer
  response: JsonOrNull<unknown>
  at: Moment
}

export interface OutboxTable {
  organization_id: string
  id: string
  kind: string
  payload: Json<Record<string, unknown>>
  created_at: Moment
  attempts: Defaulted<number>
  next_at: Moment
  done_at: MomentOrNull
  /** Tried for the last time: an administrator tries it again or gives it up. */
  abandoned_at: MomentOrNull
  error: TextOrNull
  /** Why it failed, as a word of the program. */
  cause: TextOrNull
  /** Until when the process that has it in hand may keep it. */
  claimed_until: MomentOrNull
}

/** Recurring work that failed when it last ran. */
export interface RecurringFailuresTable {
  organization_id: string
  job: string
  since: Moment
  last_at: Moment
  failures: number
  error: string
  cause: TextOrNull
}

/**
 * The key that the database belongs to: one row, of no organisation. The role of the program has no
 * right to it.
 */
export interface InstallationTable {
  only_row: Defaulted<boolean>
  key_fingerprint: Buffer
}

export interface NumbersTable {
  organization_id: string
  series: string
  fiscal_year: number
  last: number
}

export interface DraftsTable {
  organization_id: string
  account_id: string
  key: string
  content: Json<unknown>
  saved_at: Moment
}

export interface FilesTable {
  organization_id: string
  id: string
  sha256: string
  name: string
  media_type: string
  size: number
  uploaded_by: string | null
  uploaded_at: Moment
  scan: Defaulted<'not-scanned' | 'clean' | 'infected'>
}

export interface PackEditionsTable {
  organization_id: string
  hash: string
  pack: string
  title: string
  edition: string
  in_force_from: Day
  in_force_to: DayOrNull
  sources: Json<unknown>
  adopted_at: Moment
  /** Version of the pack language under which the edition was adopted. */
  language: Defaulted<number>
}

export interface EditionProposalsTable {
  organization_id: string
  id: string
  hash: string
  pack: string
  title: string
  edition: string
  in_force_from: Day
  language: number
  sources: Json<unknown>
  /** Hash of the edition in force that it was compared with. */
  compared_with: string
  /** The kernel's PackChange, one for each difference. */
  changes: Json<unknown>
  cases_played: number
  status: 'proposed' | 'approved' | 'in-force' | 'refused' | 'withdrawn'
  proposed_by: TextOrNull
  proposed_at: Moment
  decided_by: TextOrNull
  decided_at: MomentOrNull
  comment: TextOrNull
  trouble: TextOrNull
  closed_at: MomentOrNull
}

export interface SearchKeysTable {
  organization_id: string
  written_table: string
  edition: number
  after_id: TextOrNull
}

export interface DocumentsTable {
  organization_id: string
  id: string
  title: string
  file_id: string
  imported_at: Moment
  imported_by: string | null
  summary: Json<unknown>
}

export interface ProvisionsTable {
  organization_id: string
  edition_hash: string
  ref: string
  document_id: string
  original: string
  line: ColumnType<number | null, number | null | undefined, number | null>
  path: Defaulted<string[]>
  departure: TextOrNull
}

export interface StartAsidesTable {
  organization_id: string
  line: string
  word: string
  person_id: string
  at: Moment
}

export interface MailTrialsTable {
  organization_id: string
  id: string
  person_id: string
  address: string
  asked_at: Moment
  sent_at: MomentOrNull
}

export interface DepartureDecisionsTable {
  organization_id: string
  document_id: string
  /** Its index among the differences of the document's summary. */
  place: number
  decision: 'as-is' | 'mend'
  comment: string
  decided_by: TextOrNull
  decided_at: Moment
}

export interface OrganizationTitlesTable {
  organization_id: string
  until: Moment
  title: string
}
