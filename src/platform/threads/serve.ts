import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '#kernel/problems/index.ts'
import type { ThreadMessage } from './run.ts'

/** The side of the thread: what its module calls. */

function send(message: ThreadMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message)
}

/** Answers with the result of `work`, or with the problem that it refuses with. */
export async function answerOnce<Input>(work: (input: Input) => unknown): Promise<void> {
  await refusing(async () => send({ value: await work(workerData as Input) }))
}

/** Sends each item when it is asked for, and the end. */
export async function answerEach<Input>(
  work: (input: Input) => AsyncIterable<unknown>,
): Promise<void> {
  const port = parentPort
  if (port === null) return
  let asked = 0
  let wake: (() => void) | undefined
  port.on('message', () => {
    asked++
    wake?.()
  })
  const untilAsked = (): Promise<void> =>
    asked > 0 ? Promise.resolve() : new Promise((resolve) => (wake = resolve))
  await refusing(async () => {
    for await (const value of work(workerData as Input)) {
      await untilAsked()
      asked--
      send({ value })
    }
    send({ end: true })
  })
  port.removeAllListeners('message')
}

async function refusing(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    send({ problem: error.problem })
  }
}
