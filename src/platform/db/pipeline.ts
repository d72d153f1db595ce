import pg from 'pg'
import { countStatement } from '../log/measure.ts'
import { Batch } from './batch.ts'
import type { StatementResult, PreparedStatements, PendingStatement } from './batch.ts'

/**
 * State of a connection that the driver does not hold: its prepared statements, and what leaves
 * with its next write.
 */
interface Pipeline {
  readonly prepared: PreparedStatements
  pending: PendingStatement[]
  /** What was sent and is not answered yet, and since when the server owes an answer. */
  unanswered: number
  since: number
}

const pipelines = new WeakMap<pg.PoolClient, Pipeline>()

function pipelineOf(client: pg.PoolClient): Pipeline {
  const existing = pipelines.get(client)
  if (existing) return existing
  const pipeline: Pipeline = { prepared: new Map(), pending: [], unanswered: 0, since: 0 }
  pipelines.set(client, pipeline)
  return pipeline
}

/**
 * For how long the server has not answered on a connection, milliseconds; 0 where it owes no answer.
 */
export function silenceOf(client: pg.PoolClient): number {
  const pipeline = pipelines.get(client)
  return pipeline && pipeline.unanswered > 0 ? performance.now() - pipeline.since : 0
}

/** Notes that something was sent; the result is to be called when it is answered or lost. */
function expectAnswer(client: pg.PoolClient): () => void {
  const pipeline = pipelineOf(client)
  if (pipeline.unanswered === 0) pipeline.since = performance.now()
  pipeline.unanswered += 1
  return () => {
    pipeline.unanswered -= 1
    pipeline.since = performance.now()
  }
}

// The types of pg do not declare its utilities; values are encoded as the driver encodes them.
const { prepareValue } = (
  pg as unknown as { readonly utils: { prepareValue(value: unknown): string | Buffer | null } }
).utils

/**
 * The protocol counts the values of a statement in two bytes; more would be read as another
 * statement.
 */
const maxValues = 65_535

/**
 * Sends a statement. Everything that is sent on a connection in one turn of the event loop leaves
 * in one batch. `name`: the connection keeps it prepared.
 */
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

/** Rolls back the transaction of a connection, after everything that was sent before. */
export async function rollback(client: pg.PoolClient): Promise<void> {
  sendPending(client, pipelineOf(client))
  countStatement()
  await client.query('rollback').finally(expectAnswer(client))
}

/**
 * Sends a single statement outside of any transaction and waits until it is committed. The
 * connection may have been released while the commit of a read transaction is still to be sent: the
 * statement goes after it (`pool.query` would go before it, into that transaction).
 */
export async function queryOnce<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  query: pg.QueryConfig,
): Promise<Row[]> {
  const client = await pool.connect()
  countStatement()
  try {
    sendPending(client, pipelineOf(client))
    return (await client.query<Row>(query).finally(expectAnswer(client))).rows
  } finally {
    client.release()
  }
}

function sendPending(client: pg.PoolClient, pipeline: Pipeline): void {
  if (pipeline.pending.length === 0) return
  const batch = new Batch(pipeline.pending, pipeline.prepared, expectAnswer(client))
  pipeline.pending = []
  client.query(batch)
}
