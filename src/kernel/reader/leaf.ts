import type { Leftover } from './reading.ts'

/** Leaves and leftovers of one document. */
export interface LeafCollection {
  readonly leaves: Leaf[]
  readonly leftovers: Leftover[]
}
/** A leaf before its facets are read. */
export interface Leaf {
  readonly ref: string
  readonly line: number
  readonly lines: readonly number[]
  readonly text: string
  /** Headings above, outermost first. */
  readonly path: readonly string[]
  /** Sentences that announce the list it stands in, outermost first. */
  readonly leads: readonly string[]
  /** Paragraphs before it under the same heading, nearest last. */
  readonly before: readonly string[]
  /** In a document without numbering a paragraph carries on the subject of the one before it. */
  readonly carries: boolean
  readonly source: 'item' | 'paragraph' | 'note' | 'row' | 'bullet' | 'lead' | 'form'
  /** Heading of its column and name of its row, in a table. */
  readonly column?: string
  readonly row?: string
  /** What its row says under a heading such as 責任者 or 該当者. */
  readonly holder?: string
}
