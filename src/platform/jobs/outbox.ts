import { listenTo } from '../db/listen.ts'
import type { Listening } from '../db/listen.ts'
import type { Services } from '../services.ts'
import { Lane } from './lane.ts'
import type { OutboxHandler } from './lane.ts'
import { usualLimits } from './limits.ts'
import type { WorkLimits } from './limits.ts'
import { Recurring } from './recurring.ts'
import type { RecurringTick } from './recurring.ts'

export type { OutboxHandler } from './lane.ts'
export type { RecurringJob, RecurringTick } from './recurring.ts'
export type { JobContext } from './work.ts'

/** PostgreSQL notifies this channel when rows come into the outbox (migration 0031). */
export const workChannel = 'sekisho_work'
/** How often it is looked whether work is due, where nobody says so; milliseconds. */
const pollInterval = 5_000

/**
 * Background work: what transactions have put into the outbox, each piece at least once, each kind
 * in a lane of its own; and recurring work apart from it. Several processes may run it side by
 * side.
 */
export class Outbox {
  readonly #services: Services
  readonly #lanes: readonly Lane[]
  readonly #recurring: Recurring
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #listening: Listening | undefined
  #failing = false
  #closed = false

  constructor(
    services: Services,
    handlers: ReadonlyMap<string, OutboxHandler>,
    recurringJobs: readonly RecurringTick[],
    limits: ReadonlyMap<string, Partial<WorkLimits>> = new Map(),
  ) {
    this.#services = services
    const known = [...handlers.keys()]
    this.#lanes = [...known, undefined].map(
      (kind) =>
        new Lane(
          services,
          {
            kind,
            known,
            handler: handlers.get(kind ?? ''),
            limits: { ...usualLimits, ...limits.get(kind ?? '') },
          },
          this.#abort.signal,
        ),
    )
    this.#recurring = new Recurring(services, recurringJobs, this.#abort.signal)
  }

  /** Works until stopped: woken by the database, and by a slow poll where nothing wakes it. */
  start(): void {
    this.#listening = listenTo(this.#services.pool, workChannel, () => void this.#look())
    const poll = (): void => {
      void this.#look().finally(() => {
        if (!this.#closed) this.#timer = setTimeout(poll, pollInterval).unref()
      })
    }
    poll()
  }

  /**
   * Begins nothing more. What is in hand has `grace` milliseconds to end; then it is told to, and
   * goes back into the outbox.
   */
  async stop(grace = 0): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    const ended = Promise.all([...this.#lanes.map((lane) => lane.close()), this.#recurring.close()])
    const abort = setTimeout(() => this.#abort.abort(), grace)
    await this.#listening?.stop()
    await ended
    clearTimeout(abort)
    this.#abort.abort()
  }

  /** Does everything that is due now; returns the number of pieces that were done. */
  async runDue(): Promise<number> {
    const before = this.#countDone()
    await this.#recurring.drain()
    await Promise.all(this.#lanes.map((lane) => lane.drain()))
    return this.#countDone() - before
  }

  /** Runs the recurring jobs of one organisation now. */
  async runRecurringJobs(organizationId: string): Promise<void> {
    await this.#recurring.run(organizationId)
  }

  /** Begins what is due. Never rejects. */
  async #look(): Promise<void> {
    if (this.#closed) return
    try {
      await Promise.all([this.#recurring.fill(), ...this.#lanes.map((lane) => lane.fill())])
      this.#failing = false
    } catch (error) {
      // Logged as an error once: while the database is away this fails at every poll.
      this.#services.log[this.#failing ? 'debug' : 'error']({ job: 'outbox', error }, 'job')
      this.#failing = true
    }
  }

  #countDone(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.done, 0)
  }
}
