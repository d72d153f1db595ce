import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import type { LocalPostgres } from '#platform/db/local/postgres.ts'
import { connectionStringOf, startLocalPostgres } from '#platform/db/local/postgres.ts'
import { migrate } from '#platform/db/migrate.ts'
import { withDatabase } from './address.ts'
import { brokerSocket } from './runFolder.ts'

/** What a test is told about the cluster: the owner's address and the migrated database to copy. */
export interface Cluster {
  readonly address: string
  readonly template: string
}

/** Hands the cluster of a run to the tests in its worker threads. */
export interface Broker {
  readonly socket: string
  readonly close: () => Promise<void>
}

/** Tests lose nothing when the machine stops, so they need not wait for the disk, and nobody reads the log of writes; it stays small, since it may lie in memory. Databases live too short to be vacuumed. */
const fastSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'off',
  min_wal_size: '32MB',
  max_wal_size: '128MB',
  autovacuum: 'off',
  max_connections: '200',
  log_min_messages: 'panic',
}

/**
 * Listens in the folder; the first who asks makes the cluster start there, or the given server be
 * readied.
 */
export async function openBroker(folder: string, address: string | undefined): Promise<Broker> {
  const template = `sekisho_template_${randomBytes(6).toString('hex')}`
  let local: LocalPostgres | undefined
  let clusterPromise: Promise<Cluster> | undefined
  const prepareCluster = async () => {
    if (!address)
      local = await startLocalPostgres({ folder: join(folder, 'cluster'), settings: fastSettings })
    const owner = address ?? connectionStringOf((local as LocalPostgres).connection)
    await createTemplate(owner, template)
    return { address: owner, template }
  }
  const server = createServer((socket) => {
    clusterPromise ??= prepareCluster()
    clusterPromise.then(
      (cluster) => socket.end(JSON.stringify(cluster)),
      (error: unknown) => socket.end(JSON.stringify({ failed: String(error) })),
    )
    socket.on('error', () => {})
  })
  const path = brokerSocket(folder)
  await listen(server, path)
  const close = async () => {
    server.close()
    const cluster = await clusterPromise?.catch(() => undefined)
    if (address && cluster) await dropTemplates(address, template)
    await local?.stop()
  }
  return { socket: path, close }
}

async function createTemplate(owner: string, template: string): Promise<void> {
  await run(owner, `CREATE DATABASE ${template}`)
  await migrate({ connectionString: withDatabase(owner, template) })
}

/** Drops the template and those that were made from it. */
async function dropTemplates(owner: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  try {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [template],
    )
    for (const { datname } of rows)
      await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  } finally {
    await client.end()
  }
}

async function run(address: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

const listen = (server: Server, path: string) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
