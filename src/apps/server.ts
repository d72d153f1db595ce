import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { usablePacks } from '#features/accounts/server/public.ts'
import { contextLoader } from '#features/organization/server/context.ts'
import { createSecrets, fingerprintOf, loadOrCreateKey, readKey } from '#platform/auth/secrets.ts'
import { recordBaseline } from '#platform/journal/baseline.ts'
import { JournalSeals } from '#platform/journal/seals.ts'
import { startLocalPostgres } from '#platform/db/local/postgres.ts'
import type { LocalPostgres } from '#platform/db/local/postgres.ts'
import { migrate, programRole } from '#platform/db/migrate.ts'
import { bindToKey, requireOwnKey } from '#platform/db/installation.ts'
import { openPool } from '#platform/db/pool.ts'
import { watchDatabase } from '#platform/db/watch.ts'
import { createPrinter } from '#platform/documents/print/index.ts'
import { clamdScanner } from '#platform/files/scan.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { createFileStore } from '#platform/files/store.ts'
import { Gate } from '#platform/gate/gate.ts'
import type { Environment } from '#platform/environment.ts'
import { openLog } from '#platform/log/log.ts'
import type { LogLevel } from '#platform/log/levels.ts'
import { giveBackWhenQuiet, memoryOfProcess } from '#platform/http/quietMemory.ts'
import { buildServer, closeServer } from '#platform/http/server.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { Services } from '#platform/services.ts'
import { servePages } from '#platform/web/static.ts'
import { outboxHandlers, recurringJobs, workLimits } from './jobs.ts'
import { stopVerifications } from '#features/journal/server/public.ts'
import { packOfEdition } from '#features/policy/server/public.ts'
import { ports } from './ports.ts'
import { routes } from './routes.ts'

export interface StartOptions {
  /** Folder of all data of this installation. */
  readonly folder: string
  readonly port: number
  /** Address to listen on; the loopback address by default. */
  readonly host: string
  /** Folder of the installation's own packs; `packs` in the folder of its data by default. */
  readonly packsFolder?: string
  /** A PostgreSQL server instead of the local one. */
  readonly databaseUrl?: string
  readonly publicUrl?: string
  readonly smtpUrl?: string
  readonly mailFrom?: string
  /** Address of the clamd that scans uploads: unix:/path or host:port. */
  readonly clamd?: string
  /** Level of the log on standard error; failures only by default. */
  readonly logLevel?: LogLevel
  /** Addresses of a reverse proxy in front, separated by commas. */
  readonly trustedProxy?: string
  /** Days in which a temporary password must be changed. */
  readonly temporaryPasswordDays?: number
  /** What fills an empty installation, before any background work begins. */
  readonly fill?: (services: Services) => Promise<void>
}

