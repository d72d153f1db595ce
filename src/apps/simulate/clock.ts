import { createHash } from 'node:crypto'
import type { Environment } from '#platform/environment.ts'

/** A clock that goes on only where it is told to, with random bytes that a seed repeats. */
export interface SimulatedClock {
  readonly environment: Environment
  /** Moves to a time of a day in Japan, `09:00`; never back. */
  set(day: string, time: string): void
  /** Lets a second go by, so that nothing happens at the same moment. */
  tick(): void
}

export function simulatedClock(seed: number, day: string, time = '08:00'): SimulatedClock {
  let now = momentOf(day, time)
  let used = 0
  return {
    environment: {
      now: () => new Date(now),
      monotonic: () => now,
      random(bytes) {
        const parts: Buffer[] = []
        for (let size = 0; size < bytes; size += 32)
          parts.push(createHash('sha256').update(`${seed}/${used++}`).digest())
        return Buffer.concat(parts).subarray(0, bytes)
      },
    },
    set: (at, hour) => (now = Math.max(now, momentOf(at, hour))),
    tick: () => (now += 1000),
  }
}

const momentOf = (day: string, time: string): number => Date.parse(`${day}T${time}:00+09:00`)
