import type { FieldType } from '#kernel/fields/types.ts'

/** Full-width letters, digits and signs as half-width ones. */
function narrow(text: string): string {
  return text
    .replaceAll(/[！-～]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('　', ' ')
}

/** Half-width kana as full-width ones, with their voicing marks joined. */
function wideKana(text: string): string {
  return text.replaceAll(/[\uFF65-\uFF9F]+/g, (kana) => kana.normalize('NFKC'))
}

/** What is done to a text when its field is left; never while typing, because that breaks the IME. Stored texts keep their signs (①, ㊞). */
export function normaliseText(type: FieldType, text: string): string {
  const trimmed = text.replaceAll(/^[\s\u3000]+|[\s\u3000]+$/g, '')
  switch (type) {
    case 'phone':
      return narrow(trimmed)
        .replaceAll(/[‐‑‒–—―−ー]/g, '-')
        .replaceAll(/\s+/g, '')
    case 'email':
      return narrow(trimmed).replaceAll(/\s+/g, '')
    case 'kana':
      return wideKana(trimmed).replaceAll(/[\s\u3000]+/g, ' ')
    case 'text':
      return wideKana(trimmed).replaceAll(/[\r\n]+/g, ' ')
    default:
      return trimmed
  }
}

/** A number as typed (１２，３４５ too); undefined for nothing, the text itself for what is no number. */
export function readNumberText(text: string): number | string | undefined {
  const plain = narrow(text).replaceAll(/[,\s]/g, '').replaceAll(/[−ー]/g, '-')
  if (plain === '') return undefined
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : text
}

/** A time as typed (15:00, 1500, 15時, 午後3時30分) as HH:MM; null for what is none. */
export function readTime(text: string): string | null {
  const plain = narrow(text.trim()).replaceAll(/\s+/g, '')
  const found = /^(午前|午後|AM|PM)?(\d{1,2})(?:[:時](\d{1,2})?分?|(\d{2}))?(半)?$/i.exec(plain)
  if (found === null) return null
  const [, half, hours = '', apart, joined, thirty] = found
  const afternoon = half !== undefined && /午後|PM/i.test(half)
  const hour = Number(hours) + (afternoon && Number(hours) < 12 ? 12 : 0)
  const minute = thirty === undefined ? Number(apart ?? joined ?? 0) : 30
  return hour > 23 || minute > 59
    ? null
    : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
