import { isNominal } from './headings.ts'
import { ANNOUNCES, LISTS_CONTENT } from './listWording.ts'
import type { Piece } from './pieces.ts'
import { endsPredicate } from './text.ts'
import type { TreeNode } from './treeNode.ts'

/** A node that later pieces may still be put under or beside. */
export interface OpenNode {
  readonly node: TreeNode
  /** Series of its numbering; a series of headings above items of the same style ends in ^. */
  readonly style: string
  readonly value: number
  /** Its kana count in the order イロハ. */
  readonly iroha: boolean
}

/**
 * The index in `open` of the node that a labelled piece is a sibling of; -1 when the piece starts a
 * new series.
 */
export function siblingIndex(
  open: readonly OpenNode[],
  style: string,
  value: number,
  piece: Piece,
): number {
  const { text } = piece
  let latest = -1
  let behind = -1
  for (let i = open.length - 1; i >= 0; i--) {
    const o = open[i] as OpenNode
    if (
      o.style !== style ||
      (o.node.level > 0 && piece.kind !== 'heading' && style === 'd' && value === 1)
    )
      continue
    if (value === 0) {
      if (i === open.length - 1 && LISTS_CONTENT.test(o.node.text) && isNominal(text)) return -1
      if (
        endsPredicate(text) &&
        !endsPredicate(o.node.text) &&
        o.node.parent?.style === style &&
        open.slice(0, i).some((p) => p.style === style)
      )
        continue
      if (
        piece.kind === 'list' &&
        o.node.listed &&
        piece.indent > o.node.indent &&
        i === open.length - 1
      )
        return -1
      if (
        piece.kind === 'list' &&
        o.node.listed &&
        piece.indent < o.node.indent &&
        open.slice(0, i).some((p) => p.style === style)
      )
        continue
      return i
    }
    const kana = style === 'ア' || style === '(ア)'
    const next =
      kana && (o.iroha || o.value === 1 || o.value === 2) && followsInIroha(o, value)
        ? true
        : Math.floor(value) === Math.floor(o.value) + 1 || (value > o.value && value < o.value + 1)
    if (next) return i
    if (latest < 0) latest = i
    if (behind < 0 && o.value < value) behind = i
  }
  if (latest < 0 || value === 0) return latest
  const top = open.at(-1)
  const hasNoChildren = top !== undefined && top.node.children.length === 0
  if (
    value === 1 &&
    top !== undefined &&
    (hasNoChildren || ANNOUNCES.test(top.node.children.at(-1)?.text ?? '')) &&
    latest < open.length &&
    (top.node.kind === 'heading' || isNominal(top.node.text) || ANNOUNCES.test(top.node.text)) &&
    text !== ''
  ) {
    return top.style === style && !isNominal(top.node.text) && !ANNOUNCES.test(top.node.text)
      ? latest
      : -1
  }
  return behind >= 0 ? behind : latest
}

/**
 * Whether a kana follows that of an open node in the order イロハ. Values are places in the order アイウ.
 */
function followsInIroha(o: OpenNode, value: number): boolean {
  // イ 2, ロ 44, ハ 26, ニ 22, ホ 30, ヘ 29, ト 20
  const order = [2, 44, 26, 22, 30, 29, 20]
  const at = order.indexOf(o.value)
  return at >= 0 && order[at + 1] === value
}
