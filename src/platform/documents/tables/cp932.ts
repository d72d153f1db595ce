import iconv from 'iconv-lite'
import type { TextEncoding } from '../read/encoding.ts'

/** Characters that CP932 lacks, with those of the same shape that it has. */
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
  '〝': '“',
  '〟': '”',
  '«': '≪',
  '»': '≫',
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

/**
 * A text converted to characters of CP932, and the characters that it does not have (each becomes
 * 〓).
 */
export function fitCp932(text: string): {
  readonly text: string
  readonly unfit: readonly string[]
} {
  const table = cp932Characters()
  let isEncodable = true
  for (let i = 0; i < text.length && isEncodable; i++) isEncodable = table[text.charCodeAt(i)] === 1
  if (isEncodable) return { text, unfit: [] }
  const unfit: string[] = []
  let fitted = ''
  for (const character of composeCharacters(text)) {
    const substitute = lookalikes[character] ?? character
    if (substitute.length <= 1 && (substitute === '' || table[substitute.charCodeAt(0)] === 1))
      fitted += substitute
    else {
      fitted += replacement
      unfit.push(character)
    }
  }
  return { text: fitted, unfit }
}

/** Composes kana with separate voicing marks; removes variation selectors. */
function composeCharacters(text: string): string {
  return text
    .replaceAll(/.[\u3099\u309a]/gu, (pair) => pair.normalize('NFC'))
    .replaceAll(/\p{Variation_Selector}/gu, '')
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
