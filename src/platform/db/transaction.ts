import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type pg from 'pg'
import type { Answer } from './batch.ts'
import type { Database } from './database.ts'
import { send } from './wire.ts'

/** Names of prepared statements by their text; '' where a statement is not worth preparing. */
const names = new Map<string, string>()
const mostNames = 1000

/** Worth preparing once for each connection: writes, locks, and looking up one row by its id. Other reads are planned each time, with the values at hand. */
const worthPreparing =
  /^\s*(?:insert|update|with\b[^]*\binsert into)\b|^select (?:(?!\bfrom\b)[^])+ from "\w+" where (?:"\w+" = \$\d+ and )*"id" = \$\d+$|\bany\((?:\$|array)[^]*\bfor no key update$/

/** Other reads that are kept prepared, in transactions that only read: parsed once, planned each time. Lists have many forms, and each takes room on every connection. */
const reads = new Map<string, string>()
const mostReads = 100

function readName(sql: string): string {
  const known = reads.get(sql)
  if (known !== undefined || reads.size >= mostReads || !sql.startsWith('select '))
    return known ?? ''
  const name = `r${reads.size}`
  reads.set(sql, name)
  return name
}

function nameOf(sql: string, always = false): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name =
    (always || worthPreparing.test(sql)) && names.size < mostNames ? `w${names.size}` : ''
  if (names.size < mostNames) names.set(sql, name)
  return name
}

/** What must have been sent before the first statement: the beginning of the transaction. */
export interface Beginning {
  /** Nothing is written in the transaction. */
  readonly reads?: boolean
  send(): void
}

/** A write whose answer nobody waits for. */
export interface Compilable {
  compile(): CompiledQuery
}

/** A statement that is sent as it is, and kept prepared. */
export interface Plain {
  readonly text: string
  readonly values?: readonly unknown[]
}

/** Counts what is sent. */
interface Counting {
  statements: number
}

class OneConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #beginning: Beginning
  readonly #counting: Counting
  readonly #waiting: CompiledQuery[] = []
  #failed: { readonly error: unknown } | undefined
  #plansAnew = false
  #over = false

  constructor(client: pg.PoolClient, beginning: Beginning, counting: Counting) {
    this.#client = client
    this.#beginning = beginning
    this.#counting = counting
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#demandOpen()
    this.#leave()
    const { rows, count } = await this.#heard(this.#send(query))
    return { rows: rows as R[], numAffectedRows: BigInt(count) }
  }

  later(query: CompiledQuery): void {
    this.#demandOpen()
    this.#waiting.push(query)
  }

  async close(statements: readonly Plain[]): Promise<void> {
    this.end()
    this.#leave()
    const sent = statements.map(({ text, values = [] }) =>
      send(this.#client, text, values, nameOf(text, true)),
    )
    await this.#heard(Promise.all(sent))
    if (this.#failed) throw this.#failed.error
  }

  end(): void {
    this.#over = true
  }

  #demandOpen(): void {
    if (this.#over) throw new Error('the transaction of this handle has ended')
  }

  /** The beginning and what waits go ahead of what is sent next, in the same write. */
  #leave(): void {
    this.#beginning.send()
    for (const query of this.#waiting.splice(0))
      this.#send(query).catch((error: unknown) => {
        this.#failed ??= { error }
      })
  }

  /** Where a write that nobody waited for has failed, its error is the one that counts: all others follow from it. */
  async #heard<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      throw this.#failed ? this.#failed.error : error
    }
  }

  #send({ sql, parameters }: CompiledQuery): Promise<Answer> {
    this.#counting.statements += 1
    const few = parameters.length > 0 && parameters.length < 60
    const name = few ? nameOf(sql) : ''
    return name === '' && few && this.#beginning.reads
      ? this.#read(sql, parameters)
      : send(this.#client, sql, parameters, name)
  }

  #read(sql: string, parameters: readonly unknown[]): Promise<Answer> {
    const name = readName(sql)
    if (name !== '' && !this.#plansAnew) {
      this.#plansAnew = true
      send(this.#client, 'set local plan_cache_mode = force_custom_plan', [], 'plan-anew').catch(
        () => undefined,
      )
    }
    return send(this.#client, sql, parameters, name)
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a pipelined connection has no cursors: read page by page')
  }
}

/** One connection inside the transaction that the beginning begins. */
export interface Held {
  /** A query builder. It cannot begin or end a transaction itself. */
  readonly db: Kysely<Database>
  /** Sends a write together with what is sent next; an error of it ends the transaction then. */
  later(query: Compilable): void
  /** Sends what waits, then these, and waits until all are done. */
  close(...statements: readonly Plain[]): Promise<void>
  /** Takes no more: the connection is for others from now on, and work that was left running must not write into their transactions. */
  end(): void
}

/** Holds a connection inside one transaction. */
export function heldConnection(
  client: pg.PoolClient,
  beginning: Beginning,
  counting: Counting = { statements: 0 },
): Held {
  const connection = new OneConnection(client, beginning, counting)
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
  return {
    db,
    later: (query) => connection.later(query.compile()),
    close: (...statements) => connection.close(statements),
    end: () => connection.end(),
  }
}

/** A query builder over one connection whose transaction has begun already. */
export function overConnection(client: pg.PoolClient): Kysely<Database> {
  return heldConnection(client, { send: () => undefined }).db
}
