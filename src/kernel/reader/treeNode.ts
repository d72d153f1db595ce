import type { Piece } from './pieces.ts'

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
