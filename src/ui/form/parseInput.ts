import { halfWidth } from '#kernel/fields/normalise.ts'

/**
 * Reads a typed number, also in full-width digits (１２，３４５). Undefined for an empty text; the text
 * itself where it is no number.
 */
export function parseNumberText(text: string): number | string | undefined {
  const plain = halfWidth(text).replaceAll(/[,\s]/g, '').replaceAll(/[−ー]/g, '-')
  if (plain === '') return undefined
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text
}

/** Reads a typed time (15:00, 1500, 15時, 午後3時30分) as HH:MM; null where it is no time. */
export function parseTime(text: string): string | null {
  const plain = halfWidth(text.trim()).replaceAll(/\s+/g, '')
  const match = /^(午前|午後|AM|PM)?(\d{1,2})(?:[:時](\d{1,2})?分?|(\d{2}))?(半)?$/i.exec(plain)
  if (match === null) return null
  const [, half, hours = '', minutesAfterColon, minutesJoined, thirty] = match
  const afternoon = half !== undefined && /午後|PM/i.test(half)
  const hour = Number(hours) + (afternoon && Number(hours) < 12 ? 12 : 0)
  const minute = thirty === undefined ? Number(minutesAfterColon ?? minutesJoined ?? 0) : 30
  return hour > 23 || minute > 59
    ? null
    : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
