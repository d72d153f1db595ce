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

/**
 * Makes a database by copying the migrated template of this run, or another one that nobody is
 * connected to.
 */
export async function createTestDatabase(template?: string): Promise<TestDatabase> {
  return copyOf(template, `sekisho_test_${randomBytes(6).toString('hex')}`)
}

/**
 * A template of the run, by a name within it; `make` fills it where it is not there yet. It goes
 * with the run.
 */
export async function namedTemplate(
  name: string,
  make: (database: TestDatabase) => Promise<void>,
): Promise<string> {
  const cluster = await requestCluster()
  const template = `${cluster.template}_${name}`
  await asOwner(cluster, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      template,
    ])
    if (rowCount !== 0) return
    const database = await copyOf(undefined, template)
    try {
      await make(database)
    } catch (error) {
      await database.drop()
      throw error
    }
  })
  return template
}

/** Makes a database without any table, for tests of the migrations themselves. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return copyOf('template0', `sekisho_test_${randomBytes(6).toString('hex')}`)
}

async function copyOf(template: string | undefined, name: string): Promise<TestDatabase> {
  const cluster = await requestCluster()
  await asOwner(cluster, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [copyLock])
    await client.query(
      `CREATE DATABASE ${name} TEMPLATE ${template ?? cluster.template} STRATEGY FILE_COPY`,
    )
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

async function requestCluster(): Promise<Cluster> {
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
