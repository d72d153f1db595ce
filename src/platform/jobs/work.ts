import { ProblemError } from '#kernel/problems/index.ts'
import { measured, newMeasure } from '../log/measure.ts'
import type { Services } from '../services.ts'

/** What background work is given: its organisation, the services, and when it must end. */
export interface JobContext {
  readonly organizationId: string
  readonly services: Services
  /** Aborted when its time is over and when the program stops. */
  readonly signal: AbortSignal
}

/** Thrown where background work has taken longer than it may. */
export class TookTooLong extends Error {
  constructor(milliseconds: number) {
    super(`the work took longer than ${Math.round(milliseconds / 1000)} seconds`)
  }
}

/** Thrown where the program stops before the work has ended. */
export class Stopped extends Error {
  constructor() {
    super('the program stopped before the work had ended')
  }
}

/** Whether work waits until the edition in force can be read again; the page of editions says so. */
export function waitsForEdition(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'edition-unreadable'
}

/**
 * Does work until its time is over or `stopping` is aborted: then it is told by its signal, and not
 * waited for any longer. Writes one line of the log; an error is logged and thrown again.
 */
export async function runWork<T>(
  { services, organizationId, stopping, milliseconds }: WorkFrame,
  what: Readonly<Record<string, unknown>>,
  level: 'info' | 'debug',
  work: (job: JobContext) => Promise<T>,
): Promise<T> {
  const measure = newMeasure()
  const began = performance.now()
  const line = () => ({
    ...what,
    organizationId,
    milliseconds: Math.round((performance.now() - began) * 10) / 10,
    ...measure,
  })
  const ending = new AbortController()
  const end = (error: Error) => () => ending.abort(error)
  const timer = setTimeout(end(new TookTooLong(milliseconds)), milliseconds).unref()
  const onStop = end(new Stopped())
  stopping.addEventListener('abort', onStop)
  try {
    const done = await measured(measure, () => {
      const working = work({ organizationId, services, signal: ending.signal })
      return untilAborted(working, ending.signal)
    })
    services.log[level](line(), 'job')
    return done
  } catch (error) {
    const quiet = waitsForEdition(error) || error instanceof Stopped
    services.log[quiet ? 'debug' : 'error']({ ...line(), error }, 'job')
    throw error
  } finally {
    clearTimeout(timer)
    stopping.removeEventListener('abort', onStop)
  }
}

/** Where and how long a piece of work runs. */
export interface WorkFrame {
  readonly services: Services
  readonly organizationId: string
  readonly stopping: AbortSignal
  /** The longest time that it may take. */
  readonly milliseconds: number
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    work.then(resolve, (error: unknown) => reject(signal.aborted ? signal.reason : error))
  })
}
