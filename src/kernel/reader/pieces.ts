/** Blocks → pieces: numbering split off, noise set aside, broken lines joined. */
import type { Block } from './blocks.ts'
import { bracketTitle, readLabel } from './labels.ts'
import type { Label } from './labels.ts'
import { ROLE_PHRASE } from './lexicon.ts'
import { setAsideNoise } from './noise.ts'
import type { Leftover } from './reading.ts'
import { displayWidth, endsPredicate, endsSentence, collapseSpaces } from './text.ts'

/** A whole paragraph, item, heading or table row. */
export interface Piece {
  readonly kind: 'text' | 'heading' | 'list' | 'row'
  /** Wording without the numbering; broken lines joined. */
  text: string
  readonly label?: Label
  /** Title inside brackets when the line is nothing else. */
  readonly bracket?: string
  readonly level?: number
  readonly indent: number
  readonly cells?: readonly string[]
  readonly cellLines?: readonly number[]
  readonly header?: boolean
  readonly lines: number[]
  /** Wording with its numbering, as it stands. */
  readonly full: string
  /** An empty line stood before it. */
  readonly afterBlank: boolean
}

const ADDRESS = new RegExp(
  '^(?:(?:https?://|www\\.)\\S+|(?:e-?mail|E-?mail|メール|TEL|Tel|FAX|電話)(?:アドレス|番号)?\\s?[:：]?\\s?[\\w.+\\-@*()（）:/\\s]{4,80}' +
    '|\\S{2,60}@\\S{3,60})(?:\\s*及び)?$',
)
const CONTINUES = /^(?:[ぁ-んっゃゅょー々、。，．）)」』]|[ァィゥェォッャュョ])/
const HANGS = /(?:[、，をにはがのとでへもやし]|及び|又は|並びに|若しくは|から|より|ため|よう)$/
const SPEAKS_ANEW =
  /^(?:なお|また|ただし|但し|おって|この場合|これ|それ|さらに|加えて|特に|その他|もっとも|そのため|ここで|すべて|すなわち)/

function startPiece(block: Block, afterBlank: boolean): Piece {
  const lines = [...(block.lines ?? [block.line])]
  if (block.kind === 'table-row') {
    return {
      kind: 'row',
      text: block.text,
      full: block.text,
      cells: block.cells ?? block.text.split('\t'),
      indent: block.indent ?? 0,
      lines,
      afterBlank,
      ...(block.cellLines ? { cellLines: block.cellLines } : {}),
      ...(block.header ? { header: true } : {}),
    }
  }
  const full = block.label ? `${block.label} ${block.text}` : block.text
  const bracket = bracketTitle(full)
  const label =
    bracket === undefined
      ? (readLabel(full) ??
        (block.kind === 'list'
          ? { style: 'b:・', value: 0, display: '・', rest: full }
          : undefined))
      : undefined
  const base = {
    text: collapseSpaces(label ? label.rest : full),
    full,
    indent: block.indent ?? 0,
    lines,
    afterBlank,
  }
  const kind = block.kind === 'heading' ? 'heading' : block.kind === 'list' ? 'list' : 'text'
  return {
    kind,
    ...base,
    ...(label ? { label } : {}),
    ...(bracket !== undefined ? { bracket } : {}),
    ...(block.level ? { level: block.level } : {}),
  }
}

/** 第5条（持ち出し） is a heading; 第5条（持ち出し）職員等は… is a title and an article. */
function withTitle(piece: Piece): Piece[] {
  const match =
    piece.label && piece.kind !== 'row' ? /^[（(]([^（）()]{1,30})[）)]\s*/.exec(piece.text) : null
  if (!match || !piece.label || endsPredicate(match[1] ?? '')) return [piece]
  const rest = piece.text.slice(match[0].length)
  const title = match[1] ?? ''
  if (rest === '') return [{ ...piece, text: title }]
  if (!/^第条?$/.test(piece.label.style)) return [piece]
  const { label: _, ...plain } = piece
  return [
    {
      ...plain,
      kind: 'text',
      text: `（${title}）`,
      full: `（${title}）`,
      bracket: title,
      lines: [...piece.lines],
    },
    { ...piece, text: rest },
  ]
}

/**
 * How wide the document's lines are when it breaks them by itself (columns); 0 when a line is a
 * whole paragraph.
 */
function wrapWidth(pieces: readonly { text: string; kind: string }[]): number {
  const widths = pieces
    .filter((p) => p.kind === 'text')
    .map((p) => displayWidth(p.text))
    .filter((w) => w > 30)
    .sort((a, b) => a - b)
  if (widths.length < 8) return 0
  const width = widths[Math.floor(widths.length * 0.9)] as number
  const full = pieces.filter(
    (p) =>
      p.kind === 'text' &&
      displayWidth(p.text) >= width * 0.86 &&
      displayWidth(p.text) <= width * 1.1 &&
      !endsSentence(p.text),
  ).length
  return width < 130 && full / widths.length > 0.2 ? width : 0
}

