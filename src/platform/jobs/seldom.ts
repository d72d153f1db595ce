import type { Services } from '../services.ts'
import type { Tick } from './outbox.ts'

/** Recurring work that runs at most so often (milliseconds) for an organisation in one process. */
export function seldom(every: number, run: Tick): Tick {
  const last = new WeakMap<Services, Map<string, number>>()
  const tick: Tick = async (job) => {
    const now = job.services.outside.now().getTime()
    const times = last.get(job.services) ?? new Map<string, number>()
    last.set(job.services, times)
    if (now - (times.get(job.organizationId) ?? 0) < every) return
    times.set(job.organizationId, now)
    await run(job)
  }
  // By its name the log tells which work it was.
  return Object.defineProperty(tick, 'name', { value: run.name })
}
