import pg from 'pg'
import type { Connection } from 'pg'
import { types } from './types.ts'

/** A statement with its values, as PostgreSQL takes them; `name` where the connection is to keep it prepared, '' where it is planned each time. */
export interface Statement {
  readonly text: string
  readonly name: string
  readonly values: readonly (string | Buffer | null)[]
}

/** A statement on its way, and who waits for its answer. */
export interface Sent extends Statement {
  answered(result: Answer): void
  failed(error: unknown): void
}

export interface Answer {
  readonly rows: Record<string, unknown>[]
  /** Rows read or written; 0 for statements that count none. */
  readonly count: number
}

interface FieldDescription {
  readonly name: string
  readonly dataTypeID: number
}

type ReadField = readonly [name: string, parse: (text: string) => unknown]

/** What a connection knows of its prepared statements: their columns. They are prepared once, and described once. */
export type Prepared = Map<string, readonly ReadField[]>

/** Statements that leave in one write and are answered in one: PostgreSQL works through them in order, and passes over the rest where one fails. The driver
 * has one message of its own for each statement that ends what came before and makes PostgreSQL answer at once (docs/decisions/0020-statements-in-batches.md). */
export class Batch extends pg.Query {
  readonly #sent: readonly Sent[]
  readonly #prepared: Prepared
  /** Columns of the statements that were sent without asking for them. */
  readonly #columns: (readonly ReadField[] | undefined)[] = []
  #at = 0
  #fields: readonly ReadField[] | undefined
  #rows: Record<string, unknown>[] = []

  constructor(sent: readonly Sent[], prepared: Prepared) {
    super('')
    this.#sent = sent
    this.#prepared = prepared
    this.submit = (connection) => this.#send(connection)
  }

  #send(connection: Connection): null {
    const parsed = new Set<string>()
    for (const { text, name, values } of this.#sent) {
      const described = this.#prepared.get(name)
      this.#columns.push(described)
      if (!described && !parsed.has(name)) {
        // Where it failed after it was parsed, PostgreSQL knows it and we do not.
        if (name !== '') connection.close({ type: 'S', name }, true)
        connection.parse({ name, text, types: [] }, true)
        if (name !== '') parsed.add(name)
      }
      connection.bind({ statement: name, values: values as string[] }, true)
      if (!described) connection.describe({ type: 'P', name: '' }, true)
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
    const columns = (this.#fields ??= this.#columns[this.#at] ?? [])
    const row: Record<string, unknown> = {}
    for (let i = 0; i < columns.length; i++) {
      const [name, parse] = columns[i]!
      const text = fields[i]
      row[name] = text === null || text === undefined ? null : parse(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const sent = this.#sent[this.#at]
    if (!sent) return
    if (sent.name !== '' && !this.#prepared.has(sent.name))
      this.#prepared.set(sent.name, this.#fields ?? this.#columns[this.#at] ?? [])
    const rows = this.#rows
    this.#at += 1
    this.#fields = undefined
    this.#rows = []
    // PostgreSQL takes the commit of a failed transaction for a rollback, and says so in no other way.
    if (text === 'ROLLBACK' && sent.text === 'commit')
      sent.failed(new Error('the transaction had failed before its commit: nothing of it was kept'))
    else sent.answered({ rows, count: Number(/ (\d+)$/.exec(text)?.[1] ?? 0) })
  }

  handleError(error: unknown): void {
    const left = this.#sent.slice(this.#at)
    // What failed may be of no use any more (its columns have changed, or PostgreSQL has forgotten it): it is prepared anew.
    if (left[0]) this.#prepared.delete(left[0].name)
    this.#at = this.#sent.length
    for (const sent of left) sent.failed(error)
  }

  handleReadyForQuery(): void {
    if (this.#at < this.#sent.length)
      this.handleError(new Error('the database ended a batch before all of it was answered'))
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }
}
