import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { inject } from 'vitest'
import { programRole } from '#platform/db/migrate.ts'
import { withDatabase, withRole } from './address.ts'
import type { Cluster } from './broker.ts'

/** A migrated, empty database of its own for one test file. */
export interface TestDatabase {
  /** Address as the owner, who may do everything. */
  readonly ownerUrl: string
  /** Address as the role that the program works as. */
  readonly appUrl: string
  readonly drop: () => Promise<void>
}

/** Two copies of one template at the same moment disturb each other. */
const copyLock = 7_401_001

/** Makes a database by copying the migrated template of this run (about 30 ms). */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = await askCluster()
  return createDatabase(cluster, cluster.template)
}

/** Makes a database without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase(await askCluster(), 'template0')
}

async function createDatabase(cluster: Cluster, template: string): Promise<TestDatabase> {
  const name = `sekisho_test_${randomBytes(6).toString('hex')}`
  await asOwner(cluster, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [copyLock])
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const ownerUrl = withDatabase(cluster.address, name)
  return {
    ownerUrl,
    appUrl: withRole(ownerUrl, programRole),
    drop: () =>
      asOwner(
        cluster,
        async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
      ),
  }
}

async function askCluster(): Promise<Cluster> {
  const answer = JSON.parse(await text(connect(inject('postgresBroker')))) as
    | Cluster
    | { failed: string }
  if ('failed' in answer) throw new Error(answer.failed)
  return answer
}

async function asOwner(
  cluster: Cluster,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.address })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
