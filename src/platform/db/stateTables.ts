/**
 * A column by its name. `::text` marks JSON, which is taken as the text that it is stored as;
 * `::jsonb` marks JSON that is compared by its value.
 */
type ColumnName = string

interface StateTable {
  /** The table, where another name is proved apart from the rest of its columns. */
  readonly table?: string
  readonly key: readonly string[]
  readonly columns: readonly ColumnName[]
}

/**
 * The tables whose rows the journal proves, with the columns that count. Columns that change with
 * every use (the last sign-in, what is searched by) are left out.
 */
const tables = {
  organizations: {
    key: ['organization_id'],
    columns: ['slug', 'title', 'pack', 'edition_hash', 'demo', 'created_at'],
  },
  pack_editions: {
    key: ['hash'],
    columns: [
      'pack',
      'title',
      'edition',
      'in_force_from',
      'in_force_to',
      'sources::text',
      'adopted_at',
      'language',
    ],
  },
  edition_proposals: {
    key: ['id'],
    columns: [
      'hash',
      'edition',
      'in_force_from',
      'sources::text',
      'compared_with',
      'changes::text',
      'status',
      'proposed_by',
      'proposed_at',
      'decided_by',
      'decided_at',
      'comment',
    ],
  },
  units: { key: ['id'], columns: ['title', 'kana', 'parent_id', 'ended_on', 'version'] },
  posts: {
    key: ['id'],
    columns: ['title', 'unit_id', 'key', 'leads', 'ended_on', 'version'],
  },
  persons: {
    key: ['id'],
    columns: [
      'number',
      'name',
      'kana',
      'unit_id',
      'employment',
      'email',
      'phone',
      'emergency_phone',
      'from_on',
      'to_on',
      'version',
    ],
  },
  person_posts: { key: ['id'], columns: ['person_id', 'post_id', 'from_on', 'to_on'] },
  assignments: {
    key: ['id'],
    columns: [
      'role',
      'scope',
      'scope_id',
      'person_id',
      'post_id',
      'from_on',
      'to_on',
      'note',
      'version',
    ],
  },
  absences: { key: ['id'], columns: ['person_id', 'from_on', 'to_on', 'note', 'version'] },
  absence_deputies: {
    key: ['id'],
    columns: [
      'absence_id',
      'role',
      'scope',
      'scope_id',
      'person_id',
      'answer',
      'comment',
      'answered_at',
    ],
  },
  accounts: {
    key: ['id'],
    columns: [
      'person_id',
      'name',
      'kind',
      'password_hash',
      'password_set_at',
      'must_change',
      'totp_secret',
      'totp_confirmed_at',
      'administrator',
      'suspended_at',
      'ended_at',
    ],
  },
  api_tokens: {
    key: ['id'],
    columns: [
      'account_id',
      'title',
      'token_hash',
      'scopes',
      'created_at',
      'expires_at',
      'ended_at',
    ],
  },
  calendars: { key: ['id'], columns: ['account_id', 'token_hash', 'created_at', 'ended_at'] },
  passkeys: {
    key: ['id'],
    columns: [
      'account_id',
      'title',
      'credential_id',
      'public_key',
      'transports',
      'synced',
      'created_at',
    ],
  },
  entries: {
    key: ['id'],
    columns: [
      'register',
      'number',
      'name',
      'kana',
      'fields::text',
      'class::text',
      'class_rank',
      'unit_id',
      'state',
      'copied_from',
      'keep_until',
      'version',
      'created_at',
      'updated_at',
    ],
  },
  entry_versions: {
    key: ['entry_id', 'version'],
    columns: [
      'fields::text',
      'class::text',
      'unit_id',
      'unit_title',
      'state',
      'changed_by',
      'changed_by_name',
      'changed_at',
      'reason',
      'case_id',
    ],
  },
  cases: {
    key: ['id'],
    columns: [
      'procedure',
      'edition_hash',
      'subject',
      'status',
      'outcome',
      'step',
      'state::text',
      'due_at',
      'version',
      'ended_at',
      'restricted',
      'record::text',
    ],
  },
  // What does not change in a case is proved apart: so an act knows the state that it leaves.
  'cases:opening': {
    table: 'cases',
    key: ['id'],
    columns: ['number', 'applicant_id', 'unit_id', 'opened_at'],
  },
  case_steps: {
    key: ['case_id', 'seq'],
    columns: [
      'step',
      'decision',
      'actor_id',
      'acted_as',
      'instead_of',
      'role',
      'comment',
      'filled::jsonb',
      'confirmed',
      'at',
      'procedure',
      'evidence',
    ],
  },
  exceptions: {
    key: ['id'],
    columns: [
      'case_id',
      'number',
      'provisions',
      'person_id',
      'unit_id',
      'entry_id',
      'from_on',
      'until_on',
      'created_at',
      'ended_at',
      'warned_at',
      'released_at',
    ],
  },
  signatures: {
    key: ['id'],
    columns: [
      'case_id',
      'step',
      'title',
      'body',
      'signer_id',
      'signer_name',
      'signed_at',
      'seal',
      'file_id',
    ],
  },
  files: {
    key: ['id'],
    columns: ['sha256', 'name', 'media_type', 'size', 'uploaded_by', 'uploaded_at', 'scan'],
  },
  // By what a person signs in besides the password, and the passwords that are used up.
  'accounts:used': {
    table: 'accounts',
    key: ['id'],
    columns: ['previous_hashes', 'recovery_hashes', 'temporary_until'],
  },
  'edition_proposals:trial': {
    table: 'edition_proposals',
    key: ['id'],
    columns: ['pack', 'title', 'language', 'cases_played', 'trouble', 'closed_at'],
  },
  tasks: {
    key: ['id'],
    columns: [
      'kind',
      'case_id',
      'step',
      'purpose',
      'title',
      'subject',
      'verb',
      'english::text',
      'href',
      'person_id',
      'role',
      'scope',
      'scope_id',
      'excluded',
      'due_at',
      'created_at',
    ],
  },
  // Apart, so that an act that ends tasks by their ids knows the state that it leaves.
  'tasks:done': { table: 'tasks', key: ['id'], columns: ['done_at', 'done_by'] },
  links: {
    key: ['from_kind', 'from_id', 'relation', 'to_kind', 'to_id'],
    columns: [],
  },
  notices: {
    key: ['id'],
    columns: ['person_id', 'case_id', 'kind', 'message', 'english', 'href', 'at'],
  },
  reminders: { key: ['task_id', 'person_id', 'on_date'], columns: ['sent_at'] },
  reviews: { key: ['id'], columns: ['case_id', 'seq', 'holder_id', 'asked_at', 'seen_at'] },
  entry_warnings: { key: ['entry_id', 'warning', 'on_date'], columns: ['told_at'] },
  imports: {
    key: ['id'],
    columns: [
      'register',
      'file_id',
      'status',
      'options::text',
      'rows_total',
      'rows_read',
      'rows_good',
      'rows_bad',
      'rows_written',
      'faults::text',
      'fault_file_id',
      'error',
      'created_by',
      'created_at',
      'finished_at',
    ],
  },
  documents: {
    key: ['id'],
    columns: ['title', 'file_id', 'summary::text', 'imported_by', 'imported_at'],
  },
  provisions: {
    key: ['edition_hash', 'ref'],
    columns: ['document_id', 'original', 'line', 'path', 'departure'],
  },
  departure_decisions: {
    key: ['document_id', 'place'],
    columns: ['decision', 'comment', 'decided_by', 'decided_at'],
  },
  organization_titles: { key: ['until'], columns: ['title'] },
  start_asides: { key: ['line'], columns: ['word', 'person_id', 'at'] },
  mail_trials: { key: ['id'], columns: ['person_id', 'address', 'asked_at', 'sent_at'] },
  campaigns: {
    key: ['id'],
    columns: [
      'register',
      'title',
      'period',
      'begins_on',
      'due_on',
      'begun_by',
      'begun_at',
      'closed_at',
    ],
  },
  campaign_parts: { key: ['id'], columns: ['campaign_id', 'unit_id', 'closed_by', 'closed_at'] },
  campaign_lines: {
    key: ['part_id', 'entry_id'],
    columns: ['answer', 'note', 'version', 'answered_by', 'answered_at'],
  },
  round_turns: {
    key: ['id'],
    columns: [
      'round',
      'period',
      'edition_hash',
      'title',
      'opened_at',
      'due_at',
      'begun_by',
      'reason',
      'closed_at',
    ],
  },
  'round_turns:case': { table: 'round_turns', key: ['id'], columns: ['case_id', 'left_at'] },
  round_members: {
    key: ['round', 'subject_kind', 'subject_id'],
    columns: ['title', 'unit_id', 'seen_at'],
  },
  occurrences: {
    key: ['id'],
    columns: [
      'turn_id',
      'round',
      'subject_kind',
      'subject_id',
      'subject_title',
      'unit_id',
      'due_at',
      'asked',
      'answered',
      'waiting',
      'told',
      'closed_at',
      'closed_by',
      'closed_as',
      'closed_with',
    ],
  },
  standings: {
    key: ['id'],
    columns: [
      'mechanism',
      'subject_kind',
      'subject_id',
      'occurrence_id',
      'value::text',
      'outcome',
      'proof',
      'comment',
      'files',
      'answered_by',
      'answered_at',
      'recorded_at',
      'via',
      'accepted',
      'accepted_by',
      'accepted_at',
      'acceptance',
      'until_at',
    ],
  },
  machine_tokens: {
    key: ['id'],
    columns: [
      'register',
      'entry_id',
      'title',
      'token_hash',
      'made_by',
      'created_at',
      'expires_at',
      'ended_at',
    ],
  },
  findings: {
    key: ['id'],
    columns: [
      'mechanism',
      'checklist',
      'item',
      'subject_kind',
      'subject_id',
      'subject_title',
      'unit_id',
      'occurrence_id',
      'standing_id',
      'found_by',
      'found_at',
      'due_on',
      'state',
      'version',
      'closed_at',
    ],
  },
  finding_acts: {
    key: ['id'],
    columns: ['finding_id', 'what', 'at', 'person_id', 'comment', 'files'],
  },
  occurrence_members: {
    key: ['occurrence_id', 'person_id'],
    columns: ['named_by', 'named_at', 'reason'],
  },
  audit_samples: {
    key: ['id'],
    columns: [
      'occurrence_id',
      'item',
      'source',
      'number',
      'size',
      'population',
      'from_on',
      'until_on',
      'drawn::jsonb',
      'marks::jsonb',
      'drawn_by',
      'drawn_at',
    ],
  },
  audit_grades: {
    key: ['occurrence_id', 'item'],
    columns: ['grade', 'graded_by', 'graded_at'],
  },
  courses: {
    key: ['id'],
    columns: [
      'unit_id',
      'rounds',
      'title',
      'draft::jsonb',
      'edition',
      'state',
      'version',
      'changed_by',
      'changed_at',
    ],
  },
  course_editions: {
    key: ['course_id', 'edition'],
    columns: ['content::jsonb', 'published_by', 'published_at'],
  },
  course_takings: {
    key: ['id'],
    columns: [
      'course_id',
      'edition',
      'occurrence_id',
      'person_id',
      'page',
      'tries',
      'score',
      'passed_at',
      'entry_id',
      'begun_at',
    ],
  },
  course_sessions: {
    key: ['id'],
    columns: [
      'unit_id',
      'round',
      'title',
      'place',
      'begins_at',
      'units',
      'state',
      'entry_id',
      'held_by',
      'version',
    ],
  },
  course_attendances: {
    key: ['session_id', 'person_id'],
    columns: ['how', 'at', 'recorded_by'],
  },
  meetings: {
    key: ['id'],
    columns: [
      'body',
      'number',
      'begins_at',
      'place',
      'topics::text',
      'state',
      'attendees',
      'minutes',
      'decisions::text',
      'planned_by',
      'recorded_by',
      'recorded_at',
      'version',
    ],
  },
  transfers: {
    key: ['id'],
    columns: [
      'effective_on',
      'everyone',
      'status',
      'file_id',
      'lines::text',
      'moves::text',
      'accepted::text',
      'ranks',
      'unused',
      'trouble',
      'made_by',
      'made_at',
      'planned_by',
      'planned_at',
      'closed_at',
      'version',
    ],
  },
  calls: {
    key: ['id'],
    columns: ['drill', 'message', 'started_by', 'started_at', 'ended_at'],
  },
  call_answers: {
    key: ['call_id', 'person_id'],
    columns: [
      'role',
      'position',
      'token_hashes',
      'told',
      'told_at',
      'state',
      'note',
      'answered_by',
      'answered_at',
    ],
  },
  layouts: {
    key: ['procedure', 'version'],
    columns: ['file_id', 'places::text', 'made_by', 'made_at', 'ended_by', 'ended_at'],
  },
} as const satisfies Readonly<Record<string, StateTable>>

export type StateTableName = keyof typeof tables

export const stateTables: ReadonlyMap<string, StateTable> = new Map<string, StateTable>(
  Object.entries(tables),
)
export const stateTableNames = Object.keys(tables) as readonly StateTableName[]

/** The table of a name that is proved. */
export const tableOf = (name: string): string => stateTables.get(name)?.table ?? name

const bareName = (column: ColumnName): string => column.replace(/::.*/, '')

/** The names under which the columns of a table are proved; none for other tables. */
export function statesOfTable(table: string): readonly string[] {
  return byTable.get(table) ?? []
}

/** The names under which each table is proved. */
export const byTable = Map.groupBy(stateTableNames, tableOf)

/** The names of the columns that a state is made of: those of the key, then the others. */
export function columnsOfState(name: string): readonly string[] {
  return bareColumns.get(name)!
}

const bareColumns = new Map(
  [...stateTables].map(([name, { key, columns }]) => [name, [...key, ...columns.map(bareName)]]),
)
