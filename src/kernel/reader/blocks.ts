/**
 * What a document format hands to the reader: the physical pieces of the source in order, with what
 * the format itself knows about them. Everything textual (numbering written as characters, page
 * numbers, broken lines) is left to the reader.
 */

/** One physical piece of the source, in order. */
export interface Block {
  /** `blank` marks an empty line; `text` is anything the format says nothing about. */
  readonly kind: 'text' | 'heading' | 'list' | 'table-row' | 'blank'
  /**
   * The wording. A line break inside a piece (a cell, a paragraph) is `\n`. For a table row: its
   * cells joined by tabs.
   */
  readonly text: string
  /** Counts from 1 in a text file; formats without lines number their pieces from 1. */
  readonly line: number
  /** Counts from 1, where the format has pages. */
  readonly page?: number
  /** Level of a heading (1 is the highest) where the format says it. */
  readonly level?: number
  /** Automatic numbering already resolved, such as 第1条 or （１）; not repeated in `text`. */
  readonly label?: string
  /** Nesting depth of a list item or paragraph, 0 is outermost. */
  readonly indent?: number
  /**
   * The cells of a table row; a cell merged downwards is repeated as ''. A list inside a cell is
   * one `・ ` line an item.
   */
  readonly cells?: readonly string[]
  /** Line at which each cell begins, where a row's cells stand on lines of their own. */
  readonly cellLines?: readonly number[]
  /** Says the row is the heading of its table, where the format marks it. */
  readonly header?: boolean
  /** All source lines that went into the piece when there is more than one. */
  readonly lines?: readonly number[]
}

/**
 * A document as a sequence of blocks. `name` is the file's name, used when the document shows no
 * title.
 */
export interface SourceDocument {
  readonly name: string
  readonly blocks: readonly Block[]
  /**
   * Number of tracked changes that nobody has accepted or refused: what they insert is part of the
   * blocks, what they delete is not.
   */
  readonly revisions?: number
}
