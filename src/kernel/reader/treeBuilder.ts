import { APPENDIX } from './headings.ts'
import type { Label } from './labels.ts'
import { ANNOUNCES } from './listWording.ts'
import { DIVISION, isIrohaAfterFirst, rank } from './numberingStyles.ts'
import type { Piece } from './pieces.ts'
import { siblingIndex } from './siblings.ts'
import type { OpenNode } from './siblings.ts'
import { endsPredicate } from './text.ts'
import type { TreeNode } from './treeNode.ts'

/** The deepest nesting that is followed; no document numbers deeper. */
const DEPTH = 20

/**
 * Builds the tree piece by piece; keeps the path of open nodes from the root to where the next
 * piece may go.
 */
export class TreeBuilder {
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
  /**
   * Series that were closed, with the nodes that were open around them, for a numbering that goes
   * on after an interruption.
   */
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

  /**
   * Closes items that are wording rather than headings, so that a new heading does not fall under
   * them.
   */
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

  /**
   * Closes an item of a plain list (its sister before it has nothing under it): what follows
   * belongs to all of them.
   */
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

  labelled(piece: Piece, label: Label, container: boolean): void {
    const inner = label.style
    const outer = `${label.style}^`
    let style = container ? outer : inner
    let at = siblingIndex(this.open, style, label.value, piece)
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
      iroha: at >= 0 && isIrohaAfterFirst(style, label),
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
