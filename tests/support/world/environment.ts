import { createHash } from 'node:crypto'
import type { Environment } from '#platform/environment.ts'

/** A clock that stands still until it is set. */
export interface FakeClock {
  now(): Date
  /** Goes on with every step forward and stands still where the clock is set back. Milliseconds. */
  monotonic(): number
  /** ISO 8601 with zone, or `2026-11-02 09:00` in Asia/Tokyo. */
  set(at: string | Date): void
  /** Lets time go by. */
  advance(span: {
    readonly days?: number
    readonly hours?: number
    readonly minutes?: number
    readonly seconds?: number
  }): void
}

export function fakeClock(at: string): FakeClock {
  let now = parseMoment(at)
  let monotonic = 1_000
  const move = (next: Date): void => {
    monotonic += Math.max(0, next.getTime() - now.getTime())
    now = next
  }
  return {
    now: () => new Date(now),
    monotonic: () => monotonic,
    set: (next) => move(next instanceof Date ? next : parseMoment(next)),
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) =>
      move(new Date(now.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)),
  }
}

function parseMoment(text: string): Date {
  const local = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/.exec(text)
  return new Date(local ? `${local[1]}T${local[2]}:00+09:00` : text)
}

/** A random source that gives the same bytes in every run. */
export function seededEnvironment(clock: FakeClock, seed: string): Environment {
  let counter = 0
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    random(bytes) {
      const parts: Buffer[] = []
      for (let size = 0; size < bytes; size += 32)
        parts.push(createHash('sha256').update(`${seed}/${counter++}`).digest())
      return Buffer.concat(parts).subarray(0, bytes)
    },
  }
}
