import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type pg from 'pg'
import Cursor from 'pg-cursor'
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

class OneConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  constructor(client: pg.PoolClient) { this.#client = client }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = query.parameters.length > 0 && query.parameters.length < 60 ? statementName(query.sql) : undefined
    const result = await this.#client.query({ ...(name ? { name } : {}), text: query.sql, values: [...query.parameters] })
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize = 500): AsyncIterableIterator<QueryResult<R>> {
    const cursor = this.#client.query(new Cursor<R>(query.sql, [...query.parameters]))
    try {
      for (let rows = await cursor.read(chunkSize); rows.length > 0; rows = await cursor.read(chunkSize)) yield { rows }
    } finally {
      await cursor.close()
    }
  }
}

/** A query builder over one connection that is already inside a transaction. It cannot begin or end one. */
export function overConnection(client: pg.PoolClient): Kysely<Database> {
  const connection = new OneConnection(client)
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
