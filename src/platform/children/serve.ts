import { ProblemError } from '#kernel/problems/index.ts'
import type { JobItem, JobMessage } from './pool.ts'
import type { ChildMessage } from './run.ts'

/** The side of the child process: what its module calls. */

const send = (message: ChildMessage): Promise<void> =>
  new Promise((sent) => {
    if (process.send) process.send(message, () => sent())
    else sent()
  })

/** The first message is what to work on; whoever started the process may end at any moment. */
function input<Input>(): Promise<Input> {
  process.once('disconnect', () => process.exit())
  return new Promise((resolve) => process.once('message', (message) => resolve(message as Input)))
}

/** Answers with the result of `work`, or with the problem that it refuses with. */
export async function answerOnce<Input>(work: (input: Input) => unknown): Promise<void> {
  const given = await input<Input>()
  await refusing(async () => send({ value: await work(given) }))
}

/** Sends each item when it is asked for, and the end. */
export async function answerEach<Input>(
  work: (input: Input) => AsyncIterable<unknown>,
): Promise<void> {
  const given = await input<Input>()
  let asked = 0
  let wake: (() => void) | undefined
  process.on('message', () => {
    asked++
    wake?.()
  })
  const untilAsked = (): Promise<void> =>
    asked > 0 ? Promise.resolve() : new Promise((resolve) => (wake = resolve))
  await refusing(async () => {
    for await (const value of work(given)) {
      await untilAsked()
      asked--
      await send({ value })
    }
    await send({ end: true })
  })
}

/** Does one job after the other; `items` are those that come with a job. */
export async function answerJobs<Job>(
  work: (job: Job, items: AsyncIterable<unknown>) => unknown,
): Promise<void> {
  process.once('disconnect', () => process.exit())
  const arrived: unknown[] = []
  let wake: (() => void) | undefined
  process.on('message', (message) => {
    arrived.push(message)
    wake?.()
  })
  const next = async (): Promise<unknown> => {
    while (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve))
    return arrived.shift()
  }
  const say = (value: JobMessage): Promise<void> => send({ value })
  async function* itemsOfJob(): AsyncGenerator<unknown> {
    for (;;) {
      await say({ wants: true })
      const message = (await next()) as JobItem
      if ('end' in message) return
      yield message.item
    }
  }
  for (;;) {
    const job = (await next()) as Job
    await refusing(async () => {
      const done = await work(job, itemsOfJob())
      await say({ done, resident: process.memoryUsage.rss() })
    })
  }
}

async function refusing(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    await send(
      error instanceof ProblemError
        ? { problem: error.problem }
        : { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) },
    )
  }
}
