import { fork } from 'node:child_process'
import type { ChildProcess, Serializable } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Problem } from '#kernel/problems/problem.ts'

/**
 * Work on what strangers send, in a process of its own with limits of time and memory: nobody else
 * waits for it, it knows no secret, and when it breaks it takes nothing along.
 */

export interface ChildLimits {
  /** Longest time that an answer is waited for. */
  readonly milliseconds: number
  readonly megabytes: number
}

/** The process was ended without an answer: it took too long, too much memory, or broke. */
export class ChildStopped extends Error {
  readonly why: 'time' | 'memory' | 'broken'
  constructor(why: ChildStopped['why'], cause?: unknown) {
    super(`child process stopped: ${why}`, { cause })
    this.why = why
  }
}

/** What a child sends: a part of the answer, a refusal, that nothing follows, or why it broke. */
export type ChildMessage =
  | { readonly value: unknown }
  | { readonly problem: Problem }
  | { readonly end: true }
  | { readonly broken: string }

/** Variables of the environment that a child gets; the address of the database is not among them. */
const passedOn = ['PATH', 'TMPDIR', 'TZ', 'LANG', 'NODE_COMPILE_CACHE']

/** A process that answers each request with one message; `ask` may be called before the last answer. */
export class Child {
  readonly #process: ChildProcess
  readonly #limits: ChildLimits
  readonly #exited: Promise<void>
  readonly #arrived: ChildMessage[] = []
  #waiting: { resolve(message: ChildMessage): void; reject(error: unknown): void } | undefined
  #failure: unknown

  /** `module` serves with `answerOnce` or `answerEach`; `input` is what it works on. */
  constructor(module: URL, input: unknown, limits: ChildLimits) {
    this.#limits = limits
    this.#process = fork(fileURLToPath(module), {
      execArgv: [`--max-old-space-size=${limits.megabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
    })
    this.#process.on('message', (message) => this.#take(message as ChildMessage))
    this.#process.on('error', (error) => this.#fail(new ChildStopped('broken', error)))
    this.#exited = new Promise((resolve) => {
      this.#process.once('error', () => resolve())
      this.#process.once('close', (_code, signal) => {
        // V8 aborts where the heap has reached its limit.
        this.#fail(new ChildStopped(signal === 'SIGABRT' ? 'memory' : 'broken'))
        resolve()
      })
    })
    this.#send(input)
  }

  ask(): void {
    this.#send('next')
  }

  /** The next message. Throws the problem that the child refuses with, and `ChildStopped`. */
  async next(): Promise<{ readonly value: unknown } | undefined> {
    const message = this.#arrived.shift() ?? (await this.#wait())
    if ('problem' in message) throw new ProblemError(message.problem)
    if ('broken' in message) throw new ChildStopped('broken', message.broken)
    return 'value' in message ? message : undefined
  }

  async close(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#exited
  }

  #send(message: unknown): void {
    // One that has ended is heard of by its exit.
    this.#process.send(message as Serializable, () => undefined)
  }

  #take(message: ChildMessage): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting) waiting.resolve(message)
    else this.#arrived.push(message)
  }

  #wait(): Promise<ChildMessage> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure as Error)
        return
      }
      const timer = setTimeout(() => {
        this.#fail(new ChildStopped('time'))
        this.#process.kill('SIGKILL')
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

/** The one answer of a process that runs `module`, whose last line is `answerOnce(…)`. */
export async function runInChild(
  module: URL,
  input: unknown,
  limits: ChildLimits,
): Promise<unknown> {
  const child = new Child(module, input, limits)
  try {
    const message = await child.next()
    if (message === undefined) throw new ChildStopped('broken')
    return message.value
  } finally {
    await child.close()
  }
}
