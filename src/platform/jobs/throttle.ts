import type { Services } from '../services.ts'
import type { RecurringJob } from './outbox.ts'

/**
 * A recurring job that runs at most once in `interval` milliseconds for an organisation in one
 * process.
 */
export function throttle(interval: number, run: RecurringJob): RecurringJob {
  const lastRunsByServices = new WeakMap<Services, Map<string, number>>()
  const tick: RecurringJob = async (job) => {
    const now = job.services.environment.now().getTime()
    const lastRuns = lastRunsByServices.get(job.services) ?? new Map<string, number>()
    lastRunsByServices.set(job.services, lastRuns)
    if (now - (lastRuns.get(job.organizationId) ?? 0) < interval) return
    lastRuns.set(job.organizationId, now)
    await run(job)
  }
  // The log names the job by the name of its function.
  return Object.defineProperty(tick, 'name', { value: run.name })
}
