import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { membersOf } from './archive-reader.ts'
import type { ArchiveMember } from './archive-reader.ts'
import { journalStates } from './backup.ts'
import { closeAfterLoading, loadPart, openForLoading } from './load.ts'
import { keyName, shaOfFile, tableOfPart } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { asOwner, inTransaction } from './owner.ts'
import { appliedMigrations, listTables } from './tables.ts'
import type { Table } from './tables.ts'

/** What to fill, and with what. */
export interface Filling {
  readonly file: string
  readonly manifest: Manifest
  /** A database that is migrated as far as the backup's, and empty. */
  readonly config: pg.PoolConfig
  /** Folder that receives the files and the key. */
  readonly work: string
  readonly beforeCommit: () => Promise<void>
}

/** Loads rows and files and checks them; all rows appear in one transaction, or none. Refuses with `backup-damaged`. */
export async function fillDatabase(filling: Filling): Promise<void> {
  const { manifest, file } = filling
  await asOwner(filling.config, (client) =>
    inTransaction(client, 'isolation level read committed', async () => {
      const tables = matchTables(filling, await listTables(client))
      const references = await openForLoading(client, [...tables.values()])
      const counts = await readMembers(filling, client, tables).catch((error: unknown) =>
        valueFailed(file, error),
      )
      for (const { name, rows } of manifest.tables) {
        if ((counts.get(name) ?? 0) !== rows)
          damaged(file, {
            ja: `表 ${name} の件数が合わない`,
            en: `the number of rows of table ${name} does not fit`,
          })
      }
      await closeAfterLoading(client, [...tables.values()], references).catch((error: unknown) =>
        valueFailed(file, error),
      )
      await setSequences(client, manifest)
      await compareJournals(client, filling)
      await filling.beforeCommit()
    }),
  )
}

/** Refuses with `restore-not-empty` unless the database has no tables of its own, or the program's tables without a row. */
export async function requireEmptyDatabase(
  config: pg.PoolConfig,
  migrations: readonly string[],
): Promise<void> {
  await asOwner(config, async (client) => {
    const { rows } = await client.query<{ place: string }>('select current_database() as place')
    const place = rows[0]?.place ?? ''
    const applied = await appliedMigrations(client)
    if (applied.some((name) => !migrations.includes(name))) refuse('restore-not-empty', { place })
    for (const { name } of await listTables(client)) {
      const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`)
      if (applied.length === 0 || rowCount !== 0) refuse('restore-not-empty', { place })
    }
  })
}

/** The tables as the backup's columns describe them; each must be one of this database. */
function matchTables({ manifest, file }: Filling, existing: readonly Table[]): Map<string, Table> {
  const tables = new Map<string, Table>()
  for (const { name, columns } of manifest.tables) {
    const known = existing.find((table) => table.name === name)
    const matched = columns.map((column) => known?.columns.find((each) => each.name === column))
    const present = matched.filter((column) => column !== undefined)
    if (!known || present.length !== known.columns.length || present.length !== columns.length) {
      return damaged(file, {
        ja: `表 ${name} の形がこの関所と合わない`,
        en: `the form of table ${name} does not fit this Sekisho`,
      })
    }
    tables.set(name, { name, columns: present })
  }
  return tables
}

async function readMembers(
  filling: Filling,
  client: pg.ClientBase,
  tables: ReadonlyMap<string, Table>,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for await (const member of membersOf(filling.file)) {
    const table = tables.get(tableOfPart(member.name) ?? '')
    if (table)
      counts.set(
        table.name,
        (counts.get(table.name) ?? 0) + (await loadPart(client, table, member.content)),
      )
    else await writeFile(filling, member)
  }
  return counts
}

async function writeFile({ file, manifest, work }: Filling, member: ArchiveMember): Promise<void> {
  const sha256 = shaOfFile(member.name)
  if (sha256 && !manifest.lostFiles.includes(sha256)) {
    const path = join(work, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    if ((await writeTo(path, member)) !== sha256)
      damaged(file, {
        ja: `${member.name} の中身が名前と合わない`,
        en: `the content of ${member.name} does not fit its name`,
      })
  } else if (member.name === keyName) {
    await writeTo(join(work, keyName), member)
  }
}

async function writeTo(path: string, member: ArchiveMember): Promise<string> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const hashed = async function* (content: AsyncIterable<Buffer>) {
    for await (const chunk of content) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(member.content, hashed, createWriteStream(path, { mode: 0o600, flush: true }))
  return hash.digest('hex')
}

async function setSequences(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  for (const { name, last } of manifest.sequences) {
    if (last !== null)
      await client.query('select setval($1::regclass, $2::bigint)', [
        `public.${pg.escapeIdentifier(name)}`,
        last,
      ])
  }
}

/** Every journal must stand as it stood: the same rows, the same head, and no fault that was not there before. */
async function compareJournals(client: pg.PoolClient, { file, manifest }: Filling): Promise<void> {
  const restored = await journalStates(client)
  if (JSON.stringify(restored) !== JSON.stringify(manifest.journals))
    damaged(file, { ja: '操作記録が合わない', en: 'the journal does not fit' })
}

/** A value that PostgreSQL refuses, a line that is not JSON, a reference to nothing: the file is at fault. */
function valueFailed(file: string, error: unknown): never {
  const isData =
    error instanceof SyntaxError ||
    (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''))
  if (isData)
    return damaged(file, {
      ja: `中に読めない値がある（${error.message}）`,
      en: `it holds a value that cannot be read (${error.message})`,
    })
  throw error
}

const damaged = (file: string, place: Words): never => refuse('backup-damaged', { file, place })
