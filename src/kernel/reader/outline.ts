import { isNominal, looksLikeHeading } from './headings.ts'
import type { Piece } from './pieces.ts'
import { TreeBuilder } from './treeBuilder.ts'
import type { TreeNode } from './treeNode.ts'

/**
 * The tree of a document from its pieces. Which numbering stands under which is learned from the
 * order in which the document uses them.
 */
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
