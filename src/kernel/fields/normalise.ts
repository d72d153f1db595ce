import type { FieldType } from './types.ts'

/** Full-width letters, digits and signs (！ to ～, the ideographic space) as half-width ones. */
export function halfWidth(text: string): string {
  return text
    .replaceAll(/[！-～]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('　', ' ')
}

/** Half-width kana as full-width ones, with their voicing marks joined. */
function wideKana(text: string): string {
  return text.replaceAll(/[\uFF65-\uFF9F]+/g, (kana) => kana.normalize('NFKC'))
}

/**
 * Letters that came apart from their marks (か and ゛, as some file systems write them) joined again.
 * Characters of names (Han) stay as they are: composing would replace variants.
 */
function composed(text: string): string {
  return text.replaceAll(/[^\p{Script=Han}\p{M}]\p{M}+/gu, (letter) => letter.normalize('NFC'))
}

/**
 * A text as it is stored, by the type of its field. The form shows it when a field is left, never
 * while typing, because that breaks the IME; the server stores it. Texts keep their signs (①, ㊞).
 */
export function normaliseText(type: FieldType, text: string): string {
  const whole = composed(text.replaceAll('\r\n', '\n').trim())
  switch (type) {
    case 'phone':
      return halfWidth(wideKana(whole))
        .replaceAll(/[‐‑‒–—―−ー]/g, '-')
        .replaceAll(/[^\S\n]+/g, ' ')
        .trim()
    case 'email':
      return halfWidth(whole).trim()
    case 'kana':
      return composed(wideKana(whole)).replaceAll(/[^\S\n]+/g, ' ')
    case 'text':
      return composed(wideKana(whole))
    default:
      return whole
  }
}
