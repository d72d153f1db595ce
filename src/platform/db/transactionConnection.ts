import { Kysely, PostgresAdapter, PostgresIntrospector } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type pg from 'pg'
import type { StatementResult } from './batch.ts'
import type { Database } from './database.ts'
import { send } from './pipeline.ts'
import { takeStates } from './rowStates.ts'
import type { RowStates } from './rowStates.ts'
import { StateCompiler } from './stateCompiler.ts'
import type { StateQuery } from './stateCompiler.ts'
import type { KnownRow } from './predictedStates.ts'

/** Names of prepared statements by their text; '' where a statement is not prepared. */
const statementNames = new Map<string, string>()
const maxStatementNames = 1000

/**
 * Statements that are prepared once for each connection: writes, locks, and the look-up of one row
 * by its id. Other reads are planned each time, with the actual values.
 */
const worthPreparing =
  /^\s*(?:insert|update|with\b[^]*\binsert into)\b|^select (?:(?!\bfrom\b)[^])+ from "\w+" where (?:"\w+" = \$\d+ and )*"id" = \$\d+$|\border by "?id"? for no key update$/

/**
 * Other reads that are prepared in read-only transactions: parsed once, planned each time. Lists
 * have many forms, and each takes memory on every connection.
 */
const readStatementNames = new Map<string, string>()
const maxReadStatementNames = 100

function readStatementName(sql: string): string {
  const existing = readStatementNames.get(sql)
  if (
    existing !== undefined ||
    readStatementNames.size >= maxReadStatementNames ||
    !/^\s*(?:select|with) /.test(sql)
  )
    return existing ?? ''
  const name = `r${readStatementNames.size}`
  readStatementNames.set(sql, name)
  return name
}

function statementNameOf(sql: string, always = false): string {
  const existing = statementNames.get(sql)
  if (existing !== undefined) return existing
  const name =
    (always || worthPreparing.test(sql)) && statementNames.size < maxStatementNames
      ? `w${statementNames.size}`
      : ''
  if (statementNames.size < maxStatementNames) statementNames.set(sql, name)
  return name
}

/** Sends the beginning of the transaction, which must go before the first statement. */
export interface TransactionBegin {
  /** The transaction is read-only. */
  readonly isReadOnly?: boolean
  send(): void
}

/** A write whose reply nobody waits for. */
export interface Compilable {
  compile(): CompiledQuery
  /** The rows that a statement written by hand leaves, where the caller knows all of each. */
  readonly rows?: readonly KnownRow[]
}

/** A statement that is sent as it is, and kept prepared. */
export interface Statement {
  readonly text: string
  readonly values?: readonly unknown[]
}

/** Counts the statements that are sent. */
interface Counting {
  statements: number
}

class PipelinedConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  readonly #begin: TransactionBegin
  readonly #counting: Counting
  readonly #deferred: StateQuery[] = []
  readonly #states: RowStates = new Map()
  /** Deferred writes that were sent and not answered, with the states that are known of them. */
  readonly #unanswered = new Map<Promise<unknown>, StateQuery['states']>()
  #deferredFailure: { readonly error: unknown } | undefined
  #usesCustomPlans = false
  #ended = false

  constructor(client: pg.PoolClient, begin: TransactionBegin, counting: Counting) {
    this.#client = client
    this.#begin = begin
    this.#counting = counting
  }

  async executeQuery<R>(query: StateQuery): Promise<QueryResult<R>> {
    this.#requireOpen()
    this.#sendDeferred()
    const { rows, rowCount: count } = await this.#orDeferredFailure(this.#send(query))
    return { rows: rows as R[], numAffectedRows: BigInt(count) }
  }

  deferWrite(query: StateQuery): void {
    this.#requireOpen()
    this.#deferred.push(query)
  }

  async close(
    statements: readonly Statement[] | ((states: RowStates) => readonly Statement[]),
  ): Promise<StatementResult[]> {
    this.end()
    this.#sendDeferred()
    if (typeof statements === 'function') await this.#knowStates()
    const last = typeof statements === 'function' ? statements(this.#states) : statements
    const results = last.map(({ text, values = [] }) =>
      send(this.#client, text, values, statementNameOf(text, true)),
    )
    const answers = await this.#orDeferredFailure(Promise.all(results))
    if (this.#deferredFailure) throw this.#deferredFailure.error
    return answers
  }

  /**
   * Waits for the answers of deferred writes only where these alone tell what rows became. States
   * are noted in the order of the writes: a later write of the same row counts.
   */
  async #knowStates(): Promise<void> {
    const known = [...this.#unanswered.values()]
    if (known.includes(undefined))
      await this.#orDeferredFailure(Promise.all(this.#unanswered.keys()))
    else for (const states of known) this.#note(states)
  }

  #note(states: StateQuery['states']): void {
    for (const [key, hash] of states ?? []) this.#states.set(key, hash)
  }

  end(): void {
    this.#ended = true
  }

  #requireOpen(): void {
    if (this.#ended) throw new Error('the transaction of this handle has ended')
  }

  /** The beginning and the deferred writes go before the next statement, in the same write. */
  #sendDeferred(): void {
    this.#begin.send()
    for (const query of this.#deferred.splice(0)) {
      const answer = this.#send(query).catch((error: unknown) => {
        this.#deferredFailure ??= { error }
      })
      if (query.states || query.returnsStates) this.#await(answer, query.states)
    }
  }

  #await(answer: Promise<unknown>, states: StateQuery['states']): void {
    const noted = answer.then(() => {
      this.#unanswered.delete(noted)
      this.#note(states)
    })
    this.#unanswered.set(noted, states)
  }

  /** Where a deferred write has failed, its error is the cause: all other errors follow from it. */
  async #orDeferredFailure<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      throw this.#deferredFailure ? this.#deferredFailure.error : error
    }
  }

  #send(query: StateQuery): Promise<StatementResult> {
    const answer = this.#sendOne(query)
    return query.returnsStates
      ? answer.then((result) => {
          takeStates(result.rows, this.#states)
          return result
        })
      : answer
  }

  #sendOne({ sql, parameters }: CompiledQuery): Promise<StatementResult> {
    this.#counting.statements += 1
    const hasFewParameters = parameters.length > 0 && parameters.length < 60
    const name = hasFewParameters ? statementNameOf(sql) : ''
    return name === '' && hasFewParameters && this.#begin.isReadOnly
      ? this.#read(sql, parameters)
      : send(this.#client, sql, parameters, name)
  }

  #read(sql: string, parameters: readonly unknown[]): Promise<StatementResult> {
    const name = readStatementName(sql)
    if (name !== '' && !this.#usesCustomPlans) {
      this.#usesCustomPlans = true
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

/** One connection inside the transaction that `beginning` opens. */
export interface TransactionConnection {
  /** A query builder. It cannot begin or end a transaction itself. */
  readonly db: Kysely<Database>
  /** Sends a write together with the next statement; its error ends the transaction then. */
  deferWrite(query: Compilable): void
  /**
   * Sends the deferred writes, then these statements, and waits until all are done. Statements that
   * are made from the states of the rows that were written are sent when these are known.
   */
  close(
    statements: readonly Statement[] | ((states: RowStates) => readonly Statement[]),
  ): Promise<StatementResult[]>
  /**
   * Accepts no more statements: the connection is about to serve others, and work that was left
   * running must not write into their transactions.
   */
  end(): void
}

/** Holds a connection inside one transaction. */
export function openTransactionConnection(
  client: pg.PoolClient,
  begin: TransactionBegin,
  counting: Counting = { statements: 0 },
): TransactionConnection {
  const connection = new PipelinedConnection(client, begin, counting)
  const rejectUse = () => Promise.reject(new Error('the gate alone begins and ends transactions'))
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: rejectUse,
    commitTransaction: rejectUse,
    rollbackTransaction: rejectUse,
    destroy: async () => undefined,
  }
  const compiler = new StateCompiler()
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (inner) => new PostgresIntrospector(inner),
      createQueryCompiler: () => compiler,
    },
  })
  return {
    db,
    deferWrite: (query) => connection.deferWrite(compiler.deferred(query)),
    close: (statements) => connection.close(statements),
    end: () => connection.end(),
  }
}

/** A query builder over one connection whose transaction has already begun. */
export function kyselyOverConnection(client: pg.PoolClient): Kysely<Database> {
  return openTransactionConnection(client, { send: () => undefined }).db
}
