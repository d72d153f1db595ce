import type { Services } from '../services.ts'
import type { RecurringJob, RecurringTick } from './recurring.ts'

/**
 * A recurring job that runs at most once in `interval` milliseconds for an organisation in one
 * process.
 */
export function throttle(interval: number, run: RecurringJob): RecurringTick {
  const lastRunsByServices = new WeakMap<Services, Map<string, number>>()
  const tick: RecurringTick = async (job) => {
    const now = job.services.environment.monotonic()
    const lastRuns = lastRunsByServices.get(job.services) ?? new Map<string, number>()
    lastRunsByServices.set(job.services, lastRuns)
    if (now - (lastRuns.get(job.organizationId) ?? -Infinity) < interval) return 'not-due'
    lastRuns.set(job.organizationId, now)
    return run(job)
  }
  // The log names the job by the name of its function.
  return Object.defineProperty(tick, 'name', { value: run.name })
}
