import iconv from 'iconv-lite'
import type { TextEncoding } from '../read/encoding.ts'

/**
 * Characters that CP932 lacks, with those of the same shape that it has: other code points of the
 * same character of JIS X 0208, as Windows takes them, and blanks.
 */
const lookalikes: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': '\u3000',
  '\u200b': '',
  '\ufeff': '',
  '¢': '￠',
  '£': '￡',
  '¥': '￥',
  '¦': '￤',
  '¬': '￢',
  '·': '・',
  '•': '・',
  '∙': '・',
  '⋅': '・',
  '‑': '‐',
  '–': '‐',
  '—': '―',
  '⸺': '―',
  '‖': '∥',
  '‾': '￣',
  '−': '－',
  '〜': '～',
  '⁓': '～',
  '«': '≪',
  '»': '≫',
}

/** Characters that CP932 lacks, with others that say about the same; that is told. */
const standIns: Readonly<Record<string, string>> = {
  '〝': '“',
  '〟': '”',
  '☑': '■',
  '☐': '□',
  '✓': '○',
  '✔': '○',
  '✕': '×',
  '✖': '×',
}

/** Replaces a character that CP932 does not have, as printers have always set it. */
const replacement = '〓'

let characterTable: Uint8Array | null = null

/** For each code unit, 1 when CP932 has it. */
function cp932Characters(): Uint8Array {
  if (characterTable !== null) return characterTable
  const table = new Uint8Array(65_536)
  for (let code = 0; code < 0x80; code++) table[code] = 1
  const addCharacter = (bytes: readonly number[]) => {
    const character = iconv.decode(Buffer.from(bytes), 'cp932')
    if (
      character.length === 1 &&
      character !== '\ufffd' &&
      iconv.encode(character, 'cp932')[0] !== 0x3f
    )
      table[character.charCodeAt(0)] = 1
  }
  for (let single = 0xa1; single <= 0xdf; single++) addCharacter([single])
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if (lead >= 0xa0 && lead < 0xe0) continue
    for (let trail = 0x40; trail <= 0xfc; trail++) if (trail !== 0x7f) addCharacter([lead, trail])
  }
  characterTable = table
  return table
}

/** A character that CP932 does not have, and what stands in its place. */
interface UnfitCharacter {
  readonly character: string
  readonly becomes: string
}

/** A text converted to characters of CP932, and those that it loses (〓, or another character). */
export function fitCp932(text: string): {
  readonly text: string
  readonly unfit: readonly UnfitCharacter[]
} {
  const table = cp932Characters()
  const has = (character: string): boolean =>
    character === '' || (character.length === 1 && table[character.charCodeAt(0)] === 1)
  let isEncodable = true
  for (let i = 0; i < text.length && isEncodable; i++) isEncodable = table[text.charCodeAt(i)] === 1
  if (isEncodable) return { text, unfit: [] }
  const unfit = new Map<string, string>()
  let fitted = ''
  for (const [letter] of voiced(text).matchAll(written)) {
    const character = letter.replaceAll(/\p{Variation_Selector}/gu, '')
    const substitute = lookalikes[character] ?? character
    const becomes = has(substitute) ? substitute : (standIns[character] ?? replacement)
    fitted += becomes
    if (becomes !== substitute || character !== letter) unfit.set(letter, becomes)
  }
  return {
    text: fitted,
    unfit: [...unfit].map(([character, becomes]) => ({ character, becomes })),
  }
}

/** A character with what selects one of its shapes. */
const written = /.\p{Variation_Selector}*/gsu

/** Composes kana with separate voicing marks. */
function voiced(text: string): string {
  return text.replaceAll(/.[\u3099\u309a]/gu, (pair) => pair.normalize('NFC'))
}

/** The bytes of a text that `fitCp932` has converted. */
export function encodeCp932(text: string): Uint8Array {
  return iconv.encode(text, 'cp932')
}

/** Whether a cell that was read is a text that was written, as far as the encoding could hold it. */
export function sameAsWritten(
  written: string,
  read: string,
  encoding: TextEncoding | undefined,
): boolean {
  const [one, other] = [plain(written), plain(read)]
  return one === other || (encoding === 'cp932' && plain(fitCp932(one).text) === other)
}

function plain(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').trim()
}
