import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { archiveMembers } from './archive-reader.ts'
import type { ArchiveMember } from './archive-reader.ts'
import { readKey } from '../auth/secrets.ts'
import { journalStates } from './backup.ts'
import { restoreConstraints, loadPart, dropConstraints } from './load.ts'
import { keyName, hashOfFileName, tableOfPartName } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { asOwner, inTransaction } from './owner.ts'
import { appliedMigrations, listTables } from './tables.ts'
import type { Table } from './tables.ts'

/** The target of a restore, and what to load into it. */
export interface FillOptions {
  readonly file: string
  readonly manifest: Manifest
  /** An empty database that is migrated to the version of the backup. */
  readonly config: pg.PoolConfig
  /** Folder that receives the files and the key. */
  readonly work: string
  readonly beforeCommit: () => Promise<void>
}

/**
 * Loads rows and files and checks them; all rows appear in one transaction, or none. Refuses with
 * `backup-damaged`.
 */
export async function fillDatabase(options: FillOptions): Promise<void> {
  const { manifest, file } = options
  await asOwner(options.config, (client) =>
    inTransaction(client, 'isolation level read committed', async () => {
      const tables = matchTables(options, await listTables(client))
      const references = await dropConstraints(client, [...tables.values()])
      const counts = await readMembers(options, client, tables).catch((error: unknown) =>
        refuseValue(file, error),
      )
      for (const { name, rows } of manifest.tables) {
        if ((counts.get(name) ?? 0) !== rows)
          refuseDamaged(file, {
            ja: `表 ${name} の件数が合わない`,
            en: `the number of rows of table ${name} does not fit`,
          })
      }
      await restoreConstraints(client, [...tables.values()], references).catch((error: unknown) =>
        refuseValue(file, error),
      )
      await setSequences(client, manifest)
      await compareJournals(client, options)
      await options.beforeCommit()
    }),
  )
}

/**
 * Refuses with `restore-not-empty` unless the database has no tables of its own, or the program's
 * tables without a row.
 */
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

/** The tables of the backup by name; refuses where this database has no such table or column. */
function matchTables(
  { manifest, file }: FillOptions,
  existing: readonly Table[],
): Map<string, Table> {
  const tables = new Map<string, Table>()
  for (const { name, columns } of manifest.tables) {
    const table = existing.find((table) => table.name === name)
    const matches = columns.map((column) =>
      table?.columns.find((candidate) => candidate.name === column),
    )
    const present = matches.filter((column) => column !== undefined)
    if (!table || present.length !== table.columns.length || present.length !== columns.length) {
      return refuseDamaged(file, {
        ja: `表 ${name} の形がこの関所と合わない`,
        en: `the form of table ${name} does not fit this Sekisho`,
      })
    }
    tables.set(name, { name, columns: present })
  }
  return tables
}

async function readMembers(
  options: FillOptions,
  client: pg.ClientBase,
  tables: ReadonlyMap<string, Table>,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for await (const member of archiveMembers(options.file)) {
    const table = tables.get(tableOfPartName(member.name) ?? '')
    if (table)
      counts.set(
        table.name,
        (counts.get(table.name) ?? 0) + (await loadPart(client, table, member.content)),
      )
    else await writeFile(options, member)
  }
  return counts
}

async function writeFile(
  { file, manifest, work }: FillOptions,
  member: ArchiveMember,
): Promise<void> {
  const sha256 = hashOfFileName(member.name)
  if (sha256 && !manifest.lostFiles.includes(sha256)) {
    const path = join(work, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    if ((await writeTo(path, member)) !== sha256)
      refuseDamaged(file, {
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
  const hashChunks = async function* (content: AsyncIterable<Buffer>) {
    for await (const chunk of content) {
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(member.content, hashChunks, createWriteStream(path, { mode: 0o600, flush: true }))
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

/**
 * Every journal must be the same as in the backup: the same rows, the same head, and no new fault.
 */
async function compareJournals(
  client: pg.PoolClient,
  { file, manifest, work }: FillOptions,
): Promise<void> {
  const restored = await journalStates(client, await readKey(join(work, keyName)))
  if (JSON.stringify(restored) !== JSON.stringify(manifest.journals))
    refuseDamaged(file, { ja: '操作記録が合わない', en: 'the journal does not fit' })
}

/**
 * A value that PostgreSQL refuses, a line that is not JSON or a missing reference: the backup is
 * damaged.
 */
function refuseValue(file: string, error: unknown): never {
  const isData =
    error instanceof SyntaxError ||
    (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''))
  if (isData)
    return refuseDamaged(file, {
      ja: `中に読めない値がある（${error.message}）`,
      en: `it holds a value that cannot be read (${error.message})`,
    })
  throw error
}

const refuseDamaged = (file: string, place: Words): never =>
  refuse('backup-damaged', { file, place })
