import type { Services } from '../services.ts'
import { causeOf } from './causes.ts'
import type { WorkCause } from './causes.ts'
import { runWork, Stopped, waitsForEdition } from './work.ts'
import type { JobContext } from './work.ts'

/** Runs periodically for each organisation (reminders …); must be safe to run twice. */
export type RecurringJob = (job: JobContext) => Promise<void>

/** A recurring job that may say that nothing was to be done yet. */
export type RecurringTick = (job: JobContext) => Promise<void | 'not-due'>

/** What is noted of a job that failed. */
interface Failure {
  readonly error: string
  readonly cause: WorkCause
}

const program = { kind: 'program', name: 'recurring', withoutEdition: true } as const
const interval = 60_000
/** Organisations whose recurring work runs at once. */
const parallel = 2
/** Longest time of one job for one organisation, milliseconds. */
const limit = 10 * 60_000

/**
 * Recurring work of all organisations. One that takes long or fails keeps no other organisation
 * waiting, and runs once at a time.
 */
export class Recurring {
  readonly #services: Services
  readonly #jobs: readonly RecurringTick[]
  readonly #stopping: AbortSignal
  /** When each organisation was last begun, on the monotonic clock. */
  readonly #begun = new Map<string, number>()
  readonly #running = new Map<string, Promise<void>>()

  constructor(services: Services, jobs: readonly RecurringTick[], stopping: AbortSignal) {
    this.#services = services
    this.#jobs = jobs
    this.#stopping = stopping
  }

  /** Runs what is due and waits for it. */
  async drain(): Promise<void> {
    for (;;) {
      await this.fill()
      if (this.#running.size === 0) return
      await Promise.race(this.#running.values())
    }
  }

  /** Begins what is due, as far as there is room. Rejects where the database cannot be asked. */
  async fill(): Promise<void> {
    if (this.#jobs.length === 0 || this.#running.size >= parallel) return
    const ids = await this.#services.gate.organizationIds()
    const now = this.#services.environment.monotonic()
    const due = ids.filter(
      (id) => !this.#running.has(id) && now - (this.#begun.get(id) ?? -Infinity) >= interval,
    )
    const longestAgo = due.toSorted(
      (a, b) => (this.#begun.get(a) ?? -Infinity) - (this.#begun.get(b) ?? -Infinity),
    )
    for (const id of longestAgo) {
      if (this.#stopping.aborted || this.#running.size >= parallel) return
      this.#begun.set(id, now)
      const running = this.run(id).finally(() => this.#running.delete(id))
      this.#running.set(id, running)
    }
  }

  /** Resolves when nothing is running. */
  async close(): Promise<void> {
    while (this.#running.size > 0) await Promise.race(this.#running.values())
  }

  /**
   * Runs the jobs of one organisation now; a job that fails is logged and noted, and the others
   * still run. Never rejects.
   */
  async run(organizationId: string): Promise<void> {
    const failed = new Map<string, Failure>()
    const succeeded: string[] = []
    for (const job of this.#jobs) {
      if (this.#stopping.aborted) break
      try {
        const frame = {
          services: this.#services,
          organizationId,
          stopping: this.#stopping,
          milliseconds: limit,
        }
        const outcome = await runWork(frame, { job: job.name }, 'debug', job)
        if (outcome !== 'not-due') succeeded.push(job.name)
      } catch (error) {
        if (!waitsForEdition(error) && !(error instanceof Stopped))
          failed.set(job.name, { error: String(error).slice(0, 2000), cause: causeOf(error) })
      }
    }
    await this.#note(organizationId, failed, succeeded).catch(() => undefined)
  }

  async #note(
    organizationId: string,
    failed: ReadonlyMap<string, Failure>,
    succeeded: readonly string[],
  ): Promise<void> {
    if (failed.size === 0 && succeeded.length === 0) return
    const { gate } = this.#services
    const mode = failed.size > 0 ? 'write' : 'read'
    const troubled = await gate.transact(organizationId, program, mode, async ({ db, now }) => {
      for (const [job, failure] of failed)
        await db
          .insertInto('recurring_failures')
          .values({
            organization_id: organizationId,
            job,
            since: now,
            last_at: now,
            failures: 1,
            ...failure,
          })
          .onConflict((conflict) =>
            conflict.columns(['organization_id', 'job']).doUpdateSet((eb) => ({
              last_at: now,
              failures: eb('recurring_failures.failures', '+', 1),
              ...failure,
            })),
          )
          .execute()
      const rows = await db
        .selectFrom('recurring_failures')
        .select('job')
        .where('organization_id', '=', organizationId)
        .execute()
      return rows.map(({ job }) => job)
    })
    const healed = succeeded.filter((job) => troubled.includes(job))
    if (healed.length === 0) return
    await gate.transact(organizationId, program, 'write', ({ db }) =>
      db
        .deleteFrom('recurring_failures')
        .where('organization_id', '=', organizationId)
        .where('job', 'in', healed)
        .execute(),
    )
  }
}
