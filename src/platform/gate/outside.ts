import { randomBytes } from 'node:crypto'

/** The clock and the random source, handed in so that tests decide both. */
export interface Outside {
  now(): Date
  random(bytes: number): Buffer
}

export const realOutside: Outside = { now: () => new Date(), random: (bytes) => randomBytes(bytes) }

/** UUID version 7 (RFC 9562): sorts by time, so that new rows lie together in the index. */
export function uuid7(outside: Outside): string {
  const bytes = outside.random(16)
  bytes.writeUIntBE(outside.now().getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const tokyo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day in Asia/Tokyo, YYYY-MM-DD. */
export function dayInTokyo(at: Date): string {
  return tokyo.format(at)
}
