import type { Writable } from 'node:stream'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type pg from 'pg'
import type { Database } from './database.ts'

/** Names of prepared statements by their text; '' where a statement is not worth preparing. */
const names = new Map<string, string>()
const mostNames = 1000

/** Worth preparing once for each connection: writes, and looking up one row by its id. Other reads are planned each time, with the values at hand. */
const worthPreparing = /^\s*(?:insert|update|with\b[^]*\binsert into)\b|^select (?:(?!\bfrom\b)[^])+ from "\w+" where (?:"\w+" = \$\d+ and )*"id" = \$\d+(?: for update)?$/

function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name = worthPreparing.test(sql) && names.size < mostNames ? `w${names.size}` : ''
  if (names.size < mostNames) names.set(sql, name)
  return name
}

/** What must have been sent before the first statement: the beginning of the transaction. */
export interface Beginning {
  send(): void
}

/** A write whose answer nobody waits for. */
export interface Compilable {
  compile(): CompiledQuery
}

class OneConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #beginning: Beginning
  readonly #waiting: CompiledQuery[] = []
  #failed: Promise<never> | undefined

  constructor(client: pg.PoolClient, beginning: Beginning) {
    this.#client = client
    this.#beginning = beginning
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#sent(() => this.#send(query))
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  later(query: CompiledQuery): void {
    this.#waiting.push(query)
  }

  async close(text: string): Promise<void> {
    await this.#sent(() => this.#client.query(text))
  }

  /** Sends the beginning, what waits, and then this, in one write. Where a write that nobody waited for fails, its error is the one that counts. */
  async #sent<T>(send: () => Promise<T>): Promise<T> {
    const answer = together(this.#client, () => {
      this.#beginning.send()
      for (const query of this.#waiting.splice(0)) this.#watch(this.#send(query))
      return send()
    })
    try {
      return await answer
    } catch (error) {
      await this.#failed
      throw error
    }
  }

  #watch(sent: Promise<unknown>): void {
    sent.catch((error: unknown) => {
      if (this.#failed) return
      this.#failed = Promise.reject(error)
      this.#failed.catch(() => undefined)
    })
  }

  #send({ sql, parameters }: CompiledQuery): Promise<pg.QueryResult> {
    const name = parameters.length > 0 && parameters.length < 60 ? nameOf(sql) : ''
    return this.#client.query({ ...(name ? { name } : {}), text: sql, values: [...parameters] })
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a pipelined connection has no cursors: read page by page')
  }
}

/** What is sent in one turn of the program leaves in one write. */
function together<T>(client: pg.PoolClient, send: () => T): T {
  // The types of pg do not name the connection under a client.
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
  return send()
}

/** One connection inside the transaction that the beginning begins. */
export interface Held {
  /** A query builder. It cannot begin or end a transaction itself. */
  readonly db: Kysely<Database>
  /** Sends a write together with what is sent next; an error of it ends the transaction then. */
  later(query: Compilable): void
  /** Sends what waits, then this text, and waits for its answer. */
  close(text: string): Promise<void>
}

/** Holds a connection inside one transaction. */
export function heldConnection(client: pg.PoolClient, beginning: Beginning): Held {
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
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (inner) => new PostgresIntrospector(inner),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return { db, later: (query) => connection.later(query.compile()), close: (text) => connection.close(text) }
}

/** A query builder over one connection whose transaction has begun already. */
export function overConnection(client: pg.PoolClient): Kysely<Database> {
  return heldConnection(client, { send: () => undefined }).db
}
