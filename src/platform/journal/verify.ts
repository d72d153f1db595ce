import type { KeyObject } from 'node:crypto'
import { setImmediate as immediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '../db/database.ts'
import { begunBy } from './begin.ts'
import { chainHash, firstHash, hashWithoutMark, markOf, sealOf } from './event.ts'
import type { JournalFields } from './event.ts'
import type { OutsideHead } from './outside.ts'
import { compareRows, RecordedStates } from './verifyStates.ts'
import type { RowFault } from './verifyStates.ts'

/** What is wrong with a row of the journal, or with a run of rows up to `to`. */
interface ChainFault {
  readonly seq: number
  readonly to?: number
  /**
   * Altered · missing · out-of-chain · head-differs: the head of the database is another ·
   * not-sealed: not the row that was sealed · cut: rows after it were sealed and are gone.
   */
  readonly why: 'altered' | 'missing' | 'out-of-chain' | 'head-differs' | 'not-sealed' | 'cut'
}

export type JournalFault = ChainFault | RowFault

/**
 * Result of a check of the journal and of the rows that it speaks of. `broken` names the first
 * faults (at most 20 of the journal and 20 of the rows).
 */
export interface JournalCheck {
  readonly rows: number
  readonly head: string
  readonly broken: readonly JournalFault[]
  /** The number of rows of other tables that were compared; undefined where none are recorded. */
  readonly compared?: number
}

/** How far a check has come: rows of the journal that were read, of all; rows compared with it. */
export interface JournalProgress {
  readonly rows: number
  readonly of: number
  readonly compared: number
}

export interface JournalCheckOptions {
  /** The key of the journal; without it marks and seals are not checked. */
  readonly key?: KeyObject
  /** The sealed head that lies outside the database. */
  readonly outside?: OutsideHead
  /** Told after every page how far the check has come. */
  readonly progress?: (progress: JournalProgress) => void
  /** Stops the check: it throws the reason. */
  readonly signal?: AbortSignal
  /** How many recorded rows are held in memory at once. */
  readonly held?: number
}

const mostFaults = 20
const batch = 500
/** The act that records all rows of an organisation from before events recorded any. */
export const baselineAction = 'journal.baseline'

interface Row extends JournalFields {
  readonly seq: number
  readonly previous: Buffer
  readonly hash: Buffer
  readonly mark: Buffer | null
}

interface Seal {
  readonly seq: number
  readonly hash: Buffer
}

/**
 * Goes through the chain of an organisation from the first row, computing every hash from the
 * fields, and compares the rows of all tables with what the journal says of them. Both must be read
 * as of one moment: `db` is a transaction that sees one.
 */
export async function verifyJournal(
  db: Kysely<Database>,
  organizationId: string,
  options: JournalCheckOptions = {},
): Promise<JournalCheck> {
  const chain = new Chain(organizationId, options.key)
  const states = new RecordedStates(options.held)
  const hasMarks = await knowsMarks(db)
  const of = await rowsOfHead(db, organizationId)
  // Between pages others get their turn: a server goes on answering meanwhile.
  const pause = async (compared = 0): Promise<void> => {
    options.signal?.throwIfAborted()
    options.progress?.({ rows: chain.seq, of: Math.max(of, chain.seq), compared })
    await immediate()
  }
  const rows = (): AsyncGenerator<Row> => journalRows(db, organizationId, hasMarks, pause)
  const { seals, faults } = hasMarks
    ? await readSeals(db, organizationId, options)
    : { seals: [], faults: [] }
  for await (const row of rows()) {
    chain.add(row)
    states.add(row.seq, row.state)
    for (const seal of seals)
      if (seal.seq === row.seq && !seal.hash.equals(row.hash))
        chain.fault({ seq: row.seq, why: 'not-sealed' })
  }
  for (const fault of faults) chain.fault(fault)
  const sealed = Math.max(0, ...seals.map(({ seq }) => seq))
  if (sealed > chain.seq) chain.fault({ seq: chain.seq + 1, to: sealed, why: 'cut' })
  if (options.key && chain.marked && sealed === 0)
    chain.fault({ seq: chain.seq, why: 'not-sealed' })
  await checkHead(db, organizationId, chain)
  const check = { rows: chain.seq, head: chain.previous.toString('hex') }
  if (chain.proved.size === 0) return { ...check, broken: chain.faults }
  const { compared, faults: rowFaults } = await compareRows(
    db,
    organizationId,
    { names: chain.proved, states },
    rows,
    pause,
  )
  return { ...check, broken: [...chain.faults, ...rowFaults], compared }
}

class Chain {
  readonly faults: ChainFault[] = []
  readonly #key: KeyObject | undefined
  seq = 0
  previous: Buffer
  /** Whether a row with a mark was seen: all after it have one. */
  marked = false
  /** The states that the events record of all rows. */
  readonly proved = new Set<string>()

  constructor(organizationId: string, key: KeyObject | undefined) {
    this.previous = firstHash(organizationId)
    this.#key = key
  }

  fault(fault: ChainFault): void {
    if (this.faults.length < mostFaults) this.faults.push(fault)
  }

  add(row: Row): void {
    if (row.seq !== this.seq + 1)
      this.fault({
        seq: this.seq + 1,
        ...(row.seq > this.seq + 2 ? { to: row.seq - 1 } : {}),
        why: 'missing',
      })
    else if (!row.previous.equals(this.previous)) this.fault({ seq: row.seq, why: 'out-of-chain' })
    if (!this.#isWhole(row)) this.fault({ seq: row.seq, why: 'altered' })
    if (row.mark) {
      this.marked = true
      if (row.seq === 1 || (row.action === baselineAction && isLast(row.detail)))
        for (const name of begunBy(row.state)) this.proved.add(name)
    }
    this.previous = row.hash
    this.seq = row.seq
  }

  #isWhole(row: Row): boolean {
    if (row.mark === null)
      return !this.marked && hashWithoutMark(row.previous, row.seq, row).equals(row.hash)
    if (!chainHash(row.previous, row.mark).equals(row.hash)) return false
    return !this.#key || markOf(this.#key, row).equals(row.mark)
  }
}

function isLast(detail: string): boolean {
  return (JSON.parse(detail) as { last?: unknown }).last === true
}

async function readSeals(
  db: Kysely<Database>,
  organizationId: string,
  { key, outside }: JournalCheckOptions,
): Promise<{ seals: Seal[]; faults: ChainFault[] }> {
  if (!key) return { seals: [], faults: [] }
  const stored = await db
    .selectFrom('journal_seals')
    .select(['seq', 'hash', 'seal'])
    .where('organization_id', '=', organizationId)
    .execute()
  const all = stored.map((row) => ({ ...row, seq: Number(row.seq) }))
  if (outside)
    all.push({
      seq: outside.seq,
      hash: Buffer.from(outside.hash, 'hex'),
      seal: Buffer.from(outside.seal, 'hex'),
    })
  const isTrue = ({ seq, hash, seal }: (typeof all)[number]): boolean =>
    sealOf(key, seq, hash).equals(seal)
  return {
    seals: all.filter(isTrue),
    faults: all
      .filter((seal) => !isTrue(seal))
      .map(({ seq }) => ({ seq, why: 'not-sealed' as const })),
  }
}

async function checkHead(
  db: Kysely<Database>,
  organizationId: string,
  chain: Chain,
): Promise<void> {
  const head = await db
    .selectFrom('journal_heads')
    .select(['seq', 'hash'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  if (!head || Number(head.seq) !== chain.seq || !head.hash.equals(chain.previous))
    chain.fault({ seq: Number(head?.seq ?? 0), why: 'head-differs' })
}

/** Whether the schema has marks; a backup of earlier days is checked before it is migrated. */
async function knowsMarks(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from pg_attribute where attrelid = 'journal'::regclass and attname = 'mark') as known`.execute(
    db,
  )
  return rows[0]?.known === true
}

/** Long states (those of imports) are read one by one. */
const longState = 100_000

/** All rows of a journal in their order, read page by page. */
async function* journalRows(
  db: Kysely<Database>,
  organizationId: string,
  hasMarks: boolean,
  pause: () => Promise<void>,
): AsyncGenerator<Row> {
  let after = 0
  const later = hasMarks
    ? sql`case when pg_column_size(state) < ${longState} then state end as state, pg_column_size(state) >= ${longState} as long, mark`
    : sql`null as state, null as long, null as mark`
  for (;;) {
    const { rows } = await sql<
      Omit<Row, 'at' | 'seq'> & { seq: number | string; at: Date; long: boolean }
    >`
      select seq, at, actor, action, subject_kind as "subjectKind", subject_id as "subjectId", detail::text as detail,
        previous, hash, ${later}
      from journal where organization_id = ${organizationId} and seq > ${after} order by seq limit ${batch}`.execute(
      db,
    )
    for (const { long, ...row } of rows) {
      const seq = Number(row.seq)
      const state = long ? await longStateOf(db, organizationId, seq) : row.state
      yield { ...row, seq, state, at: row.at.toISOString() }
      after = seq
    }
    await pause()
    if (rows.length < batch) return
  }
}

async function rowsOfHead(db: Kysely<Database>, organizationId: string): Promise<number> {
  const head = await db
    .selectFrom('journal_heads')
    .select('seq')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return Number(head?.seq ?? 0)
}

async function longStateOf(
  db: Kysely<Database>,
  organizationId: string,
  seq: number,
): Promise<string | null> {
  const row = await db
    .selectFrom('journal')
    .select('state')
    .where('organization_id', '=', organizationId)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()
  return row.state
}
