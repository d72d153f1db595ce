import { hash } from 'node:crypto'

/** A column by its name; `::text` marks JSON, which is taken as the text that it is stored as. */
type ColumnName = string

interface StateTable {
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
      'state',
      'changed_by',
      'changed_at',
      'reason',
      'case_id',
    ],
  },
  cases: {
    key: ['id'],
    columns: [
      'procedure',
      'number',
      'subject',
      'status',
      'outcome',
      'step',
      'applicant_id',
      'unit_id',
      'edition_hash',
      'state::text',
      'due_at',
      'version',
      'opened_at',
      'ended_at',
      'restricted',
    ],
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
      'filled::text',
      'confirmed',
      'at',
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
} as const satisfies Readonly<Record<string, StateTable>>

export type StateTableName = keyof typeof tables

export const stateTables: ReadonlyMap<string, StateTable> = new Map(Object.entries(tables))
export const stateTableNames = Object.keys(tables) as readonly StateTableName[]

const bare = (column: ColumnName): string => column.replace('::text', '')

/** Whether a column of a table counts for the state of its rows. */
export function countsForState(table: string, column: string): boolean {
  const { key, columns } = stateTables.get(table) ?? { key: [], columns: [] }
  return key.includes(column) || columns.some((candidate) => bare(candidate) === column)
}

/** Begins the names of columns in which a statement returns the rows that it wrote or deleted. */
const writtenMark = '~'
const deletedMark = '-'

/**
 * The list of columns in which a statement that writes a table returns the state of its rows. `of`
 * is the name of the table in the statement.
 */
export function stateColumns(table: StateTableName | (string & {}), of: string = table): string {
  const { key, columns } = stateTables.get(table)!
  return [...key, ...columns]
    .map((column) => {
      const [name = '', json] = column.split('::')
      return `"${of}"."${name}"${json ? '::text' : ''} as "${writtenMark}${table}.${name}"`
    })
    .join(', ')
}

/** The same for a statement that deletes rows: it returns their keys. */
export function deletedColumns(table: StateTableName | (string & {}), of: string = table): string {
  return stateTables
    .get(table)!
    .key.map((name) => `"${of}"."${name}" as "${deletedMark}${table}.${name}"`)
    .join(', ')
}

/** Whether a statement writes rows and returns their states, by its text. */
export function returnsStates(statement: string): boolean {
  if (/^\s*select\b/i.test(statement)) return false
  return statement.includes(` as "${writtenMark}`) || statement.includes(` as "${deletedMark}`)
}

const writing = new RegExp(
  `\\b(?:insert into|update|delete from)\\s+"?(?:${stateTableNames.join('|')})"?(?![\\w"])`,
  'i',
)

/** Whether a statement that was written by hand changes rows of these tables. */
export function writesStates(statement: string): boolean {
  return writing.test(statement)
}

/** The hash of a row as the journal records it: 128 bits of SHA-256 over its values. */
export function hashRow(table: string, values: readonly unknown[]): string {
  return hash('sha256', JSON.stringify([table, ...values.map(canonical)]), 'base64url').slice(0, 22)
}

function canonical(value: unknown): unknown {
  return Buffer.isBuffer(value) ? value.toString('base64') : (value ?? null)
}

/** What a transaction changed: by `table key` the hash of the row, or `-` where it was deleted. */
export type RowStates = Map<string, string>

/** Takes the states out of the rows that a statement returned, and leaves what was asked for. */
export function takeStates(rows: Record<string, unknown>[], states: RowStates): void {
  const [first] = rows
  if (!first) return
  const names = Object.keys(first).filter(
    (name) => name.startsWith(writtenMark) || name.startsWith(deletedMark),
  )
  const groups = Map.groupBy(names, (name) => name.slice(0, name.indexOf('.')))
  for (const [group, columns] of groups) {
    const table = group.slice(1)
    const keys = stateTables.get(table)!.key.length
    for (const row of rows) {
      const values = columns.map((name) => row[name])
      if (values[0] === null) continue
      const key = `${table} ${values.slice(0, keys).join('/')}`
      states.set(key, group.startsWith(deletedMark) ? '-' : hashRow(table, values))
    }
  }
  for (const row of rows) for (const name of names) delete row[name]
}

/** The states as the text that stands in an event: a line each; null where nothing changed. */
export function stateText(states: RowStates): string | null {
  if (states.size === 0) return null
  return [...states].map(([key, value]) => `${key} ${value}`).join('\n')
}
