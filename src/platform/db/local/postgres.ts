import { existsSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { makeFolders } from '../../files/folders.ts'
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
import { reachLimit } from '../unreachable.ts'
import { makeSocketFolder, removeSocketFolder } from './socket.ts'

/** How to reach a database through node-postgres. `host` is the folder of the Unix socket. */
export interface LocalConnection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

/** A PostgreSQL server that this process started and supervises. */
export interface LocalPostgres {
  /** Connects as the owner of everything: for migrations, backup and restore. */
  readonly connection: LocalConnection
  /** Process id of the server; it changes with a restart. */
  readonly pid: number
  /**
   * Calls the listener each time the server was restarted after a crash. Pools reconnect by
   * themselves.
   */
  readonly onRestart: (listener: () => void) => void
  /** Stops the server (open transactions are rolled back) and releases the folder. */
  readonly stop: () => Promise<void>
}

/** The connection as a URL, for programs that take a `DATABASE_URL`. */
export function connectionStringOf(connection: LocalConnection): string {
  const { host, port, user, database } = connection
  return `postgresql:///${encodeURIComponent(database)}?${new URLSearchParams({ host, port: String(port), user })}`
}

/** Options of a start. */
export interface LocalPostgresOptions {
  /** Folder for all data of this installation; created when missing. */
  readonly folder: string
  /** Receives PostgreSQL's messages line by line. */
  readonly log?: (line: string) => void
  /** Uses only binaries of this source. */
  readonly binaries?: BinarySource
  /** Settings of PostgreSQL that are added to or replace `localSettings`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** After a kill, the old server's shared memory and lock file may remain for up to 2 s. */
const retryTimeout = 5_000
const retryInterval = 100
const maxPause = 5_000

/**
 * Starts PostgreSQL in a folder, on a Unix socket only; creates the data and the database when they
 * are missing. The server ends with this process and is restarted when it crashes. Refuses with a
 * problem (`folder-in-use`, `database-binaries-missing`, `database-version`, `folder-not-ours`,
 * `folder-out-of-reach`, `disk-full`, `database-not-started`).
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

/**
 * The connection to the PostgreSQL that another running process has started in the folder;
 * undefined when there is none.
 */
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

/** Restarts the server, with growing pauses, whenever it ends without `stop`. */
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
  const client = new pg.Client({
    ...connection,
    database: 'postgres',
    connectionTimeoutMillis: reachLimit,
  })
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

/**
 * Creates the folder. Where it is created as root, other accounts may pass through it to
 * PostgreSQL's own folder, which stays private.
 */
function openFolder(folder: string): string {
  try {
    makeFolders(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
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
