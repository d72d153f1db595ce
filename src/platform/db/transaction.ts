import type { Writable } from 'node:stream'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type pg from 'pg'
import type { Database } from './database.ts'

const names = new Map<string, string>()

/** Writes are prepared once for each connection; reads are planned each time, with the values at hand. */
function statementName(sql: string): string | undefined {
  const known = names.get(sql)
  if (known) return known
  if (!/^\s*(?:insert|update|with\b[^]*\binsert into)\b/.test(sql)) return undefined
  if (names.size >= 300) return undefined
  const name = `w${names.size}`
  names.set(sql, name)
  return name
}

/** What must have been sent before the first statement: the beginning of the transaction. */
export interface Beginning {
  send(): void
}

/** Where the transaction has begun already. */
const begun: Beginning = { send: () => undefined }

class OneConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #beginning: Beginning

  constructor(client: pg.PoolClient, beginning: Beginning) {
    this.#client = client
    this.#beginning = beginning
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = query.parameters.length > 0 && query.parameters.length < 60 ? statementName(query.sql) : undefined
    const result = await together(this.#client, () => {
      this.#beginning.send()
      return this.#client.query({ ...(name ? { name } : {}), text: query.sql, values: [...query.parameters] })
    })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new Error('a pipelined connection has no cursors: read page by page'))
  }
}

/** What is sent meanwhile leaves in one write. */
function together<T>(client: pg.PoolClient, send: () => T): T {
  // The types of pg do not name the connection under a client.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/** A query builder over one connection, inside the transaction that the beginning begins. It cannot begin or end one itself. */
export function overConnection(client: pg.PoolClient, beginning: Beginning = begun): Kysely<Database> {
  const connection = new OneConnection(client, beginning)
  const closed = () => Promise.reject(new Error('the gate alone begins and ends transactions'))
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: closed,
    commitTransaction: closed,
    rollbackTransaction: closed,
    destroy: async () => undefined,
  }
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
