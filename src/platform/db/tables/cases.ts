import type { ColumnType } from 'kysely'
import type {
  Day,
  Defaulted,
  Json,
  JsonOrNull,
  Moment,
  MomentOrNull,
  TextOrNull,
} from './common.ts'

export interface CasesTable {
  organization_id: string
  id: string
  procedure: string
  number: string
  subject: string
  status: 'open' | 'ended'
  outcome: TextOrNull
  step: TextOrNull
  applicant_id: string
  unit_id: string
  edition_hash: string
  state: Json<unknown>
  due_at: MomentOrNull
  version: Defaulted<number>
  opened_at: Moment
  ended_at: MomentOrNull
  search: ColumnType<string, string | undefined, string>
  restricted: Defaulted<boolean>
  /** Names, titles and seals of an ended case, as they were when it ended. */
  record: JsonOrNull<unknown>
}

export interface CaseStepsTable {
  organization_id: string
  case_id: string
  seq: number
  step: string
  decision: string
  actor_id: string | null
  acted_as: string
  instead_of: TextOrNull
  role: TextOrNull
  comment: TextOrNull
  filled: ColumnType<unknown, string | undefined, string>
  confirmed: Defaulted<string[]>
  at: Moment
  procedure: string
  /** A file, a paper, a meeting or a signature is with it. */
  evidence: Defaulted<boolean>
}

export interface TasksTable {
  organization_id: string
  id: string
  kind: 'step' | 'meeting' | 'paper' | 'read' | 'errand'
  case_id: TextOrNull
  step: TextOrNull
  title: string
  person_id: TextOrNull
  role: TextOrNull
  scope: TextOrNull
  scope_id: TextOrNull
  excluded: Defaulted<string[]>
  due_at: MomentOrNull
  created_at: Moment
  done_at: MomentOrNull
  done_by: TextOrNull
  subject: TextOrNull
  href: TextOrNull
  verb: TextOrNull
  english: JsonOrNull<unknown>
  purpose: TextOrNull
}

export interface RemindersTable {
  organization_id: string
  task_id: string
  person_id: string
  on_date: Day
  sent_at: Moment
}

/**
 * Kind of a notice: a reminder of a late case, a message of a case, a call, a transfer that could
 * not be applied, or anything else.
 */
type NoticeKind = 'reminder' | 'case' | 'ended' | 'call' | 'transfer' | 'general'

export interface NoticesTable {
  organization_id: string
  id: string
  person_id: string
  case_id: TextOrNull
  href: TextOrNull
  message: string
  english: TextOrNull
  at: Moment
  read_at: MomentOrNull
  kind: NoticeKind
}
