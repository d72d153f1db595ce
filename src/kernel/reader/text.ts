/** Small pure helpers on Japanese text, used by all parts of the reader. */

const HALF: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '．': '.',
  '，': ',',
  '　': ' ',
  '：': ':',
  '－': '-',
  '＊': '*',
  '＃': '#',
  '～': '~',
}

/**
 * Full-width ASCII letters, digits and marks as half-width, one character for one, so that
 * positions stay the same.
 */
export function halfWidth(text: string): string {
  if (!/[\uff00-\uff5f\u3000]/.test(text)) return text
  let out = ''
  for (const c of text) {
    const code = c.charCodeAt(0)
    if (
      c.length === 1 &&
      code >= 0xff10 &&
      code <= 0xff5a &&
      code !== 0xff1f &&
      code !== 0xff1e &&
      code !== 0xff1c
    ) {
      out += String.fromCharCode(code - 0xfee0)
    } else {
      out += HALF[c] ?? c
    }
  }
  return out
}

/** Runs of white space become one space; the ends are trimmed. */
export function collapseSpaces(text: string): string {
  return text.replace(/[ \t\u00a0\u3000]+/g, ' ').trim()
}

/** White space removed altogether, for comparing wording. */
export function compact(text: string): string {
  return text.replace(/\s+/g, '')
}

/** Inline markup that plain-text exports leave behind: tags, bookmarks, bold marks, links. */
export function stripMarkup(text: string): string {
  return text
    .replace(/\[bookmark:[^\]\n]{0,200}\]/g, '')
    .replace(/<\/?[a-zA-Z][^<>\n]{0,80}>/g, '')
    .replace(/\[([^[\]\n]{0,200})\]\([^()\n]{0,300}\)/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/\\([*_#])/g, '$1')
}

/** Width on the page in columns: a full-width character counts two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const c of text) width += c.charCodeAt(0) < 0x100 || (c >= '｡' && c <= 'ﾟ') ? 1 : 2
  return width
}

const SENTENCE_END = /[。！？!?][」』）)】]*$/
const PREDICATE_END = new RegExp(
  '(?:る|します|しました|ません|ました|でした|られたい|される|されます|させる|行う|行います|いう|います|ます|です|である|こと|ものとする|とする|ない|ください|下さい|いる|ある|なる|得る|定める|' +
    '努める|講じる|講ずる|講ずること|置く|置き|図る|避ける|認める|受ける|求める|設ける|含める|含む|用いる|限る|除く|守る|取る|採る|とる|付ける|伝える|控える|残す|' +
    'れる|せる|きる|しい|べき|べし|要する|たい|だ|なる|える|ける|げる|てる|める|ねる|べる|ぐ|ぶ|む|つ|す|く|う)[。）)」]*$',
)

/** Whether the wording ends a sentence with its mark. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text.slice(-12).trimEnd())
}

/**
 * Whether the wording closes with a predicate, with or without its mark: a clause rather than the
 * name of a thing.
 */
export function endsPredicate(text: string): boolean {
  const tail = text.slice(-16).trimEnd()
  return SENTENCE_END.test(tail) || PREDICATE_END.test(tail)
}

/** Sentences of a wording; brackets are not cut open. */
export function sentences(text: string): string[] {
  const out: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string
    if (c === '（' || c === '(' || c === '「' || c === '『') depth++
    else if ((c === '）' || c === ')' || c === '」' || c === '』') && depth > 0) depth--
    else if ((c === '。' && depth === 0) || c === '\n' || c === '\t') {
      const piece = text.slice(start, i + 1).trim()
      if (piece) out.push(piece)
      start = i + 1
      depth = 0
    }
  }
  const rest = text.slice(start).trim()
  if (rest) out.push(rest)
  return out
}

/** Text outside round brackets, for finding subjects and objects. */
export function withoutBrackets(text: string): string {
  if (!/[（(]/.test(text)) return text
  let out = ''
  let depth = 0
  for (const c of text) {
    if (c === '（' || c === '(') depth++
    else if (c === '）' || c === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) out += c
  }
  return out
}