/** Whether `next` goes on with the line that ended in `tail`. */
function continuesIn(
  piece: Piece,
  tail: string,
  next: Piece,
  wrap: number,
  spaced: boolean,
): boolean {
  if (
    wrap > 0 &&
    /^・\S/.test(next.full) &&
    spaced &&
    piece.kind === 'text' &&
    displayWidth(tail) >= wrap * 0.82 &&
    !endsSentence(tail)
  )
    return true
  if (
    next.kind !== 'text' ||
    next.label ||
    next.bracket !== undefined ||
    piece.kind === 'row' ||
    piece.kind === 'heading' ||
    piece.bracket !== undefined
  )
    return false
  if (endsSentence(tail)) return false
  const width = displayWidth(tail)
  const subject = SUBJECT_FIRST.exec(next.text)?.[1]
  const titled =
    subject !== undefined &&
    piece.label !== undefined &&
    (isTitle(piece) || ROLE_PHRASE.test(subject)) &&
    !endsPredicate(tail) &&
    (piece.text.length <= 24 || ROLE_PHRASE.test(subject))
  if (titled && !HANGS.test(tail)) return false
  if (wrap > 0) {
    if (width >= wrap * 0.82) return true
    return CONTINUES.test(next.text) && !SPEAKS_ANEW.test(next.text) && width >= wrap * 0.5
  }
  if (SPEAKS_ANEW.test(next.text) && !HANGS.test(tail)) return false
  if (width < 44 && !(width >= 30 && tail.endsWith('なら') && next.text.startsWith('ない')))
    return false
  if (HANGS.test(tail) || CONTINUES.test(next.text))
    return !endsPredicate(tail) || CONTINUES.test(next.text)
  if (endsPredicate(tail)) return false
  const a = tail.at(-1) ?? ''
  const b = next.text[0] ?? ''
  if (/[ァ-ヶー]/.test(a) && /[ァ-ヶー]/.test(b)) return true
  if (!endsSentence(next.text) && !(width >= 70 && /[一-龠]/.test(a) && /[一-龠]/.test(b)))
    return false
  return (piece.text.includes('、') && width >= 60) || (piece.kind === 'list' && !next.afterBlank)
}

/** A line opening with who has to act: 管理者は、 */
const SUBJECT_FIRST = /^([^、。はが]{2,40})は、?/

function isTitle(piece: Piece): boolean {
  return (
    piece.label !== undefined &&
    piece.text.length <= 60 &&
    !endsPredicate(piece.text) &&
    !HANGS.test(piece.text)
  )
}

function joinLines(a: string, b: string): string {
  return /[A-Za-z0-9,.]$/.test(a) && /^[A-Za-z0-9]/.test(b) ? `${a} ${b}` : a + b
}

/** Pieces of a document in order, and what was set aside as no wording of it. */
export function toPieces(blocks: readonly Block[]): { pieces: Piece[]; leftovers: Leftover[] } {
  const { kept, leftovers } = setAsideNoise(blocks)
  const opened: Piece[] = []
  let blank = true
  for (const block of kept) {
    if (block.kind === 'blank' || block.text.trim() === '') {
      blank = true
      continue
    }
    opened.push(...withTitle(startPiece(block, blank)))
    blank = false
  }
  const wrap = wrapWidth(opened)
  const spaced =
    opened.filter((p) => /^・\s/.test(p.full)).length >
    opened.filter((p) => /^・\S/.test(p.full)).length
  const pieces: Piece[] = []
  let tail = ''
  for (const next of opened) {
    const last = pieces.at(-1)
    if (
      last &&
      next.kind === 'text' &&
      !next.label &&
      ADDRESS.test(next.text) &&
      last.kind !== 'row'
    ) {
      last.lines.push(...next.lines)
      continue
    }
    if (last && continuesIn(last, tail, next, wrap, spaced)) {
      last.text = joinLines(last.text, next.label ? next.full : next.text)
      last.lines.push(...next.lines)
    } else {
      pieces.push(next)
    }
    tail = next.text
  }
  return { pieces, leftovers }
}

/**
 * Lines inside one cell as separate wordings; a line broken in the middle of a word is joined.
 * Returns wording and offset of its line in the cell.
 */
export function cellPieces(cell: string): { text: string; offset: number; extent: number }[] {
  const out: { text: string; offset: number; extent: number }[] = []
  cell.split('\n').forEach((line, offset) => {
    const text = line.trim()
    const last = out.at(-1)
    const marked = readLabel(text) !== undefined || bracketTitle(text) !== undefined
    if (
      last &&
      (ADDRESS.test(text) ||
        (!marked &&
          displayWidth(last.text) > 30 &&
          !endsPredicate(last.text) &&
          (CONTINUES.test(text) || (/[ァ-ヶー]$/.test(last.text) && /^[ァ-ヶー]/.test(text)))))
    ) {
      if (!ADDRESS.test(text)) last.text = joinLines(last.text, text)
      last.extent = offset - last.offset + 1
    } else if (text !== '') {
      out.push({ text, offset, extent: 1 })
    }
  })
  return out
}
