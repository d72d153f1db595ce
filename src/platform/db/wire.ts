import pg from 'pg'
import { countStatement } from '../log/measure.ts'
import { Batch } from './batch.ts'
import type { Answer, Prepared, Sent } from './batch.ts'

/** What is known of a connection beside the driver: what it prepared, and what is to leave with its next write. */
interface Line {
  readonly prepared: Prepared
  waiting: Sent[]
}

const lines = new WeakMap<pg.PoolClient, Line>()

function lineOf(client: pg.PoolClient): Line {
  const known = lines.get(client)
  if (known) return known
  const line: Line = { prepared: new Map(), waiting: [] }
  lines.set(client, line)
  return line
}

// The types of pg do not name its utilities; values are told to PostgreSQL as the driver tells them.
const { prepareValue } = (
  pg as unknown as { readonly utils: { prepareValue(value: unknown): string | Buffer | null } }
).utils

/** The protocol counts the values of a statement in two bytes; what is beyond would be taken for another statement. */
const mostValues = 65_535

/** Sends a statement; all that is sent on a connection within one turn of the program leaves in one batch. `name`: the connection keeps it prepared. */
export function send(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[] = [],
  name = '',
): Promise<Answer> {
  return new Promise((answered, failed) => {
    if (values.length > mostValues)
      throw new Error(`a statement takes ${mostValues} values, not ${values.length}`)
    countStatement()
    const line = lineOf(client)
    const sent = { text, name, values: values.map(prepareValue), answered, failed }
    if (line.waiting.length === 0) process.nextTick(() => leave(client, line))
    line.waiting.push(sent)
  })
}

/** Ends the transaction of a connection and takes back what it did, behind all that was sent before. */
export async function rollback(client: pg.PoolClient): Promise<void> {
  leave(client, lineOf(client))
  countStatement()
  await client.query('rollback')
}

/** Sends a statement of its own, outside of any transaction, and waits until it is kept. The connection may have been given back with the end of a reading
 * transaction that is still to leave: the statement goes behind it (`pool.query` would go ahead of it, into that transaction). */
export async function alone<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  query: pg.QueryConfig,
): Promise<Row[]> {
  const client = await pool.connect()
  countStatement()
  try {
    leave(client, lineOf(client))
    return (await client.query<Row>(query)).rows
  } finally {
    client.release()
  }
}

function leave(client: pg.PoolClient, line: Line): void {
  if (line.waiting.length === 0) return
  const batch = new Batch(line.waiting, line.prepared)
  line.waiting = []
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
