import { ProblemError } from '#kernel/problems/index.ts'
import { measured, newMeasure } from '../log/measure.ts'
import type { Services } from '../services.ts'

/** Handles one kind of work in the outbox. When it throws, the work is retried later. */
export type OutboxHandler = (
  payload: Readonly<Record<string, unknown>>,
  job: JobContext,
) => Promise<void>

/** Runs periodically for each organisation (reminders …); must be safe to run twice. */
export type RecurringJob = (job: JobContext) => Promise<void>

export interface JobContext {
  readonly organizationId: string
  readonly services: Services
  readonly signal: AbortSignal
}

const program = { kind: 'program', name: 'outbox', withoutEdition: true } as const
/** Time of one attempt after which another process may take the work over, milliseconds. */
const lease = 30 * 60_000
/** Pauses after failed attempts, milliseconds; after the last, work is retried at that interval. */
const retryDelays = [10_000, 60_000, 5 * 60_000, 30 * 60_000, 6 * 3_600_000]
const pollInterval = 1_000
const recurringInterval = 60_000

/**
 * Carries out what transactions have put into the outbox, each at least once. Several processes may
 * run it side by side.
 */
export class Outbox {
  readonly #services: Services
  readonly #handlers: ReadonlyMap<string, OutboxHandler>
  readonly #recurringJobs: readonly RecurringJob[]
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #lastRecurringRun = 0
  #failing = false
  #running: Promise<void> = Promise.resolve()

  constructor(
    services: Services,
    handlers: ReadonlyMap<string, OutboxHandler>,
    recurringJobs: readonly RecurringJob[],
  ) {
    this.#services = services
    this.#handlers = handlers
    this.#recurringJobs = recurringJobs
  }

  /** Polls until stopped. */
  start(): void {
    this.#timer = setTimeout(() => {
      this.#running = this.runDue()
        .then(
          () => {
            this.#failing = false
          },
          (error: unknown) => {
            // Logged as an error once: while the database is away this fails every second.
            this.#services.log[this.#failing ? 'debug' : 'error']({ job: 'outbox', error }, 'job')
            this.#failing = true
          },
        )
        .finally(() => {
          if (!this.#abort.signal.aborted) this.start()
        })
    }, pollInterval)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    clearTimeout(this.#timer)
    await this.#running
  }

  /** Does everything that is due now; returns the number of outbox messages that were done. */
  async runDue(): Promise<number> {
    const now = this.#services.environment.now().getTime()
    const isDue = now - this.#lastRecurringRun >= recurringInterval
    if (isDue) this.#lastRecurringRun = now
    let done = 0
    for (const organizationId of await this.#services.gate.organizationIds()) {
      if (isDue) await this.runRecurringJobs(organizationId)
      while (!this.#abort.signal.aborted && (await this.#runNext(organizationId))) done += 1
    }
    return done
  }

  /**
   * Runs the recurring jobs of one organisation now; a job that fails is logged, and the others
   * still run.
   */
  async runRecurringJobs(organizationId: string): Promise<void> {
    for (const recurringJob of this.#recurringJobs) {
      const job = { organizationId, services: this.#services, signal: this.#abort.signal }
      await this.#logged({ job: recurringJob.name, organizationId }, 'debug', () =>
        recurringJob(job),
      ).catch(() => undefined)
    }
  }

  async #runNext(organizationId: string): Promise<boolean> {
    const row = await this.#claim(organizationId)
    if (!row) return false
    const handler = this.#handlers.get(row.kind)
    try {
      const job = { organizationId, services: this.#services, signal: this.#abort.signal }
      await this.#logged(
        { job: row.kind, id: row.id, attempt: row.attempts, organizationId },
        'info',
        async () => {
          if (!handler) throw new Error(`nobody handles ${row.kind}`)
          await handler(row.payload, job)
        },
      )
      await this.#mark(organizationId, row.id, {
        done_at: this.#services.environment.now(),
        error: null,
      })
    } catch (error) {
      const delay = retryDelays[Math.min(row.attempts, retryDelays.length) - 1] ?? lease
      await this.#mark(organizationId, row.id, {
        next_at: new Date(this.#services.environment.now().getTime() + delay),
        error: String(error).slice(0, 2000),
      })
    }
    return true
  }

  /** Does work and writes one log line for it; an error is logged and thrown again. */
  async #logged(
    what: Readonly<Record<string, unknown>>,
    level: 'info' | 'debug',
    work: () => Promise<void>,
  ): Promise<void> {
    const measure = newMeasure()
    const began = performance.now()
    const line = () => ({
      ...what,
      milliseconds: Math.round((performance.now() - began) * 10) / 10,
      ...measure,
    })
    try {
      await measured(measure, work)
      this.#services.log[level](line(), 'job')
    } catch (error) {
      // The work waits until the edition can be read again; the page of editions says so.
      const waits = error instanceof ProblemError && error.problem.code === 'edition-unreadable'
      this.#services.log[waits ? 'debug' : 'error']({ ...line(), error }, 'job')
      throw error
    }
  }

  #claim(organizationId: string) {
    return this.#services.gate.transact(organizationId, program, 'write', async ({ db, now }) =>
      db
        .updateTable('outbox')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          next_at: new Date(now.getTime() + lease),
        }))
        .where('organization_id', '=', organizationId)
        .where('id', '=', (eb) =>
          eb
            .selectFrom('outbox')
            .select('id')
            .where('organization_id', '=', organizationId)
            .where('done_at', 'is', null)
            .where('next_at', '<=', now)
            .orderBy('next_at')
            .limit(1)
            .forUpdate()
            .skipLocked(),
        )
        .returning(['id', 'kind', 'payload', 'attempts'])
        .executeTakeFirst(),
    )
  }

  #mark(
    organizationId: string,
    id: string,
    changes: { done_at?: Date; next_at?: Date; error: string | null },
  ) {
    return this.#services.gate.transact(organizationId, program, 'write', ({ db }) =>
      db
        .updateTable('outbox')
        .set(changes)
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute(),
    )
  }
}
