/** Pieces → tree. Which numbering stands under which is learned from the order in which the document uses them. */
import type { Label } from './labels.ts'
import { irohaIndex } from './labels.ts'
import type { Piece } from './pieces.ts'
import { endsPredicate, withoutBrackets } from './text.ts'
import { isHistory } from './history.ts'

/** A node of the document: a heading, an item, a paragraph or a table. */
export interface TreeNode {
  readonly kind: 'root' | 'heading' | 'item' | 'note' | 'paragraph' | 'table'
  /** Series of its numbering; '' for paragraphs and tables. */
  readonly style: string
  readonly value: number
  /** Numbering or bracketed title as a reference writes it. */
  readonly display: string
  readonly text: string
  readonly lines: readonly number[]
  readonly level: number
  readonly indent: number
  /** Set in a list by the format, not by its numbering. */
  readonly listed: boolean
  /** Rows, for a table. */
  readonly rows: readonly Piece[]
  readonly children: TreeNode[]
  readonly parent: TreeNode | undefined
}

/** Headings that open a part of their own, whatever the level: 別記, 附則, 様式. */
export const APPENDIX =
  /^(?:別表|別紙|別記|別添|様式|附則|付則|附 則|附属資料|参考資料)(?:\s?(?:第\s?)?[0-9０-９一二三四五六七八九十]{0,3}\s?号?)?(?:\s.{0,30})?$/
/** Wording that announces a list. */
export const ANNOUNCES =
  /(?:次|以下|下記|下表|右|左)(?:の|に|は|と|を|、|で|[^。]{0,16}(?:のとおり|の通り|掲げ|各号|に示す|の事項|の内容|の方法|の点|の表))/
/** Closes by saying that a list of contents follows. */
const LISTS_CONTENT =
  /(?:次|以下|下記)の[^。、]{0,12}(?:内容|事項|情報|項目|もの)を[^。]{0,12}(?:含|記載|記録)[^。]*。?$/
const PARTICLES = /[をはがに]/

/** Deepest nesting that is followed; no document numbers deeper. */
const DEPTH = 20

interface OpenNode {
  node: TreeNode
  style: string
  value: number
  iroha: boolean
}

/** A short name of a thing, as headings are, rather than a clause. */
export function isNominal(text: string): boolean {
  const bare = withoutBrackets(text)
  return bare.length > 0 && bare.length <= 60 && !endsPredicate(bare) && !/[、。]$/.test(text)
}

class TreeBuilder {
  readonly root: TreeNode = {
    kind: 'root',
    style: '',
    value: 0,
    display: '',
    text: '',
    lines: [],
    level: 0,
    indent: 0,
    listed: false,
    rows: [],
    children: [],
    parent: undefined,
  }
  private open: OpenNode[] = []
  /** Series that were closed, with the nodes that were open around them, for a numbering that goes on after an interruption. */
  private readonly closed = new Map<string, { value: number; around: OpenNode[] }>()

  private cut(at: number): void {
    for (let i = this.open.length - 1; i >= at; i--) {
      const o = this.open[i] as OpenNode
      if (o.value > 0) this.closed.set(o.style, { value: o.value, around: this.open.slice(0, i) })
    }
    this.open.length = Math.max(0, at)
  }

  private pop(): void {
    this.cut(this.open.length - 1)
  }

  private top(): TreeNode {
    return this.open.at(-1)?.node ?? this.root
  }

  private add(
    parent: TreeNode,
    kind: TreeNode['kind'],
    piece: Piece,
    style: string,
    value: number,
    display: string,
    text = piece.text,
  ): TreeNode {
    const node: TreeNode = {
      kind,
      style,
      value,
      display,
      text,
      lines: piece.lines,
      level: piece.level ?? 0,
      indent: piece.indent,
      listed: piece.kind === 'list',
      rows: [],
      children: [],
      parent,
    }
    parent.children.push(node)
    return node
  }

  private push(node: TreeNode): void {
    if (this.open.length < DEPTH)
      this.open.push({ node, style: node.style, value: node.value, iroha: false })
  }

