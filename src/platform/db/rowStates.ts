import { hash } from 'node:crypto'
import { stateTables, statesOfTable, byTable } from './stateTables.ts'

/** Begins the names of columns in which a statement returns the rows that it wrote or deleted. */
const writtenMark = '~'
const deletedMark = '-'

/**
 * The list of columns in which a statement that writes a table returns the state of its rows. `of`
 * is the name of the table in the statement.
 */
export function stateColumns(
  table: string,
  of: string = table,
  names: readonly string[] = statesOfTable(table),
): string {
  return names
    .flatMap((state) => {
      const { key, columns } = stateTables.get(state)!
      return [...key, ...columns].map((column) => {
        const [name = '', json] = column.split('::')
        return `"${of}"."${name}"${json ? '::text' : ''} as "${writtenMark}${state}.${name}"`
      })
    })
    .join(', ')
}

/** The same for a statement that deletes rows: it returns their keys. */
export function deletedColumns(table: string, of: string = table): string {
  return statesOfTable(table)
    .flatMap((state) =>
      stateTables
        .get(state)!
        .key.map((name) => `"${of}"."${name}" as "${deletedMark}${state}.${name}"`),
    )
    .join(', ')
}

/** Whether a statement writes rows and returns their states, by its text. */
export function returnsStates(statement: string): boolean {
  return statement.includes(` as "${writtenMark}`) || statement.includes(` as "${deletedMark}`)
}

const writing = new RegExp(
  `\\b(?:insert into|update|delete from)\\s+"?(?:${[...byTable.keys()].join('|')})"?(?![\\w"])`,
  'i',
)

/** Whether a statement that was written by hand changes rows of these tables. */
export function writesStates(statement: string): boolean {
  return writing.test(statement)
}

/** The line of a row in an event: its key, and 128 bits of SHA-256 over its values. */
export function stateOf(name: string, values: readonly unknown[]): [key: string, hash: string] {
  const { keyLength, jsonColumns } = shapes.get(name)!
  const whole = [name, ...values.map(canonical)]
  for (const column of jsonColumns) whole[column + 1] = sorted(JSON.parse(values[column] as string))
  return [
    keyOf(name, values.slice(0, keyLength)),
    hash('sha256', JSON.stringify(whole), 'base64url').slice(0, 22),
  ]
}

/** By the names of states: how many values the key has, and which values are compared as JSON. */
const shapes = new Map(
  [...stateTables].map(([name, { key, columns }]) => [
    name,
    {
      keyLength: key.length,
      jsonColumns: columns.flatMap((column, i) =>
        column.endsWith('::jsonb') ? [key.length + i] : [],
      ),
    },
  ]),
)

/** The name of a row, the same whatever the time zone of the process. */
const keyOf = (name: string, key: readonly unknown[]): string =>
  `${name} ${key.map((part) => (part instanceof Date ? part.toISOString() : part)).join('/')}`

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  return Buffer.isBuffer(value) ? value.toString('base64') : (value ?? null)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, child]) => [name, sorted(child)]))
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
    const state = group.slice(1)
    for (const row of rows) {
      const values = columns.map((name) => row[name])
      if (group.startsWith(deletedMark)) states.set(keyOf(state, values), '-')
      else states.set(...stateOf(state, values))
    }
  }
  for (const row of rows) for (const name of names) delete row[name]
}

/** The states as the text that stands in an event: a line each; null where nothing changed. */
export function stateText(states: RowStates): string | null {
  if (states.size === 0) return null
  return [...states].map(([key, value]) => `${key} ${value}`).join('\n')
}
