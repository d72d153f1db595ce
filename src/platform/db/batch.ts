import pg from 'pg'
import type { Connection } from 'pg'
import { types } from './types.ts'

/** A statement with its values, as PostgreSQL takes them; `name` where the connection is to keep it prepared, '' where it is planned each time. */
interface NamedStatement {
  readonly text: string
  readonly name: string
  readonly values: readonly (string | Buffer | null)[]
}

/** A statement on its way, and who waits for its answer. */
export interface PendingStatement extends NamedStatement {
  answered(result: StatementResult): void
  failed(error: unknown): void
}

export interface StatementResult {
  readonly rows: Record<string, unknown>[]
  /** Rows read or written; 0 for statements that count none. */
  readonly rowCount: number
}

interface FieldDescription {
  readonly name: string
  readonly dataTypeID: number
}

type ColumnParser = readonly [name: string, parse: (text: string) => unknown]

/** What a connection knows of its prepared statements: their columns. They are prepared once, and described once. */
export type PreparedStatements = Map<string, readonly ColumnParser[]>

/** Statements that leave in one write and are answered in one: PostgreSQL works through them in order, and passes over the rest where one fails. The driver
 * has one message of its own for each statement that ends what came before and makes PostgreSQL answer at once (docs/decisions/0020-statements-in-batches.md). */
export class Batch extends pg.Query {
  readonly #statements: readonly PendingStatement[]
  readonly #prepared: PreparedStatements
  /** Columns of the statements that were sent without asking for them. */
  readonly #columns: (readonly ColumnParser[] | undefined)[] = []
  #position = 0
  #fields: readonly ColumnParser[] | undefined
  #rows: Record<string, unknown>[] = []

  constructor(sent: readonly PendingStatement[], prepared: PreparedStatements) {
    super('')
    this.#statements = sent
    this.#prepared = prepared
    this.submit = (connection) => this.#send(connection)
  }

  #send(connection: Connection): null {
    const parsed = new Set<string>()
    for (const { text, name, values } of this.#statements) {
      const columns = this.#prepared.get(name)
      this.#columns.push(columns)
      if (!columns && !parsed.has(name)) {
        // Where it failed after it was parsed, PostgreSQL knows it and we do not.
        if (name !== '') connection.close({ type: 'S', name }, true)
        connection.parse({ name, text, types: [] }, true)
        if (name !== '') parsed.add(name)
      }
      connection.bind({ statement: name, values: values as string[] }, true)
      if (!columns) connection.describe({ type: 'P', name: '' }, true)
      connection.execute({}, true)
    }
    connection.sync()
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
    // PostgreSQL takes the commit of a failed transaction for a rollback, and says so in no other way.
    if (text === 'ROLLBACK' && statement.text === 'commit')
      statement.failed(
        new Error('the transaction had failed before its commit: nothing of it was kept'),
      )
    else statement.answered({ rows, rowCount: Number(/ (\d+)$/.exec(text)?.[1] ?? 0) })
  }

  handleError(error: unknown): void {
    const remaining = this.#statements.slice(this.#position)
    // What failed may be of no use any more (its columns have changed, or PostgreSQL has forgotten it): it is prepared anew.
    if (remaining[0]) this.#prepared.delete(remaining[0].name)
    this.#position = this.#statements.length
    for (const statement of remaining) statement.failed(error)
  }

  handleReadyForQuery(): void {
    if (this.#position < this.#statements.length)
      this.handleError(new Error('the database ended a batch before all of it was answered'))
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }
}