  /** Closes items that are wording rather than headings, so that a new heading does not fall under them. */
  private closeItems(alsoNominal = false): void {
    while (this.open.length > 0) {
      const { node } = this.open.at(-1) as OpenNode
      const wording =
        node.kind === 'item' &&
        !DIVISION.test(node.style) &&
        (endsPredicate(node.text) ||
          node.style === 'b:・' ||
          node.style === 'b:-' ||
          (alsoNominal && node.children.length === 0))
      if (!wording) break
      this.pop()
    }
  }

  /** Closes an item of a plain list (its sister before it has nothing under it): what follows belongs to all of them. */
  private closeListed(): void {
    const top = this.open.at(-1)
    if (top?.node.kind !== 'item' || top.node.children.length > 0) return
    const siblings = top.node.parent?.children ?? []
    const before = siblings[siblings.length - 2]
    if (
      before !== undefined &&
      before.style === top.style &&
      before.children.length === 0 &&
      before.kind === 'item'
    )
      this.pop()
  }

  table(piece: Piece): void {
    this.closeListed()
    const top = this.top()
    const last = top.children.at(-1)
    const columns = piece.cells?.length ?? 0
    if (
      last?.kind === 'table' &&
      (last.rows.length === 0 ||
        (last.rows.at(-1)?.lines.at(-1) ?? 0) + 3 >= (piece.lines[0] ?? 0) ||
        last.rows[0]?.cells?.length === columns)
    ) {
      ;(last.rows as Piece[]).push(piece)
      return
    }
    const node: TreeNode = { ...this.add(top, 'table', piece, '', 0, '', ''), rows: [piece] }
    top.children[top.children.length - 1] = node
  }

