import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { kyselyOverConnection } from '../db/transactionConnection.ts'
import { fingerprintOf, readKey } from '../auth/secrets.ts'
import { journalKey } from '../journal/event.ts'
import type { OutsideHeads } from '../journal/outside.ts'
import { verifyJournal } from '../journal/verify.ts'
import type { JournalProgress } from '../journal/verify.ts'
import { openArchive } from './archive-writer.ts'
import type { ArchiveWriter } from './archive-writer.ts'
import { dumpTable } from './dump.ts'
import {
  fileMemberName,
  formatName,
  formatVersion,
  headerName,
  keyName,
  manifestName,
} from './manifest.ts'
import type { DumpedTable, JournalState, Manifest } from './manifest.ts'
import { asOwner, inTransaction } from './owner.ts'
import { appliedMigrations, listSequences, listTables } from './tables.ts'

/** What to back up, and the file to write. */
export interface BackupOptions {
  /** The database, as the owner of its tables. */
  readonly database: pg.PoolConfig
  /** Folder of the installation: its files and its key. */
  readonly folder: string
  /** The file to write. */
  readonly file: string
  readonly now: Date
  /** Only this organisation, and without the key, which is that of all. */
  readonly organizationId?: string
}

/** What a backup holds. */
export interface BackupReport {
  readonly file: string
  readonly bytes: number
  readonly rows: number
  readonly files: number
  readonly journals: readonly JournalState[]
  readonly lostFiles: readonly string[]
}

/**
 * Writes a whole installation, or one organisation of it, into one file: all rows as of one moment (people can go on working),
 * all files, the key. The packs in use are rows. The file gets its name only when it is complete
 * and synced to disk.
 */
export async function createBackup(options: BackupOptions): Promise<BackupReport> {
  const archive = await openArchive(options.file)
  try {
    const manifest = await asOwner(options.database, (client) =>
      inTransaction(client, 'isolation level repeatable read read only', () =>
        writeMembers(client, archive, options),
      ),
    )
    await archive.add(manifestName, Buffer.from(JSON.stringify(manifest, null, 1)))
    await archive.finish()
    return report(options.file, manifest)
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

async function writeMembers(
  client: pg.PoolClient,
  archive: ArchiveWriter,
  options: BackupOptions,
): Promise<Manifest> {
  const migrations = await appliedMigrations(client)
  if (migrations.length === 0) refuse('installation-missing', { folder: options.folder })
  await archive.add(
    headerName,
    Buffer.from(JSON.stringify({ format: formatName, version: formatVersion })),
  )
  const { organizationId } = options
  const key = await readKey(join(options.folder, keyName))
  if (organizationId !== undefined && !key)
    refuse('secret-key-missing', { file: join(options.folder, keyName) })
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const tables: DumpedTable[] = []
  for (const table of await listTables(client))
    tables.push(await dumpTable(client, table, archive, organizationId))
  const sequences = await listSequences(client)
  const journals = await journalStates(
    client,
    key,
    organizationId === undefined ? {} : { only: organizationId },
  )
  const lostFiles = await addFiles(client, archive, options)
  if (organizationId === undefined) await addKey(archive, join(options.folder, keyName))
  return {
    createdAt: options.now.toISOString(),
    postgres: rows[0]?.server_version ?? '',
    migrations,
    members: [...archive.members],
    tables,
    sequences,
    journals,
    lostFiles,
    ...(organizationId === undefined
      ? {}
      : {
          organization: { id: organizationId, keyFingerprint: fingerprintOf(key!).toString('hex') },
        }),
  }
}

/** Who is told how far a check of journals has come, and what stops it. */
export interface JournalWatch {
  readonly progress?: (title: string, progress: JournalProgress) => void
  readonly signal?: AbortSignal
}

/**
 * The state of each journal, or of `only` one, checked from its first row with the key of the installation and the
 * sealed heads outside the database. A journal that is already broken is backed up as it is and
 * reported as broken. `client` is in a transaction that sees one moment.
 */
export async function journalStates(
  client: pg.PoolClient,
  key: Buffer | undefined,
  {
    outside = {},
    only,
    ...watching
  }: JournalWatch & { readonly outside?: OutsideHeads; readonly only?: string } = {},
): Promise<JournalState[]> {
  const db = kyselyOverConnection(client)
  const organizations = await db
    .selectFrom('organizations')
    .select(['organization_id', 'title'])
    .$if(only !== undefined, (query) => query.where('organization_id', '=', only!))
    .orderBy('organization_id')
    .execute()
  const states: JournalState[] = []
  for (const { organization_id: organizationId, title } of organizations) {
    const sealed = outside[organizationId]
    const { broken, ...check } = await verifyJournal(db, organizationId, {
      ...(key ? { key: journalKey(key, organizationId) } : {}),
      ...(sealed ? { outside: sealed } : {}),
      ...(watching.signal ? { signal: watching.signal } : {}),
      progress: (progress) => watching.progress?.(title, progress),
    })
    states.push({ organizationId, title, ...check, broken: [...broken] })
  }
  return states
}

/** Copies every file that the database names; returns those that are missing or altered. */
async function addFiles(
  client: pg.PoolClient,
  archive: ArchiveWriter,
  { folder, organizationId }: BackupOptions,
): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>(
    'select distinct sha256 from files where $1::uuid is null or organization_id = $1 order by sha256',
    [organizationId ?? null],
  )
  const lostHashes: string[] = []
  for (const { sha256 } of rows) {
    const path = join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
    const size = await stat(path).then(
      (stats) => stats.size,
      () => undefined,
    )
    const actual =
      size === undefined ? undefined : await archive.addFile(fileMemberName(sha256), path, size)
    if (actual !== sha256) lostHashes.push(sha256)
  }
  return lostHashes
}

async function addKey(archive: ArchiveWriter, path: string): Promise<void> {
  const size = await stat(path).then(
    (stats) => stats.size,
    () => undefined,
  )
  if (size !== undefined) await archive.addFile(keyName, path, size)
}

async function report(file: string, manifest: Manifest): Promise<BackupReport> {
  return {
    file,
    bytes: (await stat(file)).size,
    rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    files: manifest.members.filter(({ name }) => name.startsWith('files/')).length,
    journals: manifest.journals,
    lostFiles: manifest.lostFiles,
  }
}
