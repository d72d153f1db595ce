import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '../db/database.ts'
import { stateColumns, takeStates } from '../db/rowStates.ts'
import { stateTables, tableOf } from '../db/stateTables.ts'
import type { RowStates } from '../db/rowStates.ts'

/** A row of a table that is not as the journal says; `seq` is the event that wrote it last. */
export interface RowFault {
  readonly seq: number
  readonly why: 'row-altered' | 'row-missing' | 'row-added'
  readonly table: string
  readonly key: string
}

interface Recorded {
  readonly seq: number
  readonly hash: string
}

const mostFaults = 20
const batch = 500
/** How many rows are held in memory at once; where the journal speaks of more, it is read again. */
const usuallyHeld = 200_000

/** What the events say of the rows: the last hash of each. */
export class RecordedStates {
  readonly held: number
  #states = new Map<string, Recorded>()
  #keys = 0
  #overflown = false

  constructor(held: number = usuallyHeld) {
    this.held = held
  }

  add(seq: number, text: string | null): void {
    if (this.#overflown) {
      this.#keys += text === null ? 0 : text.split('\n').length
      return
    }
    for (const { key, hash } of linesOf(text)) this.#states.set(key, { seq, hash })
    if (this.#states.size <= this.held) return
    this.#keys = this.#states.size
    this.#overflown = true
    this.#states = new Map()
  }

  /**
   * The states in parts that fit into memory, each with the question whether a key belongs to it.
   */
  async *parts(
    events: () => AsyncIterable<{ readonly seq: number; readonly state: string | null }>,
  ): AsyncGenerator<{ states: Map<string, Recorded>; has: (key: string) => boolean }> {
    if (!this.#overflown) {
      yield { states: this.#states, has: () => true }
      return
    }
    const count = Math.ceil(this.#keys / this.held)
    for (let part = 0; part < count; part++) {
      const states = new Map<string, Recorded>()
      const has = (key: string): boolean => partOf(key, count) === part
      for await (const { seq, state } of events())
        for (const { key, hash } of linesOf(state)) if (has(key)) states.set(key, { seq, hash })
      yield { states, has }
    }
  }
}

function* linesOf(text: string | null): Generator<{ key: string; hash: string }> {
  if (text === null) return
  for (const line of text.split('\n')) {
    const end = line.lastIndexOf(' ')
    yield { key: line.slice(0, end), hash: line.slice(end + 1) }
  }
}

function partOf(key: string, count: number): number {
  let sum = 0
  for (let i = 0; i < key.length; i++) sum = (sum * 31 + key.charCodeAt(i)) % 1_000_003
  return sum % count
}

/** Compares all rows of the tables that the journal proves with what it says of them. */
export async function compareRows(
  db: Kysely<Database>,
  organizationId: string,
  recorded: { readonly names: ReadonlySet<string>; readonly states: RecordedStates },
  events: () => AsyncIterable<{ readonly seq: number; readonly state: string | null }>,
  pause: (compared: number) => Promise<void> = async () => undefined,
): Promise<{ compared: number; faults: RowFault[] }> {
  const faults: RowFault[] = []
  const fault = (why: RowFault['why'], key: string, seq: number): void => {
    const space = key.indexOf(' ')
    const table = tableOf(key.slice(0, space))
    const row = key.slice(space + 1)
    const isNamed = faults.some(
      (other) => other.why === why && other.table === table && other.key === row,
    )
    if (!isNamed && faults.length < mostFaults) faults.push({ seq, why, table, key: row })
  }
  let compared = 0
  for await (const { states, has } of recorded.states.parts(events)) {
    for (const name of recorded.names)
      for await (const page of statePages(db, organizationId, name)) {
        for (const [key, hash] of page) {
          if (!has(key)) continue
          compared += 1
          const expected = states.get(key)
          if (!expected || expected.hash === '-') fault('row-added', key, expected?.seq ?? 0)
          else if (expected.hash !== hash) fault('row-altered', key, expected.seq)
          states.delete(key)
        }
        await pause(compared)
      }
    for (const [key, { seq, hash }] of states)
      if (hash !== '-' && recorded.names.has(key.slice(0, key.indexOf(' '))))
        fault('row-missing', key, seq)
  }
  return { compared, faults }
}

/** The states of all rows as they are now, read page by page in the order of the key. */
export async function* statePages(
  db: Kysely<Database>,
  organizationId: string,
  name: string,
): AsyncGenerator<RowStates> {
  const { key } = stateTables.get(name)!
  const table = tableOf(name)
  const keyColumns = sql.join(key.map((column) => sql.ref(column)))
  let last: unknown[] | undefined
  for (;;) {
    const after = last === undefined ? sql`` : sql` and (${keyColumns}) > (${sql.join(last)})`
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.raw(stateColumns(table, table, [name]))} from ${sql.table(table)}
      where organization_id = ${organizationId}${after} order by ${keyColumns} limit ${batch}`.execute(
      db,
    )
    const end = rows.at(-1)
    const next = end && key.map((column) => end[`~${name}.${column}`])
    const states: RowStates = new Map()
    takeStates(rows, states)
    yield states
    if (rows.length < batch) return
    last = next
  }
}