  heading(piece: Piece, display: string, title: string, next?: Piece): void {
    this.closeItems()
    const restarts =
      next?.label?.value === 1 && piece.bracket === undefined
        ? this.open.findIndex((o) => o.style === next.label?.style && o.value > 1)
        : -1
    if (restarts >= 0) this.cut(restarts)
    const level = piece.level ?? 0
    if (piece.bracket !== undefined) {
      const open = /^[【]/.test(display) ? '【' : /^[（(]/.test(display) ? '（' : '＜'
      const at = this.open.findLastIndex((o) => o.style === `br:${open}`)
      if (at >= 0 && (level === 0 || open !== '【')) this.cut(at)
      else if (open === '【')
        while (this.open.length > 0 && (this.open.at(-1)?.style ?? '').startsWith('b:')) this.pop()
      const article = next?.label && /^第条?$/.test(next.label.style) ? next.label.style : undefined
      const openArticle =
        open === '（' && article !== undefined
          ? this.open.findIndex((o) => o.style === article)
          : -1
      if (openArticle >= 0) this.cut(openArticle)
      if (open === '（' && at < 0) this.closeItems(true)
      this.push(this.add(this.top(), 'heading', piece, `br:${open}`, 0, display, title))
      return
    }
    if (level > 0) {
      while (
        this.open.length > 0 &&
        !((this.open.at(-1)?.node.level ?? 0) > 0 && (this.open.at(-1)?.node.level ?? 0) < level)
      )
        this.pop()
    } else if (APPENDIX.test(title)) {
      this.cut(0)
    } else {
      while (this.open.at(-1)?.style === 'u') this.pop()
    }
    this.push(this.add(this.top(), 'heading', piece, 'u', 0, display, title))
  }

  note(piece: Piece, label: Label): void {
    this.add(this.top(), 'note', piece, label.style, label.value, label.display)
  }

  /** Where a labelled piece belongs: the open node it is a sibling of, by place in the stack; -1 when it opens a new series. */
  private siblingOf(style: string, value: number, text: string, piece: Piece): number {
    let any = -1
    let behind = -1
    for (let i = this.open.length - 1; i >= 0; i--) {
      const o = this.open[i] as OpenNode
      if (
        o.style !== style ||
        (o.node.level > 0 && piece.kind !== 'heading' && style === 'd' && value === 1)
      )
        continue
      if (value === 0) {
        if (i === this.open.length - 1 && LISTS_CONTENT.test(o.node.text) && isNominal(text))
          return -1
        if (
          endsPredicate(text) &&
          !endsPredicate(o.node.text) &&
          o.node.parent?.style === style &&
          this.open.slice(0, i).some((p) => p.style === style)
        )
          continue
        if (
          piece.kind === 'list' &&
          o.node.listed &&
          piece.indent > o.node.indent &&
          i === this.open.length - 1
        )
          return -1
        if (
          piece.kind === 'list' &&
          o.node.listed &&
          piece.indent < o.node.indent &&
          this.open.slice(0, i).some((p) => p.style === style)
        )
          continue
        return i
      }
      const kana = style === 'ア' || style === '(ア)'
      const next =
        kana && (o.iroha || o.value === 1 || o.value === 2) && irohaOf(o, value)
          ? true
          : Math.floor(value) === Math.floor(o.value) + 1 ||
            (value > o.value && value < o.value + 1)
      if (next) return i
      if (any < 0) any = i
      if (behind < 0 && o.value < value) behind = i
    }
    if (any < 0 || value === 0) return any
    const top = this.open.at(-1)
    const fresh = top !== undefined && top.node.children.length === 0
    if (
      value === 1 &&
      top !== undefined &&
      (fresh || ANNOUNCES.test(top.node.children.at(-1)?.text ?? '')) &&
      any < this.open.length &&
      (top.node.kind === 'heading' || isNominal(top.node.text) || ANNOUNCES.test(top.node.text)) &&
      text !== ''
    ) {
      return top.style === style && !isNominal(top.node.text) && !ANNOUNCES.test(top.node.text)
        ? any
        : -1
    }
    return behind >= 0 ? behind : any
  }

  labelled(piece: Piece, label: Label, container: boolean): void {
    const inner = label.style
    const outer = `${label.style}^`
    let style = container ? outer : inner
    let at = this.siblingOf(style, label.value, piece.text, piece)
    if (!container) {
      const outerAt = this.open.findLastIndex(
        (o) => o.style === outer && o.value + 1 === label.value,
      )
      const direct = at >= 0 && (this.open[at]?.value ?? 0) + 1 === label.value
      if (outerAt >= 0 && !direct && label.value > 1) {
        style = outer
        at = outerAt
      }
    } else if (at < 0) {
      at = this.open.findLastIndex(
        (o) => o.style === inner && o.value + 1 === label.value && o.node.parent?.kind === 'root',
      )
    }
    const direct = at >= 0 && Math.floor(this.open[at]?.value ?? 0) + 1 === Math.floor(label.value)
    const interrupted = this.closed.get(style)
    const brokenIn = this.open.some((o) => o.style === 'u') && !style.startsWith('第')
    if (
      !direct &&
      label.value > 1 &&
      brokenIn &&
      interrupted &&
      interrupted.value + 1 === label.value &&
      !(at >= 0 && (this.open[at]?.value ?? 0) < label.value)
    ) {
      this.cut(0)
      this.open = [...interrupted.around]
    } else if (at >= 0) {
      this.cut(at)
    } else {
      if (piece.kind === 'heading' || container) this.closeItems(true)
      const top = this.open.at(-1)
      if (
        top &&
        label.value <= 1 &&
        /^b:[・-]/.test(top.style) &&
        endsPredicate(top.node.text) &&
        !ANNOUNCES.test(top.node.text) &&
        !(piece.indent > top.node.indent)
      )
        this.pop()
      if (
        /^(?:第[編部章]|Ⅰ)$/.test(style) &&
        !this.open.some((o) => o.style.startsWith('第') && rank(o.style) < rank(style))
      ) {
        while (this.open.length > 0 && this.open.at(-1)?.style !== 'u') this.pop()
      }
      const article =
        style === 'd' && label.value > 1
          ? this.open.findLastIndex((o) => /^第条?$/.test(o.style))
          : -1
      if (article >= 0) this.cut(article + 1)
      if (/^第[編部章節款条]$/.test(style)) {
        while (this.open.length > 0 && rank(this.open.at(-1)?.style ?? '') >= rank(style))
          this.pop()
      } else if (
        style !== '第' &&
        label.value > 0 &&
        this.open.at(-1)?.style === 'br:（' &&
        this.top().children.length > 0
      ) {
        this.pop()
      }
    }
    const kind = piece.kind === 'heading' || container ? 'heading' : 'item'
    const node = this.add(this.top(), kind, piece, style, label.value, label.display)
    const entry: OpenNode = {
      node,
      style,
      value: label.value,
      iroha: at >= 0 && irohaStep(style, label),
    }
    if (this.open.length < DEPTH) this.open.push(entry)
  }

  /** A paragraph without numbering goes to the open heading, or to the open item it explains. */
  paragraph(piece: Piece): void {
    const top = this.open.at(-1)
    const explains = /^(?:なお|ただし|但し|この場合|また、|例えば)/.test(piece.text)
    if (top && top.node.kind === 'item' && piece.afterBlank && !explains) {
      const siblings = top.node.parent?.children ?? []
      const before = siblings[siblings.length - 2]
      const list =
        before !== undefined && before.style === top.style && before.children.length === 0
      if (
        endsPredicate(top.node.text)
          ? top.node.children.length === 0 &&
            !ANNOUNCES.test(top.node.text) &&
            (list || top.value !== 1)
          : list
      )
        this.pop()
    }
    this.add(this.top(), 'paragraph', piece, '', 0, '')
  }
}

function irohaOf(o: OpenNode, value: number): boolean {
  // value is a place in the ア-order: ロ 44, ハ 26, ニ 22, ホ 30, ヘ 29, ト 20
  const order = [2, 44, 26, 22, 30, 29, 20]
  const at = order.indexOf(o.value)
  return at >= 0 && order[at + 1] === value
}

function irohaStep(style: string, label: Label): boolean {
  return (style === 'ア' || style === '(ア)') && irohaIndex(label.display.replace(/[()]/g, '')) > 1
}

const DIVISION = /^第[編部章節款]\^?$/
const rank = (style: string): number =>
  ['第編', '第部', '第章', '第節', '第款', '第目', '第条', '第項', '第号'].indexOf(
    style.replace('^', ''),
  ) + 1

/** Whether a line without numbering is a heading: short, no clause, and something follows under it. */
function looksLikeHeading(
  piece: Piece,
  next: Piece | undefined,
  previous: Piece | undefined,
): boolean {
  if (piece.kind === 'heading') return true
  if (piece.kind !== 'text' || next === undefined || isHistory(piece.text)) return false
  if (APPENDIX.test(piece.text)) return true
  if (
    !isNominal(piece.text) ||
    piece.text.length > 36 ||
    !piece.afterBlank ||
    PARTICLES.test(piece.text.at(-1) ?? '')
  )
    return false
  if (
    previous?.label &&
    isNominal(previous.text) &&
    !previous.label.style.startsWith('b:') &&
    previous.text.length < piece.text.length
  )
    return false
  if (/[：:]$/.test(piece.text) || /[、,，]/.test(piece.text)) return false
  return (
    next.kind === 'row' ||
    next.kind === 'list' ||
    next.label !== undefined ||
    next.kind === 'heading' ||
    endsPredicate(next.text)
  )
}

/** The tree of a document. */
export function buildTree(pieces: readonly Piece[]): TreeNode {
  const builder = new TreeBuilder()
  pieces.forEach((piece, i) => {
    const next = pieces[i + 1]
    if (piece.kind === 'row') {
      builder.table(piece)
    } else if (piece.bracket !== undefined) {
      const mark = piece.text.trim()
      builder.heading(piece, mark, piece.bracket, next)
    } else if (piece.label) {
      const container =
        piece.label.value > 0 &&
        next?.label !== undefined &&
        next.label.style === piece.label.style &&
        next.label.value === 1 &&
        isNominal(piece.text) &&
        piece.label.value !== next.label.value - 1
      if (piece.label.style === '※') builder.note(piece, piece.label)
      else builder.labelled(piece, piece.label, container)
    } else if (looksLikeHeading(piece, next, pieces[i - 1])) {
      builder.heading(piece, '', piece.text, next)
    } else {
      builder.paragraph(piece)
    }
  })
  return builder.root
}
