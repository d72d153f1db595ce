import type { KeyObject } from 'node:crypto'
import { chainHash, firstHash, journalKey, markOf, sealOf } from './event.ts'
import type { JournalFields } from './event.ts'
import { readOutsideHeads, writeOutsideHeads } from './outside.ts'
import type { OutsideHead } from './outside.ts'

/** A row that was added to a journal, as the database answered, with the mark that was sent. */
export interface AppendedRow {
  readonly organizationId: string
  readonly seq: number
  readonly previous: Buffer
  readonly hash: Buffer
  readonly mark: Buffer
}

/** A head that was sealed, and is to be stored with it. */
export interface NewHead {
  readonly organizationId: string
  readonly head: SealedHead
}

interface SealedHead {
  readonly seq: number
  readonly hash: Buffer
  readonly seal: Buffer
}

/** Sends one statement on its own, and gives its rows. */
export type Ask = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>

/** How often the copy outside the database is written at most, milliseconds. */
const writeEvery = 1000

/**
 * Seals the heads of the journals with the key that lies outside the database. A head is sealed
 * only where every row since the one sealed last is known to come from the program: from this
 * process, or by its mark. What somebody else did to the chain is therefore never sealed.
 */
export class JournalSeals {
  readonly #key: Buffer
  readonly #folder: string | undefined
  readonly #keys = new Map<string, KeyObject>()
  readonly #sealed = new Map<string, SealedHead>()
  /** Rows that came before the rows they follow. */
  readonly #waiting = new Map<string, Map<number, AppendedRow>>()
  /** The first row that waited at the last turn. */
  readonly #waited = new Map<string, number>()
  readonly #refused = new Set<string>()
  readonly #outside: Record<string, OutsideHead> = {}
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #outsideRead = false

  readonly #unwritten: (error: unknown) => void

  /**
   * Without a folder there is no copy outside the database. Where the copy cannot be written (a full
   * disk), `unwritten` is told, and it is tried again with the next event.
   */
  constructor(key: Buffer, folder?: string, unwritten: (error: unknown) => void = () => undefined) {
    this.#key = key
    this.#folder = folder
    this.#unwritten = unwritten
  }

  /** The organisations whose chain no longer goes on from what was sealed. */
  get refused(): ReadonlySet<string> {
    return this.#refused
  }

  keyOf(organizationId: string): KeyObject {
    let key = this.#keys.get(organizationId)
    if (!key) this.#keys.set(organizationId, (key = journalKey(this.#key, organizationId)))
    return key
  }

  mark(organizationId: string, event: JournalFields): Buffer {
    return markOf(this.keyOf(organizationId), event)
  }

  /** The sealed head of an organisation that lies outside the database. */
  async outsideHead(organizationId: string): Promise<OutsideHead | undefined> {
    await this.#readOutside()
    return this.#outside[organizationId]
  }

