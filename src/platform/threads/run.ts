import { Worker } from 'node:worker_threads'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Problem } from '#kernel/problems/problem.ts'

/**
 * Work on what strangers send, in a thread of its own with limits of time and memory: nobody else
 * waits for it, and when it breaks it takes nothing along.
 */

export interface ThreadLimits {
  /** Longest time that an answer is waited for. */
  readonly milliseconds: number
  readonly megabytes: number
}

/** The thread was ended without an answer: it took too long, too much memory, or broke. */
export class ThreadStopped extends Error {
  readonly why: 'time' | 'memory' | 'broken'
  constructor(why: ThreadStopped['why'], cause?: unknown) {
    super(`thread stopped: ${why}`, { cause })
    this.why = why
  }
}

/** What a thread sends: a part of the answer, a refusal, or that nothing follows. */
export type ThreadMessage =
  | { readonly value: unknown }
  | { readonly problem: Problem }
  | { readonly end: true }

/** A thread that answers each request with one message; `ask` may be called before the last answer. */
export class Thread {
  readonly #worker: Worker
  readonly #limits: ThreadLimits
  readonly #arrived: ThreadMessage[] = []
  #waiting: { resolve(message: ThreadMessage): void; reject(error: unknown): void } | undefined
  #failure: unknown

  constructor(module: URL, input: unknown, limits: ThreadLimits) {
    this.#limits = limits
    this.#worker = new Worker(module, {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    })
    this.#worker.on('message', (message: ThreadMessage) => {
      const waiting = this.#waiting
      this.#waiting = undefined
      if (waiting) waiting.resolve(message)
      else this.#arrived.push(message)
    })
    this.#worker.on('error', (error: NodeJS.ErrnoException) =>
      this.#fail(
        new ThreadStopped(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broken', error),
      ),
    )
    this.#worker.on('exit', () => this.#fail(new ThreadStopped('broken')))
  }

  ask(): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    this.#worker.postMessage('next')
  }

  /** The next message. Throws the problem that the thread refuses with, and `ThreadStopped`. */
  async next(): Promise<{ readonly value: unknown } | undefined> {
    const message = this.#arrived.shift() ?? (await this.#wait())
    if ('problem' in message) throw new ProblemError(message.problem)
    return 'value' in message ? message : undefined
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #wait(): Promise<ThreadMessage> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure as Error)
        return
      }
      const timer = setTimeout(() => {
        this.#fail(new ThreadStopped('time'))
        void this.#worker.terminate()
      }, this.#limits.milliseconds)
      this.#waiting = {
        resolve: (message) => {
          clearTimeout(timer)
          resolve(message)
        },
        reject: (error) => {
          clearTimeout(timer)
          reject(error as Error)
        },
      }
    })
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.reject(this.#failure)
  }
}

/** The one answer of a thread that runs `module`, whose last line is `answerOnce(…)`. */
export async function runInThread(
  module: URL,
  input: unknown,
  limits: ThreadLimits,
): Promise<unknown> {
  const thread = new Thread(module, input, limits)
  try {
    const message = await thread.next()
    if (message === undefined) throw new ThreadStopped('broken')
    return message.value
  } finally {
    await thread.close()
  }
}
