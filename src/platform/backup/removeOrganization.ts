import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { asOwner, inTransaction } from './owner.ts'
import { isOfOrganization, listReferences, listTables } from './tables.ts'
import type { Reference } from './tables.ts'

/** What to remove, and from where. */
export interface RemoveOptions {
  /** The database, as the owner of its tables. */
  readonly database: pg.PoolConfig
  /** Folder of the installation. */
  readonly folder: string
  readonly organizationId: string
  /**
   * A file that was received less than this long ago may be about to get a row of another
   * organisation, milliseconds.
   */
  readonly settled?: number
}

/** What was removed. */
export interface RemoveReport {
  readonly rows: number
  /** Files that no other organisation has. */
  readonly files: number
}

/**
 * Removes an organisation: all its rows in one transaction, then the files that no other one has.
 * Work that a running program had in hand for it fails; what it may have written meanwhile is
 * removed after it.
 */
export async function removeOrganization(options: RemoveOptions): Promise<RemoveReport> {
  const { database, folder, organizationId, settled = 60_000 } = options
  return asOwner(database, async (client) => {
    const tables = await tablesInOrder(client)
    let rows = 0
    const removeRows = (): Promise<void> =>
      inTransaction(client, 'isolation level read committed', async () => {
        await client.query('select from organizations where organization_id = $1 for update', [
          organizationId,
        ])
        for (const table of tables)
          rows +=
            (
              await client.query(
                `delete from ${pg.escapeIdentifier(table)} where organization_id = $1`,
                [organizationId],
              )
            ).rowCount ?? 0
      })
    const { rows: files } = await client.query<{ sha256: string }>(
      'select distinct sha256 from files where organization_id = $1',
      [organizationId],
    )
    await removeRows()
    await removeRows()
    let removed = 0
    for (const { sha256 } of files) {
      const path = join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
      const found = await stat(path).catch(() => undefined)
      if (!found) continue
      await pause(Math.max(0, found.ctimeMs + settled - Date.now()))
      const { rowCount } = await client.query('select from files where sha256 = $1 limit 1', [
        sha256,
      ])
      if (rowCount) continue
      await rm(path, { force: true })
      removed += 1
    }
    return { rows, files: removed }
  })
}

/** The tables with rows of organisations, those that point to others before them. */
async function tablesInOrder(client: pg.ClientBase): Promise<string[]> {
  const waiting = new Set(
    (await listTables(client)).filter(isOfOrganization).map(({ name }) => name),
  )
  const references = (await listReferences(client)).filter(({ table, target }) => table !== target)
  const ordered: string[] = []
  while (waiting.size > 0) {
    const free = [...waiting].filter((name) => !isPointedAt(name, references, waiting))
    if (free.length === 0) throw new Error(`tables point at each other: ${[...waiting].join(', ')}`)
    for (const name of free) waiting.delete(name)
    ordered.push(...free)
  }
  return ordered
}

const isPointedAt = (
  name: string,
  references: readonly Reference[],
  waiting: ReadonlySet<string>,
): boolean => references.some(({ table, target }) => target === name && waiting.has(table))
