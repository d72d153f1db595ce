import { Child, ChildStopped } from './run.ts'
import type { ChildLimits } from './run.ts'

/**
 * Processes that do one job after the other and are replaced before they grow: what a job leaves in
 * memory goes with its process. Their module serves with `answerJobs`.
 */

export interface PoolLimits extends ChildLimits {
  /** Processes at once. */
  readonly children: number
  /** Jobs after which a process is replaced. */
  readonly jobs: number
  /** A process that has grown to this size after a job is replaced, megabytes. */
  readonly grown: number
  /** Jobs that wait for a process; more are refused. */
  readonly waiting: number
  /** Time without a job after which a process ends, milliseconds. */
  readonly idle: number
}

/** All processes work, and as many jobs wait as may. */
export class PoolFull extends Error {}

/** What a child says about a job: it wants the next item, or it is done. */
export type JobMessage =
  | { readonly wants: true }
  | { readonly done: unknown; readonly resident: number }

/** What a child is told while a job runs. */
export type JobItem = { readonly item: unknown } | { readonly end: true }

/** A place for one process; it is started with the first job. */
interface Slot {
  child?: Child | undefined
  jobs: number
  idle?: NodeJS.Timeout | undefined
}

interface Waiting {
  resolve(slot: Slot): void
  reject(error: unknown): void
}

export class ChildPool {
  readonly #module: URL
  readonly #limits: PoolLimits
  readonly #slots: readonly Slot[]
  /** Slots without a job; the one that was used last is taken first. */
  readonly #free: Slot[]
  readonly #waiting: Waiting[] = []

  constructor(module: URL, limits: PoolLimits) {
    this.#module = module
    this.#limits = limits
    this.#slots = Array.from({ length: limits.children }, () => ({ jobs: 0 }))
    this.#free = [...this.#slots]
  }

  /**
   * The answer of a job; `items` are handed over one by one, as the job asks for them. Throws the
   * problem that the job refuses with, `ChildStopped`, `PoolFull`, and what `items` throws.
   */
  async run(job: unknown, items: AsyncIterable<unknown> = nothing()): Promise<unknown> {
    const slot = await this.#take()
    const source = items[Symbol.asyncIterator]()
    try {
      const child = await this.#begin(slot, job)
      for (;;) {
        const message = (await child.next())?.value as JobMessage | undefined
        if (message === undefined) throw new ChildStopped('broken')
        if ('done' in message) {
          await this.#finish(slot, message.resident)
          return message.done
        }
        const next = await source.next()
        child.send((next.done ? { end: true } : { item: next.value }) satisfies JobItem)
      }
    } catch (error) {
      await end(slot)
      throw error
    } finally {
      await source.return?.()
      this.#release(slot)
    }
  }

  /** Ends all processes; whoever waits is told that the work was broken off. */
  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new ChildStopped('broken'))
    await Promise.all(this.#slots.map(end))
  }

  /** Processes that live. */
  get size(): number {
    return this.#slots.filter(({ child }) => child?.isAlive).length
  }

  #take(): Promise<Slot> {
    const slot = this.#free.pop()
    if (slot) return Promise.resolve(slot)
    if (this.#waiting.length >= this.#limits.waiting) return Promise.reject(new PoolFull())
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  async #begin(slot: Slot, job: unknown): Promise<Child> {
    clearTimeout(slot.idle)
    if (slot.child?.isAlive) {
      slot.child.ref()
      slot.child.send(job)
    } else {
      await end(slot)
      slot.child = new Child(this.#module, job, this.#limits)
    }
    return slot.child
  }

  async #finish(slot: Slot, resident: number): Promise<void> {
    slot.jobs += 1
    if (slot.jobs >= this.#limits.jobs || resident > this.#limits.grown * 1024 * 1024)
      await end(slot)
  }

  #release(slot: Slot): void {
    const next = this.#waiting.shift()
    if (next) {
      next.resolve(slot)
      return
    }
    this.#free.push(slot)
    if (!slot.child) return
    slot.child.unref()
    slot.idle = setTimeout(() => void end(slot), this.#limits.idle).unref()
  }
}

async function end(slot: Slot): Promise<void> {
  const { child } = slot
  clearTimeout(slot.idle)
  slot.child = undefined
  slot.jobs = 0
  await child?.close()
}

async function* nothing(): AsyncGenerator<never> {}