export interface RunningServer {
  readonly url: string
  readonly services: Services
  readonly server: FastifyInstance
  readonly outbox: Outbox
  /** True while no organisation has been created. */
  readonly isEmpty: boolean
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Connections of one process: for requests, for background work, and one that listens for it. */
const poolSize = 12
/** Time that requests and work in hand have to end when the program stops, milliseconds. */
const stopGrace = 3_500
/** Time that statements have to end then, milliseconds. */
const poolGrace = 1_000

/**
 * Starts everything: database, migrations, gate, routes, pages, jobs. After a failure, what was
 * started is stopped again.
 */
export async function startServer(
  options: StartOptions,
  environment: Environment,
): Promise<RunningServer> {
  await requireFreePort(options)
  const cleanups: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    while (cleanups.length > 0) await cleanups.pop()!()
  }
  try {
    const keyFile = join(options.folder, 'secret.key')
    const { pool, owner, stopDatabase } = await openDatabase(options, keyFile)
    cleanups.push(stopDatabase)
    const key = await loadOrCreateKey(keyFile, environment)
    await bindToKey(owner, { file: keyFile, fingerprint: fingerprintOf(key) })
    const log = openLog(options.logLevel ?? 'warn', () => environment.now())
    const seals = new JournalSeals(key, options.folder, (error) =>
      log.error({ error }, 'journal heads'),
    )
    cleanups.push(() => seals.save())
    const gate = new Gate(pool, environment, contextLoader(packOfEdition), seals, ports)
    const organizationIds = await gate.organizationIds()
    const isEmpty = organizationIds.length === 0
    for (const id of organizationIds) await recordBaseline(gate, id)
    const printer = createPrinter()
    cleanups.push(() => printer.close())
    const services: Services = {
      gate,
      pool,
      environment,
      printer,
      log,
      files: createFileStore(
        join(options.folder, 'files'),
        environment,
        options.clamd ? clamdScanner(options.clamd) : undefined,
      ),
      secrets: createSecrets(key, environment),
      seals,
      settings: {
        publicUrl: options.publicUrl ?? `http://localhost:${options.port}`,
        folder: options.folder,
        packsFolders: [options.packsFolder ?? join(options.folder, 'packs'), bundledPacksFolder],
        ...(isEmpty ? { setupCode: environment.random(6).toString('hex') } : {}),
        ...(options.smtpUrl ? { smtpUrl: options.smtpUrl } : {}),
        ...(options.mailFrom ? { mailFrom: options.mailFrom } : {}),
        ...(options.clamd ? { clamd: options.clamd } : {}),
        ...(options.trustedProxy ? { trustedProxy: options.trustedProxy } : {}),
        ...(options.temporaryPasswordDays
          ? { temporaryPasswordDays: options.temporaryPasswordDays }
          : {}),
      },
    }
    const watch = watchDatabase(pool, services.log)
    cleanups.push(async () => watch.stop())
    const server = await buildServer(services, routes)
    await servePages(server, join(root, 'dist/web'))
    const memory = memoryOfProcess()
    if (memory) {
      const quiet = giveBackWhenQuiet(server, memory)
      cleanups.push(async () => quiet.stop())
    }
    cleanups.push(() => stopVerifications(services))
    const outbox = new Outbox(services, outboxHandlers, recurringJobs, workLimits)
    cleanups.push(() => Promise.all([closeServer(server, stopGrace), outbox.stop(stopGrace)]))
    await listen(server, options)
    if (isEmpty) await options.fill?.(services)
    outbox.start()
    // The first page asks for them; reading them takes seconds.
    if (isEmpty) void usablePacks(services).catch(() => undefined)
    return { url: services.settings.publicUrl, services, server, outbox, isEmpty, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function openDatabase(
  options: StartOptions,
  keyFile: string,
): Promise<{ pool: pg.Pool; owner: pg.PoolConfig; stopDatabase: () => Promise<void> }> {
  let local: LocalPostgres | undefined
  if (!options.databaseUrl) local = await startLocalPostgres({ folder: options.folder })
  try {
    const owner: pg.PoolConfig = local
      ? { ...local.connection }
      : { connectionString: options.databaseUrl! }
    const key = await readKey(keyFile)
    await migrate(owner)
    await requireOwnKey(owner, { file: keyFile, fingerprint: key && fingerprintOf(key) })
    const pool = openPool(local ? { ...local.connection, user: programRole } : owner, poolSize)
    return {
      pool,
      owner,
      stopDatabase: async () => {
        await Promise.race([pool.end(), after(poolGrace, undefined, { ref: false })])
        await local?.stop()
      },
    }
  } catch (error) {
    await local?.stop()
    throw error
  }
}

/** Codes of an address that is not this machine's or does not exist, or of a privileged port. */
const unusableAddressCodes: ReadonlySet<string> = new Set([
  'EADDRNOTAVAIL',
  'EACCES',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EINVAL',
])

/** Refuses a port that is taken before anything is created. */
async function requireFreePort(options: StartOptions): Promise<void> {
  const probe = createServer()
  const { host, port } = options
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen({ port, host }, () => probe.close(() => resolve()))
  }).catch((error: unknown) => refuseAddress(error, options))
}

async function listen(server: FastifyInstance, options: StartOptions): Promise<void> {
  try {
    await server.listen({ port: options.port, host: options.host })
  } catch (error) {
    refuseAddress(error, options)
  }
}

function refuseAddress(error: unknown, { host, port }: StartOptions): never {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') refuse('port-in-use', { port })
  if (code !== undefined && unusableAddressCodes.has(code))
    refuse('address-unusable', { host, port })
  throw error
}

/** Whether the pages have been built into dist/web. */
export function arePagesBuilt(): boolean {
  return existsSync(join(root, 'dist/web/index.html'))
}
