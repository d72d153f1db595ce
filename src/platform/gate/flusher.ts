import type pg from 'pg'
import { queryOnce } from '../db/pipeline.ts'
import { measured } from '../log/measure.ts'

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * A transaction that writes one empty message to the WAL and waits until the WAL is on disk, and
 * with it everything that was committed before.
 */
const flushStatement = "select pg_logical_emit_message(true, 'sekisho', '')"

/**
 * Waits for the disk once for many actions. Actions commit without waiting, so that their locks
 * (the head of the journal) are released at once. No response is sent before a flush that began
 * after the commit has ended. What a crash loses was never acknowledged.
 */
export class Flusher {
  readonly #pool: pg.Pool
  #waiting: Waiter[] = []
  #running = false

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /**
   * Resolves when everything that was committed before the call is on disk. Rejects where the
   * connection to the database was lost meanwhile.
   */
  waitUntilDurable(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      // Done once for many: it is counted for no request.
      if (!this.#running) void measured(undefined, () => this.#run())
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await queryOnce(this.#pool, { name: 'flush', text: flushStatement })
        for (const waiter of batch) waiter.resolve()
      } catch (error) {
        for (const waiter of batch) waiter.reject(error)
      }
    }
    this.#running = false
  }
}