  /**
   * The heads to be stored after these rows were added. Afterwards either `stored` or `lost` must
   * be called: rows that the database lost in a crash are no longer what the chain goes on from.
   */
  async heads(ask: Ask, rows: readonly AppendedRow[]): Promise<NewHead[]> {
    const heads: NewHead[] = []
    for (const [organizationId, added] of Map.groupBy(rows, (row) => row.organizationId)) {
      if (this.#refused.has(organizationId)) continue
      const head = await this.#advance(ask, organizationId, added)
      if (head) heads.push({ organizationId, head })
    }
    return heads
  }

  /** The heads are in the database and on disk. */
  stored(heads: readonly NewHead[]): void {
    for (const { organizationId, head } of heads) {
      this.#sealed.set(organizationId, head)
      this.#copy(organizationId, head)
    }
  }

  /**
   * Nobody knows whether these rows are on disk: what is known of their journals is read anew when
   * the next row is added.
   */
  lost(rows: readonly AppendedRow[]): void {
    for (const { organizationId } of rows) {
      this.#sealed.delete(organizationId)
      this.#waiting.delete(organizationId)
      this.#waited.delete(organizationId)
    }
  }

  async #advance(
    ask: Ask,
    organizationId: string,
    added: readonly AppendedRow[],
  ): Promise<SealedHead | undefined> {
    const before = this.#sealed.get(organizationId) ?? (await this.#lastSealed(ask, organizationId))
    let { seq, hash } = before ?? { seq: 0, hash: firstHash(organizationId) }
    const waiting = this.#waiting.get(organizationId) ?? new Map<number, AppendedRow>()
    for (const row of added) if (row.seq > seq) waiting.set(row.seq, row)
    // No seal of this journal exists: rows from before there were seals are taken as they are.
    const first = before ? undefined : [...waiting.values()].toSorted((a, b) => a.seq - b.seq)[0]
    if (first && first.seq > 1 && !(await this.#marked(ask, organizationId)))
      ({ seq, hash } = { seq: first.seq - 1, hash: first.previous })
    const follow = (): boolean => {
      for (let row = waiting.get(seq + 1); row; row = waiting.get(seq + 1)) {
        if (!row.previous.equals(hash) || !row.hash.equals(chainHash(hash, row.mark))) return false
        seq = row.seq
        hash = row.hash
        waiting.delete(seq)
      }
      return true
    }
    let whole = follow()
    // A row may be answered a moment before the one that it follows. What still waits at the next
    // turn follows rows of another process, or from before a crash.
    const next = Math.min(...waiting.keys())
    if (whole && waiting.size > 0 && (next === this.#waited.get(organizationId) || !before)) {
      for (const row of await this.#markedRows(ask, organizationId, seq + 1, next - 1))
        waiting.set(row.seq, row)
      whole = follow() && !waiting.has(next)
    }
    this.#waiting.set(organizationId, waiting)
    this.#waited.set(organizationId, Math.min(...waiting.keys()))
    if (!whole) {
      this.#refused.add(organizationId)
      return undefined
    }
    if (seq === before?.seq || seq === 0) return undefined
    return { seq, hash, seal: sealOf(this.keyOf(organizationId), seq, hash) }
  }

  /** The later of the two sealed heads: that of the database and that outside of it. */
  async #lastSealed(ask: Ask, organizationId: string): Promise<SealedHead | undefined> {
    await this.#readOutside()
    const stored = await ask<{ seq: string; hash: Buffer; seal: Buffer }>(
      'select * from journal_sealed($1)',
      [organizationId],
    )
    const outside = this.#outside[organizationId]
    const heads: SealedHead[] = stored.map((row) => ({ ...row, seq: Number(row.seq) }))
    if (outside)
      heads.push({
        seq: outside.seq,
        hash: Buffer.from(outside.hash, 'hex'),
        seal: Buffer.from(outside.seal, 'hex'),
      })
    const key = this.keyOf(organizationId)
    return heads
      .filter(({ seq, hash, seal }) => sealOf(key, seq, hash).equals(seal))
      .toSorted((a, b) => b.seq - a.seq)[0]
  }

  async #marked(ask: Ask, organizationId: string): Promise<boolean> {
    const rows = await ask<{ mark: Buffer | null }>(
      'select mark from journal_rows($1, array[1::bigint])',
      [organizationId],
    )
    return rows[0]?.mark != null
  }

  /** Rows of a stretch whose mark the program made. */
  async #markedRows(
    ask: Ask,
    organizationId: string,
    first: number,
    last: number,
  ): Promise<AppendedRow[]> {
    const key = this.keyOf(organizationId)
    const rows: AppendedRow[] = []
    for (let from = first; from <= last; from += 1000) {
      const page = await ask<StoredRow>(
        'select seq, at, actor, action, subject_kind as "subjectKind", subject_id as "subjectId", detail::text as detail, state, previous, hash, mark from journal_rows($1, $2)',
        [
          organizationId,
          Array.from({ length: Math.min(1000, last - from + 1) }, (_, i) => from + i),
        ],
      )
      for (const { seq, at, previous, hash, mark, ...event } of page)
        if (mark && markOf(key, { ...event, at: at.toISOString() }).equals(mark))
          rows.push({ organizationId, seq: Number(seq), previous, hash, mark })
    }
    return rows
  }

  async #readOutside(): Promise<void> {
    if (this.#outsideRead || this.#folder === undefined) return
    this.#outsideRead = true
    const heads = await readOutsideHeads(this.#folder)
    for (const [id, head] of Object.entries(heads)) this.#outside[id] ??= head
  }

  #copy(organizationId: string, { seq, hash, seal }: SealedHead): void {
    if (this.#folder === undefined) return
    this.#outside[organizationId] = {
      seq,
      hash: hash.toString('hex'),
      seal: seal.toString('hex'),
    }
    this.#timer ??= setTimeout(() => void this.save().catch(this.#unwritten), writeEvery).unref()
  }

  /** The heads of this process, and those that another one has sealed since on the same folder. */
  async #withLaterOnes(folder: string): Promise<Record<string, OutsideHead>> {
    const heads = { ...this.#outside }
    for (const [id, head] of Object.entries(await readOutsideHeads(folder))) {
      const seal = sealOf(this.keyOf(id), head.seq, Buffer.from(head.hash, 'hex'))
      if (head.seq > (heads[id]?.seq ?? 0) && seal.toString('hex') === head.seal) heads[id] = head
    }
    return heads
  }

  /** Writes the copy outside the database now. */
  async save(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const folder = this.#folder
    if (folder === undefined) return
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => writeOutsideHeads(folder, await this.#withLaterOnes(folder)))
    await this.#writing
  }
}

interface StoredRow extends Omit<JournalFields, 'at'> {
  readonly seq: string
  readonly at: Date
  readonly previous: Buffer
  readonly hash: Buffer
  readonly mark: Buffer | null
}
