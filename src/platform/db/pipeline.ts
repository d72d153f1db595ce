import pg from 'pg'
import { countStatement } from '../log/measure.ts'
import { Batch } from './batch.ts'
import type { StatementResult, PreparedStatements, PendingStatement } from './batch.ts'

/** What is known of a connection beside the driver: what it prepared, and what is to leave with its next write. */
interface Pipeline {
  readonly prepared: PreparedStatements
  pending: PendingStatement[]
}

const pipelines = new WeakMap<pg.PoolClient, Pipeline>()

function pipelineOf(client: pg.PoolClient): Pipeline {
  const existing = pipelines.get(client)
  if (existing) return existing
  const pipeline: Pipeline = { prepared: new Map(), pending: [] }
  pipelines.set(client, pipeline)
  return pipeline
}

// The types of pg do not name its utilities; values are told to PostgreSQL as the driver tells them.
const { prepareValue } = (
  pg as unknown as { readonly utils: { prepareValue(value: unknown): string | Buffer | null } }
).utils

/** The protocol counts the values of a statement in two bytes; what is beyond would be taken for another statement. */
const maxValues = 65_535

/** Sends a statement; all that is sent on a connection within one turn of the program leaves in one batch. `name`: the connection keeps it prepared. */
export function send(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[] = [],
  name = '',
): Promise<StatementResult> {
  return new Promise((answered, failed) => {
    if (values.length > maxValues)
      throw new Error(`a statement takes ${maxValues} values, not ${values.length}`)
    countStatement()
    const pipeline = pipelineOf(client)
    const statement = { text, name, values: values.map(prepareValue), answered, failed }
    if (pipeline.pending.length === 0) process.nextTick(() => sendPending(client, pipeline))
    pipeline.pending.push(statement)
  })
}

/** Ends the transaction of a connection and takes back what it did, behind all that was sent before. */
export async function rollback(client: pg.PoolClient): Promise<void> {
  sendPending(client, pipelineOf(client))
  countStatement()
  await client.query('rollback')
}

/** Sends a statement of its own, outside of any transaction, and waits until it is kept. The connection may have been given back with the end of a reading
 * transaction that is still to leave: the statement goes behind it (`pool.query` would go ahead of it, into that transaction). */
export async function queryOnce<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  query: pg.QueryConfig,
): Promise<Row[]> {
  const client = await pool.connect()
  countStatement()
  try {
    sendPending(client, pipelineOf(client))
    return (await client.query<Row>(query)).rows
  } finally {
    client.release()
  }
}

function sendPending(client: pg.PoolClient, pipeline: Pipeline): void {
  if (pipeline.pending.length === 0) return
  const batch = new Batch(pipeline.pending, pipeline.prepared)
  pipeline.pending = []
  const { stream } = (
    client as unknown as {
      readonly connection: {
        readonly stream: NodeJS.WritableStream & { cork(): void; uncork(): void }
      }
    }
  ).connection
  stream.cork()
  try {
    client.query(batch)
  } finally {
    stream.uncork()
  }
}
