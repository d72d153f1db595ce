import { clustersOf } from './replace.ts'

/** Marks of forms that Japanese fonts lack, with the handwritten ones that replace them. */
const printableMarks: Readonly<Record<string, string>> = {
  '☐': '□',
  '☑': '■',
  '☒': '■',
  '✓': 'レ',
  '✔': 'レ',
  '✕': '×',
  '✖': '×',
}

/**
 * A text without what cannot be printed by its nature: halves of letters, control characters, those
 * that turn the direction of a line. Kana with separate voicing marks are composed.
 */
export function clean(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(/(?!\n)[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200b\u200d\p{Variation_Selector}])\p{DI}/gu, '')
    .replaceAll(/(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d/gu, '')
    .replaceAll(/.[\u3099\u309a]/gu, (pair) => pair.normalize('NFC'))
    .replaceAll(/[☐☑☒✓✔✕✖]/g, (mark) => printableMarks[mark] ?? mark)
}

/** The longest run of letters without a place for a line to end, where nothing narrower is known. */
const longestRun = 14

/**
 * Letters after which a line may end anyway. Small kana, punctuation and brackets are none: a line
 * never begins or ends with some of them.
 */
const breaking =
  /[\s\u200bあいうえおか-ぢつ-もやゆよら-ろわ-んアイウエオカ-ヂツ-モヤユヨラ-ロワ-ン\p{Script=Han}\p{Script=Hangul}]/u

/** Lets runs of more than `limit` letters break anywhere, so that an address fits into a column. */
export function breakable(text: string, limit = longestRun): string {
  const length = Math.max(1, Math.min(longestRun, Math.floor(limit)))
  if (text.length <= length || !hasLongRun(text, length)) return text
  const pieces: string[] = []
  let run: string[] = []
  const endRun = (): void => {
    pieces.push(run.join(run.length > length ? '\u200b' : ''))
    run = []
  }
  for (const cluster of clustersOf(text)) {
    if (breaking.test(cluster)) {
      endRun()
      pieces.push(cluster)
    } else run.push(cluster)
  }
  endRun()
  return pieces.join('')
}

function hasLongRun(text: string, length: number): boolean {
  let run = 0
  for (const letter of text) {
    run = breaking.test(letter) ? 0 : run + 1
    if (run > length) return true
  }
  return false
}
