import { randomBytes } from 'node:crypto'

/** The clock and the random source, handed in so that tests decide both. */
export interface Outside {
  now(): Date
  random(bytes: number): Buffer
}

/** Random bytes are taken from the system a pool at a time: a call for each id costs more than all else about it. */
const poolSize = 4096
let pool = Buffer.alloc(0)

function pooled(bytes: number): Buffer {
  if (bytes > poolSize / 16) return randomBytes(bytes)
  if (pool.length < bytes) pool = randomBytes(poolSize)
  const taken = Buffer.from(pool.subarray(0, bytes))
  pool = pool.subarray(bytes)
  return taken
}

export const realOutside: Outside = { now: () => new Date(), random: pooled }

/** UUID version 7 (RFC 9562): sorts by time, so that new rows lie together in the index. */
export function uuid7(outside: Outside): string {
  const bytes = outside.random(16)
  bytes.writeUIntBE(outside.now().getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Japan Standard Time is nine hours ahead of UTC all the year round. Milliseconds. */
const japanAhead = 9 * 3_600_000

/** The day in Asia/Tokyo, YYYY-MM-DD. */
export function dayInTokyo(at: Date): string {
  return new Date(at.getTime() + japanAhead).toISOString().slice(0, 10)
}
