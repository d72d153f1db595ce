import pg from 'pg'
import type { Connection } from 'pg'
import { serialize } from 'pg-protocol'
import { types } from './types.ts'

/**
 * A statement with its values for PostgreSQL. `name` is that of the prepared statement; '' where
 * the statement is planned each time.
 */
interface NamedStatement {
  readonly text: string
  readonly name: string
  readonly values: readonly (string | Buffer | null)[]
}

/** A statement that was sent, and the callbacks for its reply. */
export interface PendingStatement extends NamedStatement {
  answered(result: StatementResult): void
  failed(error: unknown): void
}

export interface StatementResult {
  readonly rows: Record<string, unknown>[]
  /** Number of rows read or written; 0 for statements that report none. */
  readonly rowCount: number
}

interface FieldDescription {
  readonly name: string
  readonly dataTypeID: number
}

type ColumnParser = readonly [name: string, parse: (text: string) => unknown]

/**
 * The prepared statements of a connection, with their columns. Each is prepared and described once.
 */
export type PreparedStatements = Map<string, readonly ColumnParser[]>

/**
 * Statements that leave in one write and are answered together: PostgreSQL runs them in order and
 * skips the rest after a failure. The driver instead sends a sync message with each statement,
 * which ends what came before and makes PostgreSQL reply at once
 * (docs/decisions/0020-statements-in-batches.md).
 */
export class Batch extends pg.Query {
  readonly #statements: readonly PendingStatement[]
  readonly #prepared: PreparedStatements
  /** Columns of the statements that were sent without asking for a description. */
  readonly #columns: (readonly ColumnParser[] | undefined)[] = []
  #position = 0
  #fields: readonly ColumnParser[] | undefined
  #rows: Record<string, unknown>[] = []

  #onEnd: (() => void) | undefined

  /** `onEnd` is called once, when all of it is answered or its connection is lost. */
  constructor(sent: readonly PendingStatement[], prepared: PreparedStatements, onEnd?: () => void) {
    super('')
    this.#onEnd = onEnd
    this.#statements = sent
    this.#prepared = prepared
    this.submit = (connection) => this.#send(connection)
  }

  /** All messages leave in one buffer: a socket takes many small ones much more slowly. */
  #send({ stream }: Connection): null {
    const messages: Buffer[] = []
    const parsed = new Set<string>()
    for (const { text, name, values } of this.#statements) {
      const columns = this.#prepared.get(name)
      this.#columns.push(columns)
      if (!columns && !parsed.has(name)) {
        // Where a statement failed after it was parsed, PostgreSQL has it prepared and our list
        // does not.
        if (name !== '') messages.push(serialize.close({ type: 'S', name }))
        messages.push(serialize.parse({ name, text, types: [] }))
        if (name !== '') parsed.add(name)
      }
      messages.push(serialize.bind({ statement: name, values: values as string[] }))
      if (!columns) messages.push(serialize.describe({ type: 'P', name: '' }))
      messages.push(serialize.execute({}))
    }
    messages.push(serialize.sync())
    if (stream.writable) (stream as unknown as NodeJS.WritableStream).write(Buffer.concat(messages))
    return null
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDescription[] }): void {
    this.#fields = fields.map(({ name, dataTypeID }) => [
      name,
      types.getTypeParser(dataTypeID, 'text'),
    ])
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const columns = (this.#fields ??= this.#columns[this.#position] ?? [])
    const row: Record<string, unknown> = {}
    for (let i = 0; i < columns.length; i++) {
      const [name, parse] = columns[i]!
      const text = fields[i]
      row[name] = text === null || text === undefined ? null : parse(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const statement = this.#statements[this.#position]
    if (!statement) return
    if (statement.name !== '' && !this.#prepared.has(statement.name))
      this.#prepared.set(statement.name, this.#fields ?? this.#columns[this.#position] ?? [])
    const rows = this.#rows
    this.#position += 1
    this.#fields = undefined
    this.#rows = []
    // PostgreSQL answers the commit of a failed transaction with a rollback, and with no error.
    if (text === 'ROLLBACK' && statement.text === 'commit')
      statement.failed(
        new Error('the transaction had failed before its commit: nothing of it was kept'),
      )
    else statement.answered({ rows, rowCount: Number(/ (\d+)$/.exec(text)?.[1] ?? 0) })
  }

  handleError(error: unknown): void {
    const remaining = this.#statements.slice(this.#position)
    // A prepared statement that failed may be unusable (its columns have changed, or PostgreSQL has
    // dropped it): it is prepared again.
    if (remaining[0]) this.#prepared.delete(remaining[0].name)
    this.#position = this.#statements.length
    this.#end()
    for (const statement of remaining) statement.failed(error)
  }

  #end(): void {
    this.#onEnd?.()
    this.#onEnd = undefined
  }

  handleReadyForQuery(): void {
    this.#end()
    if (this.#position < this.#statements.length)
      this.handleError(new Error('the database ended a batch before all of it was answered'))
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }
}
