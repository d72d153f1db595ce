import { text } from 'node:stream/consumers'
import pg from 'pg'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { listReferences } from './tables.ts'
import type { Reference, Table } from './tables.ts'

const rowsPerInsert = 1000

const TextRow = Compile(Type.Array(Type.Union([Type.String(), Type.Null()])))

/**
 * Drops references and disables triggers, so that tables can be loaded in any order. Returns the
 * references to restore.
 */
export async function dropConstraints(
  client: pg.ClientBase,
  tables: readonly Table[],
): Promise<Reference[]> {
  const references = await listReferences(client)
  for (const { table, name } of references) {
    await client.query(
      `alter table ${pg.escapeIdentifier(table)} drop constraint ${pg.escapeIdentifier(name)}`,
    )
  }
  for (const { name } of tables)
    await client.query(`alter table ${pg.escapeIdentifier(name)} disable trigger user`)
  return references
}

/** Restores references and triggers; PostgreSQL checks every reference of every row. */
export async function restoreConstraints(
  client: pg.ClientBase,
  tables: readonly Table[],
  references: readonly Reference[],
): Promise<void> {
  for (const { table, name, definition } of references) {
    await client.query(
      `alter table ${pg.escapeIdentifier(table)} add constraint ${pg.escapeIdentifier(name)} ${definition}`,
    )
  }
  for (const { name } of tables)
    await client.query(`alter table ${pg.escapeIdentifier(name)} enable trigger user`)
}

/** Writes one part of a table's rows (JSON Lines of texts); returns the number of rows. */
export async function loadPart(
  client: pg.ClientBase,
  table: Table,
  content: AsyncIterable<Buffer>,
): Promise<number> {
  const insert = insertStatement(table)
  // Not node:readline, because it also ends a line at U+2028 inside a text.
  const rows = (await text(content)).split('\n').slice(0, -1).map(parseRow)
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const batch = rows.slice(from, from + rowsPerInsert)
    await client.query(
      insert,
      table.columns.map((_, i) => batch.map((row) => row[i] ?? null)),
    )
  }
  return rows.length
}

/**
 * One row of a part. Throws a SyntaxError where the line is not a JSON array of texts and nulls.
 */
function parseRow(line: string): readonly (string | null)[] {
  const row: unknown = JSON.parse(line)
  if (!TextRow.Check(row)) throw new SyntaxError('a row is not an array of texts')
  return row
}

/**
 * The insert statement of a table: one array of texts for each column. PostgreSQL reads each text
 * as a value of the column's type, in the form in which it wrote it.
 */
function insertStatement(table: Table): string {
  const names = table.columns.map(({ name }) => pg.escapeIdentifier(name))
  const values = table.columns.map(({ type }, i) => `r.c${i}::${type}`)
  const arrays = table.columns.map((_, i) => `$${i + 1}::text[]`)
  const aliases = table.columns.map((_, i) => `c${i}`)
  return `insert into ${pg.escapeIdentifier(table.name)} (${names.join(', ')}) overriding system value
    select ${values.join(', ')} from unnest(${arrays.join(', ')}) as r(${aliases.join(', ')})`
}
