import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { refuseFolder } from '../db/local/failure.ts'
import { makeFolders } from '../files/folders.ts'
import { lockFolder } from '../db/local/lock.ts'
import { startLocalPostgres } from '../db/local/postgres.ts'
import { migrate, migrationNames } from '../db/migrate.ts'
import { fingerprintOf, readKey } from '../auth/secrets.ts'
import { checkArchive } from './archive-reader.ts'
import { fillDatabase, requireEmptyDatabase } from './fill.ts'
import { headsFileName } from '../journal/outside.ts'
import { keyName } from './manifest.ts'
import type { JournalState, Manifest } from './manifest.ts'

/** What to restore, and the target. */
export interface RestoreOptions {
  readonly file: string
  /** Folder of the new installation: it does not exist yet, or holds no data. */
  readonly folder: string
  /**
   * Connects to an empty database of a server as its owner, instead of a local one in the folder.
   */
  readonly databaseUrl?: string
  /** The key of the installation that an organisation was exported from. */
  readonly keyFile?: string
}

/** What was restored, after all checks. */
export interface RestoreReport {
  readonly createdAt: string
  readonly rows: number
  readonly files: number
  readonly journals: readonly JournalState[]
  readonly lostFiles: readonly string[]
}

/** The key that an export of one organisation needs; undefined where the backup brings its own. */
async function keyOf(
  { file, keyFile }: RestoreOptions,
  { organization }: Manifest,
): Promise<Buffer | undefined> {
  if (!organization) return undefined
  const key = keyFile === undefined ? undefined : await readKey(keyFile)
  if (!key || fingerprintOf(key).toString('hex') !== organization.keyFingerprint)
    return refuse('restore-needs-key', { file })
  return key
}

/** Working folder inside the target; it is removed in the end. */
const workFolderName = 'restoring'

/**
 * Restores a backup into an empty folder or database. The whole file is checked first; rows,
 * references, counts, journals and files are checked before anything is moved to its final place.
 * Refuses with `backup-missing`, `backup-foreign`, `backup-damaged`, `backup-newer`,
 * `restore-needs-key`, `restore-not-empty`, `folder-in-use`, and the problems of starting a local database.
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const manifest = await checkArchive(options.file)
  await requireKnownMigrations(options.file, manifest)
  const key = await keyOf(options, manifest)
  const folder = openTargetFolder(options.folder)
  const lock = lockFolder(folder)
  const work = join(folder, workFolderName)
  try {
    requireEmptyFolder(folder)
    await rm(work, { recursive: true, force: true })
    mkdirSync(work, { mode: 0o711 })
    if (key) await writeFile(join(work, keyName), key, { mode: 0o600, flush: true })
    await (options.databaseUrl
      ? restoreToServer(options, manifest, folder, work)
      : restoreToFolder(options, manifest, folder, work))
    // What is restored may be older than the heads that an installation left here.
    await rm(join(folder, headsFileName), { force: true })
    return {
      createdAt: manifest.createdAt,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      files: manifest.members.filter(({ name }) => name.startsWith('files/')).length,
      journals: manifest.journals,
      lostFiles: manifest.lostFiles,
    }
  } catch (error) {
    return refuseFolder(folder, error)
  } finally {
    await rm(work, { recursive: true, force: true })
    lock.release()
  }
}

async function restoreToFolder(
  options: RestoreOptions,
  manifest: Manifest,
  folder: string,
  work: string,
): Promise<void> {
  const local = await startLocalPostgres({ folder: work })
  try {
    await fillMigrated(options, manifest, { ...local.connection }, work, async () => {})
  } finally {
    await local.stop()
  }
  // The database is moved last: without it the folder is not an installation.
  await moveEntries(work, folder, ['files', keyName, 'postgres'])
}

async function restoreToServer(
  options: RestoreOptions,
  manifest: Manifest,
  folder: string,
  work: string,
): Promise<void> {
  const config = { connectionString: options.databaseUrl ?? '' }
  await requireEmptyDatabase(config, manifest.migrations)
  const names = ['files', keyName]
  try {
    await fillMigrated(options, manifest, config, work, () => moveEntries(work, folder, names))
  } catch (error) {
    for (const name of names) await rm(join(folder, name), { recursive: true, force: true })
    throw error
  }
}

/**
 * Migrates and fills the database. `beforeCommit` runs after everything was loaded and checked;
 * when it throws, the database stays empty.
 */
async function fillMigrated(
  options: RestoreOptions,
  manifest: Manifest,
  config: pg.PoolConfig,
  work: string,
  beforeCommit: () => Promise<void>,
): Promise<void> {
  await migrate(config, manifest.migrations.at(-1))
  await fillDatabase({ file: options.file, manifest, config, work, beforeCommit })
  await migrate(config)
}

async function moveEntries(from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    if (existsSync(join(from, name))) await rename(join(from, name), join(to, name))
  }
}

async function requireKnownMigrations(file: string, manifest: Manifest): Promise<void> {
  const known = new Set(await migrationNames())
  const unknown = manifest.migrations.filter((name) => !known.has(name))
  if (unknown.length > 0) refuse('backup-newer', { file, unknown: unknown.join('、') })
}

function openTargetFolder(folder: string): string {
  try {
    makeFolders(folder, 0o711)
    return realpathSync(folder)
  } catch (error) {
    return refuseFolder(folder, error)
  }
}

function requireEmptyFolder(folder: string): void {
  const occupied = ['postgres', 'files', keyName].find(
    (name) => existsSync(join(folder, name)) && !isEmptyFolder(join(folder, name)),
  )
  if (occupied) refuse('restore-not-empty', { place: join(folder, occupied) })
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0
  } catch {
    return false
  }
}
