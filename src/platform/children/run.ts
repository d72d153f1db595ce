import { fork } from 'node:child_process'
import type { ChildProcess, Serializable } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Problem } from '#kernel/problems/problem.ts'

/**
 * Work in a process of its own with limits of time and memory: nobody else waits for it, it knows no
 * secret, and when it breaks it takes nothing along.
 */

export interface ChildLimits {
  /** Longest time that an answer is waited for. */
  readonly milliseconds: number
  /** Size of the heap of JavaScript. */
  readonly megabytes: number
  /** Size of the whole process, where the machine tells it; without a limit by default. */
  readonly resident?: number
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
const passedOn = [
  'PATH',
  'TMPDIR',
  'TZ',
  'LANG',
  'NODE_COMPILE_CACHE',
  'MALLOC_ARENA_MAX',
  'MALLOC_TRIM_THRESHOLD_',
  'MALLOC_MMAP_THRESHOLD_',
]

/** How often the size of a process is looked at, milliseconds. */
const sizeCheck = 250
/** Bytes of a page of memory, in which Linux counts. */
const pageBytes = 4096

/** A process that answers each request with one message; `ask` may be called before the last answer. */
export class Child {
  readonly #process: ChildProcess
  readonly #limits: ChildLimits
  readonly #exited: Promise<void>
  readonly #arrived: ChildMessage[] = []
  #waiting: { resolve(message: ChildMessage): void; reject(error: unknown): void } | undefined
  #failure: unknown

  /** `module` serves with a function of `serve.ts`; `input` is what it works on. */
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
    if (limits.resident !== undefined) this.#watchSize(limits.resident)
    this.send(input)
  }

  ask(): void {
    this.send('next')
  }

  get isAlive(): boolean {
    return this.#failure === undefined
  }

  /** Lets this process end although the child lives. */
  unref(): void {
    this.#process.unref()
    this.#process.channel?.unref()
  }

  ref(): void {
    this.#process.ref()
    this.#process.channel?.ref()
  }

  /** The next message. Throws the problem that the child refuses with, and `ChildStopped`. */
  async next(): Promise<{ readonly value: unknown } | undefined> {
    const message = this.#arrived.shift() ?? (await this.#wait())
    if ('problem' in message) throw new ProblemError(message.problem)
    if ('broken' in message) throw new ChildStopped('broken', message.broken)
    return 'value' in message ? message : undefined
  }

  async close(): Promise<void> {
    // Its end is waited for, though nothing else may keep this process.
    this.#process.ref()
    this.#process.kill('SIGKILL')
    await this.#exited
  }

  send(message: unknown): void {
    // One that has ended is heard of by its exit.
    this.#process.send(message as Serializable, () => undefined)
  }

  /** Ends the process when it has grown beyond the limit; while it computes it cannot look itself. */
  #watchSize(megabytes: number): void {
    const watch = setInterval(() => {
      readFile(`/proc/${this.#process.pid}/statm`, 'utf8').then(
        (pages) => {
          if (Number(pages.split(' ')[1]) * pageBytes > megabytes * 1024 * 1024)
            this.#stop('memory')
        },
        // It has ended, or the machine has no such file.
        () => undefined,
      )
    }, sizeCheck).unref()
    void this.#exited.then(() => clearInterval(watch))
  }

  #stop(why: ChildStopped['why']): void {
    this.#fail(new ChildStopped(why))
    this.#process.kill('SIGKILL')
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
      const timer = setTimeout(() => this.#stop('time'), this.#limits.milliseconds)
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
