import pg from 'pg'
import Cursor from 'pg-cursor'
import type { ArchiveWriter } from './archive-writer.ts'
import { tablePartName } from './manifest.ts'
import type { DumpedTable } from './manifest.ts'
import { isOfOrganization } from './tables.ts'
import type { Table } from './tables.ts'

const rowsPerRead = 500
/** A part is closed when it has reached this size, bytes. */
const partSize = 4 * 1024 * 1024

type TextRow = (string | null)[]

/** Values exactly as PostgreSQL writes them; no value becomes a JavaScript number or date. */
const textParsers = {
  getTypeParser: () => (value: string) => value,
} as unknown as pg.CustomTypesConfig

/**
 * Writes all rows of a table, or those of one organisation, as texts into the archive. The client
 * must be inside the snapshot's transaction.
 */
export async function dumpTable(
  client: pg.ClientBase,
  table: Table,
  archive: ArchiveWriter,
  organizationId?: string,
): Promise<DumpedTable> {
  const columns = table.columns.map(({ name }) => `${pg.escapeIdentifier(name)}::text`)
  const sql = `select ${columns.join(', ')} from ${pg.escapeIdentifier(table.name)}${
    organizationId === undefined
      ? ''
      : ` where ${isOfOrganization(table) ? 'organization_id = $1' : '$1::uuid is null'}`
  }`
  const cursor = client.query(
    new Cursor<TextRow>(sql, organizationId === undefined ? [] : [organizationId], {
      rowMode: 'array',
      types: textParsers,
    }),
  )
  let rows = 0
  let part = 0
  let lines: string[] = []
  let length = 0
  const flush = async () => {
    part += 1
    await archive.add(tablePartName(table.name, part), Buffer.from(lines.join('')))
    lines = []
    length = 0
  }
  for (
    let batch = await cursor.read(rowsPerRead);
    batch.length > 0;
    batch = await cursor.read(rowsPerRead)
  ) {
    rows += batch.length
    for (const row of batch) {
      const line = `${JSON.stringify(row)}\n`
      lines.push(line)
      length += line.length
    }
    if (length >= partSize) await flush()
  }
  if (lines.length > 0) await flush()
  await cursor.close()
  return { name: table.name, columns: table.columns.map(({ name }) => name), rows }
}
