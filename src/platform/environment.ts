import { randomBytes } from 'node:crypto'

/** The clocks and the random source, handed in so that tests control them. */
export interface Environment {
  /** The wall clock: moments that are written down. It may be set back. */
  now(): Date
  /** Milliseconds of a clock that only goes forward, from any beginning: spans within the process. */
  monotonic(): number
  random(bytes: number): Buffer
}

/**
 * Random bytes are taken from the system in pools: a system call for each id would cost more than
 * the rest of its work.
 */
const randomPoolSize = 4096
let randomPool = Buffer.alloc(0)

function randomFromPool(bytes: number): Buffer {
  if (bytes > randomPoolSize / 16) return randomBytes(bytes)
  if (randomPool.length < bytes) randomPool = randomBytes(randomPoolSize)
  const bytesTaken = Buffer.from(randomPool.subarray(0, bytes))
  randomPool = randomPool.subarray(bytes)
  return bytesTaken
}

export const systemEnvironment: Environment = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  random: randomFromPool,
}

/**
 * UUID version 7 (RFC 9562): sorts by time, so that new rows are next to each other in the index.
 */
export function uuid7(environment: Environment): string {
  const bytes = environment.random(16)
  bytes.writeUIntBE(environment.now().getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Japan Standard Time is nine hours ahead of UTC all year. Milliseconds. */
const japanOffset = 9 * 3_600_000

/** The day in Asia/Tokyo, YYYY-MM-DD. */
export function dayInTokyo(at: Date): string {
  return new Date(at.getTime() + japanOffset).toISOString().slice(0, 10)
}
