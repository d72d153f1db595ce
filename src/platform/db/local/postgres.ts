import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { chooseAccount, chooseLauncher } from './account.ts'
import type { BinarySource } from './binaries.ts'
import { chooseBinaries } from './binaries.ts'
import type { ClusterConfig } from './cluster.ts'
import { createCluster, majorOf } from './cluster.ts'
import { refuseFolder, refuseNotStarted } from './failure.ts'
import { linkNpmLibraries } from './libraries.ts'
import type { FolderLock } from './lock.ts'
import { holderOf, lockFolder } from './lock.ts'
import type { Postmaster } from './postmaster.ts'
import { stopOrphan, readPidFile, startPostmaster } from './postmaster.ts'
import { databaseName, localSettings, ownerName, socketPort } from './settings.ts'
import { makeSocketFolder, removeSocketFolder } from './socket.ts'

/** How to reach a database through node-postgres. `host` is the folder of the Unix socket. */
export interface LocalConnection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

/** A PostgreSQL that this process started and keeps running. */
export interface LocalPostgres {
  /** As the owner of everything: for migrations, backup and restore. */
  readonly connection: LocalConnection
  /** Process id of the server; another one after a restart. */
  readonly pid: number
  /** Calls the listener each time the server has died by itself and is up again. Pools connect again by themselves. */
  readonly onRestart: (listener: () => void) => void
  /** Stops the server (open transactions are rolled back) and gives the folder free. */
  readonly stop: () => Promise<void>
}

/** The same as an address, for what wants a `DATABASE_URL`. */
export function connectionStringOf(connection: LocalConnection): string {
  const { host, port, user, database } = connection
  return `postgresql:///${encodeURIComponent(database)}?${new URLSearchParams({ host, port: String(port), user })}`
}

/** What may be chosen at a start. */
export interface LocalPostgresOptions {
  /** Folder for everything of this installation; made when missing. */
  readonly folder: string
  /** Receives PostgreSQL's messages, one line each. */
  readonly log?: (line: string) => void
  /** Takes binaries of this source only. */
  readonly binaries?: BinarySource
  /** Settings of PostgreSQL beside or instead of `localSettings`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** After a kill, the old server's shared memory and lock file may stand up to 2 s. */
const retryTimeout = 5_000
const retryInterval = 100
const maxPause = 5_000

/**
 * Starts PostgreSQL in a folder, on a Unix socket only; makes the data and the database when they are missing. It ends with this
 * process, and is started again when it dies by itself. Refuses with a problem (`folder-in-use`, `database-binaries-missing`,
 * `database-version`, `folder-not-ours`, `folder-out-of-reach`, `disk-full`, `database-not-started`).
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const folder = openFolder(options.folder)
  const lock = takeLock(folder)
  try {
    return await startLocked(folder, lock, options)
  } catch (error) {
    lock.release()
    return refuseFolder(folder, error)
  }
}

/** Reaches the PostgreSQL that another living process runs in the folder; undefined when none does. */
export function findRunningPostgres(folder: string): LocalConnection | undefined {
  if (!existsSync(folder) || !holderOf(realpathSync(folder))) return undefined
  const file = readPidFile(join(realpathSync(folder), 'postgres'))
  return file?.isReady ? connectionTo(file.socketFolder) : undefined
}

async function startLocked(
  folder: string,
  lock: FolderLock,
  options: LocalPostgresOptions,
): Promise<LocalPostgres> {
  const { log = () => {}, settings } = options
  const config = chooseClusterConfig(folder, options.binaries)
  const allSettings = { ...localSettings, ...settings }
  if (!existsSync(config.data)) await createCluster(config, allSettings['fsync'] !== 'off')
  await stopOrphan(config.data)
  const socketFolder = makeSocketFolder(folder, config.account)
  const connection = connectionTo(socketFolder)
  const start = () => startWithRetry(config, socketFolder, allSettings, log)
  const first = await start()
  try {
    await createDatabase(connection)
  } catch (error) {
    await first.stop()
    throw error
  }
  const supervisor = supervise(first, start, log)
  return {
    connection,
    get pid() {
      return supervisor.current().pid
    },
    onRestart: supervisor.onRestart,
    stop: async () => {
      await supervisor.stop()
      removeSocketFolder(socketFolder)
      lock.release()
    },
  }
}

function chooseClusterConfig(folder: string, source: BinarySource | undefined): ClusterConfig {
  const data = join(folder, 'postgres')
  const binaries = chooseBinaries(folder, majorOf(data), source)
  const environment = linkNpmLibraries(binaries, join(folder, 'postgres-libraries'))
  const account = chooseAccount(data)
  const isForeign =
    process.getuid?.() !== 0 && statSync(data, { throwIfNoEntry: false })?.uid !== account.uid
  if (existsSync(data) && isForeign) refuse('folder-not-ours', { folder })
  const launcher = chooseLauncher(account, folder, [join(binaries.bin, 'postgres'), folder])
  return { folder, data, binaries, account, launcher, environment }
}

async function startWithRetry(
  config: ClusterConfig,
  socketFolder: string,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<Postmaster> {
  const deadline = performance.now() + retryTimeout
  for (;;) {
    const outcome = await startPostmaster(config, socketFolder, settings, log)
    if ('postmaster' in outcome) return outcome.postmaster
    const isLeftover = outcome.output.some((line) =>
      /postmaster\.pid" already exists|pre-existing shared memory/.test(line),
    )
    if (!isLeftover || performance.now() > deadline)
      return refuseNotStarted(config.folder, outcome.output)
    await wait(retryInterval)
  }
}

/** Starts the server again, with growing pauses, whenever it ends without having been asked to. */
function supervise(
  first: Postmaster,
  start: () => Promise<Postmaster>,
  log: (line: string) => void,
) {
  const listeners: (() => void)[] = []
  const stopping = new AbortController()
  let current = first
  const watch = async () => {
    while (!stopping.signal.aborted) {
      await current.ended
      for (
        let pause = retryInterval;
        !stopping.signal.aborted;
        pause = Math.min(pause * 2, maxPause)
      ) {
        try {
          current = await start()
          for (const listener of listeners) listener()
          break
        } catch (error) {
          log(error instanceof Error ? error.message : String(error))
          await wait(pause, undefined, { signal: stopping.signal }).catch(() => {})
        }
      }
    }
  }
  const watching = watch()
  return {
    current: () => current,
    onRestart: (listener: () => void) => void listeners.push(listener),
    stop: async () => {
      stopping.abort()
      await current.stop()
      await watching
      await current.stop()
    },
  }
}

async function createDatabase(connection: LocalConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      databaseName,
    ])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`)
  } finally {
    await client.end()
  }
}

const connectionTo = (socketFolder: string): LocalConnection => ({
  host: socketFolder,
  port: socketPort,
  user: ownerName,
  database: databaseName,
})

/** Makes the folder; as root, others may pass through it to PostgreSQL's own folder, which stays private. */
function openFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    return realpathSync(folder)
  } catch (error) {
    return refuseFolder(folder, error)
  }
}

function takeLock(folder: string): FolderLock {
  try {
    return lockFolder(folder)
  } catch (error) {
    return refuseFolder(folder, error)
  }
}
