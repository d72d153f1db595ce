import type { Services } from '../services.ts'
import type { RecurringJob } from './outbox.ts'

/** Recurring work that runs at most so often (milliseconds) for an organisation in one process. */
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
  // By its name the log tells which work it was.
  return Object.defineProperty(tick, 'name', { value: run.name })
}
