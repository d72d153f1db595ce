import type pg from 'pg'
import { queryOnce } from '../db/pipeline.ts'
import type { AppendedRow, JournalSeals } from '../journal/seals.ts'
import { measured } from '../log/measure.ts'

interface Waiter {
  /** The row of the journal that was added. */
  readonly row: AppendedRow | undefined
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * A transaction that writes one empty message to the WAL and waits until the WAL is on disk, and
 * with it everything that was committed before.
 */
const flushStatement = "select pg_logical_emit_message(true, 'sekisho', '')"

/**
 * The same, and stores the sealed heads. Refused where a head is not in its journal: the database
 * was killed and has lost it since its commit.
 */
const sealStatement = `select journal_seal($1, $2, $3, $4), pg_logical_emit_message(true, 'sekisho', '')`

/**
 * Waits for the disk once for many actions. Actions commit without waiting, so that their locks
 * (the head of the journal) are released at once. No response is sent before a flush that began
 * after the commit has ended. What a crash loses was never acknowledged. The heads of the journals
 * are sealed in the same transaction.
 */
export class Flusher {
  readonly #pool: pg.Pool
  readonly #seals: JournalSeals
  #waiting: Waiter[] = []
  #running = false

  constructor(pool: pg.Pool, seals: JournalSeals) {
    this.#pool = pool
    this.#seals = seals
  }

  /**
   * Resolves when everything that was committed before the call is on disk, `row` of the journal
   * among it. Rejects where the connection to the database was lost meanwhile.
   */
  waitUntilDurable(row?: AppendedRow): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, resolve, reject })
      // Done once for many: it is counted for no request.
      if (!this.#running) void measured(undefined, () => this.#run())
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      const rows = batch.flatMap(({ row }) => row ?? [])
      try {
        await this.#flush(rows)
        for (const waiter of batch) waiter.resolve()
      } catch (error) {
        this.#seals.lost(rows)
        for (const waiter of batch) waiter.reject(error)
      }
    }
    this.#running = false
  }

  async #flush(rows: readonly AppendedRow[]): Promise<void> {
    const heads = await this.#seals.heads(
      (text, values) => queryOnce(this.#pool, { text, values: [...values] }),
      rows,
    )
    if (heads.length === 0) {
      await queryOnce(this.#pool, { name: 'flush', text: flushStatement })
      return
    }
    await queryOnce(this.#pool, {
      name: 'seal',
      text: sealStatement,
      values: [
        heads.map(({ organizationId }) => organizationId),
        heads.map(({ head }) => head.seq),
        heads.map(({ head }) => head.hash),
        heads.map(({ head }) => head.seal),
      ],
    })
    this.#seals.stored(heads)
  }
}
