import { isDatabaseUnavailable } from '../db/errors.ts'
import type { Services } from '../services.ts'
import { causeOf } from './causes.ts'
import type { WorkCause } from './causes.ts'
import { pauseAfterAttempt } from './limits.ts'
import type { WorkLimits } from './limits.ts'
import { runWork, Stopped, waitsForEdition } from './work.ts'
import type { JobContext } from './work.ts'

/** Handles one kind of work in the outbox. When it throws, the work is retried later. */
export type OutboxHandler = (
  payload: Readonly<Record<string, unknown>>,
  job: JobContext,
) => Promise<void>

/** What a lane takes: one kind, or everything but the kinds that have a lane. */
export interface LaneKind {
  readonly kind: string | undefined
  readonly known: readonly string[]
  readonly handler: OutboxHandler | undefined
  readonly limits: WorkLimits
}

interface Claimed {
  readonly organizationId: string
  readonly id: string
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
  /** This attempt; 1 is the first. */
  readonly attempt: number
}

/** What becomes of a row after an attempt. */
interface Outcome {
  readonly attempts?: number
  readonly next_at?: Date
  readonly done_at?: Date
  readonly abandoned_at?: Date
  readonly error?: string | null
  readonly cause?: WorkCause | null
}

const program = { kind: 'program', name: 'outbox', withoutEdition: true } as const
/** Time after the limit of an attempt until another process may take the work over, milliseconds. */
const grace = 60_000
/** Pause of work that waits for the edition or the database, milliseconds. */
const waitingPause = 10_000

/**
 * Carries out one kind of work, several pieces at once, the organisations in turn. Kinds do not
 * wait for each other.
 */
export class Lane {
  readonly #services: Services
  readonly #kind: LaneKind
  readonly #stopping: AbortSignal
  /** Organisations of the pieces in hand. */
  readonly #inHand = new Map<Promise<void>, string>()
  /** Organisations in the order in which they were served, the last one at the end. */
  readonly #served = new Set<string>()
  /** Outcomes that could not be written down yet. */
  readonly #unwritten: (() => Promise<unknown>)[] = []
  #filling: Promise<void> | undefined
  #wanted = false
  #closed = false
  #done = 0

  constructor(services: Services, kind: LaneKind, stopping: AbortSignal) {
    this.#services = services
    this.#kind = kind
    this.#stopping = stopping
  }

  /** Pieces that were done since the beginning. */
  get done(): number {
    return this.#done
  }

  /** Begins what is due, as far as there is room. Rejects where the database cannot be asked. */
  fill(): Promise<void> {
    this.#wanted = true
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined
    })
    return this.#filling
  }

  /** Does everything that is due. */
  async drain(): Promise<void> {
    for (;;) {
      await this.fill()
      if (this.#inHand.size === 0) return
      await Promise.race(this.#inHand.keys())
    }
  }

  /** Begins nothing more; resolves when nothing is in hand. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#filling?.catch(() => undefined)
    while (this.#inHand.size > 0) await Promise.race(this.#inHand.keys())
  }

  async #fill(): Promise<void> {
    while (this.#wanted) {
      this.#wanted = false
      await this.#writeOutcomes()
      while (!this.#closed && this.#inHand.size < this.#kind.limits.parallel) {
        const claimed = await this.#claim()
        if (!claimed) break
        this.#begin(claimed)
      }
    }
  }

  #begin(claimed: Claimed): void {
    const { organizationId } = claimed
    this.#served.delete(organizationId)
    this.#served.add(organizationId)
    const working = this.#run(claimed).then(() => {
      this.#inHand.delete(working)
      // Where the database is away, the next poll goes on.
      if (!this.#closed) this.fill().catch(() => undefined)
    })
    this.#inHand.set(working, organizationId)
  }

  async #claim(): Promise<Claimed | undefined> {
    const { gate, environment } = this.#services
    const { kind, known, limits } = this.#kind
    const now = environment.now()
    const work = await gate.claimWork({
      at: now,
      until: new Date(now.getTime() + limits.milliseconds + grace),
      kind,
      known,
      served: [...this.#served],
      full: this.#fullOrganizations(),
    })
    if (!work) return undefined
    const row = await gate.transact(work.organizationId, program, 'read', ({ db }) =>
      db
        .selectFrom('outbox')
        .select(['kind', 'payload', 'attempts'])
        .where('organization_id', '=', work.organizationId)
        .where('id', '=', work.id)
        .executeTakeFirstOrThrow(),
    )
    return { ...work, kind: row.kind, payload: row.payload, attempt: row.attempts }
  }

  #fullOrganizations(): string[] {
    const counts = new Map<string, number>()
    for (const id of this.#inHand.values()) counts.set(id, (counts.get(id) ?? 0) + 1)
    return [...counts]
      .filter(([, count]) => count >= this.#kind.limits.perOrganization)
      .map(([id]) => id)
  }

  /** Tries one piece and writes down what became of it. Never rejects. */
  async #run(work: Claimed): Promise<void> {
    const outcome = await this.#attempt(work)
    if (outcome.done_at) this.#done += 1
    const write = () => this.#write(work, outcome)
    await write().catch(() => this.#unwritten.push(write))
  }

  async #attempt(work: Claimed): Promise<Outcome> {
    const { limits, handler } = this.#kind
    const { environment, log } = this.#services
    const { organizationId, id, kind, attempt } = work
    const what = { job: kind, id, attempt }
    try {
      // The process ended in the middle of each attempt, also of the last one.
      if (attempt > limits.attempts) throw new Error(`${limits.attempts} attempts came to no end`)
      await runWork(
        {
          services: this.#services,
          organizationId,
          stopping: this.#stopping,
          milliseconds: limits.milliseconds,
        },
        what,
        'info',
        async (job) => {
          if (!handler) throw new Error(`nobody handles ${kind}`)
          await handler(work.payload, job)
        },
      )
      return { done_at: environment.now(), error: null, cause: null }
    } catch (error) {
      const now = environment.now()
      if (error instanceof Stopped) return { attempts: attempt - 1, next_at: now }
      const said = { error: String(error).slice(0, 2000), cause: causeOf(error) }
      if (waitsForEdition(error) || isDatabaseUnavailable(error))
        return {
          attempts: attempt - 1,
          next_at: new Date(now.getTime() + waitingPause),
          ...said,
        }
      if (attempt < limits.attempts)
        return { next_at: new Date(now.getTime() + pauseAfterAttempt(attempt)), ...said }
      log.error({ ...what, organizationId, error }, 'job abandoned')
      return { abandoned_at: now, ...said }
    }
  }

  /** Writes an outcome, unless another process has taken the work over meanwhile. */
  #write({ organizationId, id, attempt }: Claimed, outcome: Outcome): Promise<unknown> {
    return this.#services.gate.transact(organizationId, program, 'write', ({ db }) =>
      db
        .updateTable('outbox')
        .set({ ...outcome, claimed_until: null })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .where('attempts', '=', attempt)
        .where('done_at', 'is', null)
        .execute(),
    )
  }

  async #writeOutcomes(): Promise<void> {
    while (this.#unwritten.length > 0) {
      await this.#unwritten[0]!()
      this.#unwritten.shift()
    }
  }
}
