import type { LeftReason } from '#kernel/registers/leftRows.ts'
import type { TextEncoding } from '../read/encoding.ts'

/** The formats in which tables are read and written. */
export type TableFormat = 'csv' | 'xlsx'

/** Value of a cell to write. A date is `YYYY-MM-DD`, with a time `YYYY-MM-DDTHH:MM:SS`. */
export type CellValue = string | number | boolean | null | undefined

/** One column of a written table. */
export interface TableColumn {
  readonly key: string
  readonly header: string
  /** `text` by default. Excel never reads a text as a formula or a number. */
  readonly type?: 'text' | 'number' | 'date' | 'boolean'
  /** In half-width characters. */
  readonly width?: number
  /** The values to choose from; Excel offers them as a list. */
  readonly choices?: readonly string[]
}

/** One row of a written table, by the columns' keys. */
export type TableRecord = Readonly<Record<string, CellValue>>

/**
 * One row that was read: its number as Excel shows it, and its cells by header. Dates are ISO
 * strings. Empty rows are left out.
 */
export interface TableRow {
  /** Only where the table takes more than one sheet. */
  readonly sheet?: string
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  /** Cells right of the last heading, or under none; only in a tidied table. */
  readonly extra?: readonly ExtraCell[]
  /** Headers whose cell was filled from the row above (〃, 同上, merged cells). */
  readonly filled?: readonly string[]
  /** Cells that the row of a CSV has fewer than there are headings; only in a tidied table. */
  readonly lacks?: number
}

/** A cell that no heading names: the letters of its column, and its text. */
export interface ExtraCell {
  readonly column: string
  readonly value: string
}

/** A row that was left out, with what it says. */
export interface LeftRow {
  readonly sheet?: string
  readonly row: number
  readonly why: LeftReason
  readonly text: string
}

/** What a tidied table has left out so far: the first rows, and the number of all. */
export interface LeftOut {
  readonly rows: readonly LeftRow[]
  readonly count: number
}

/**
 * A table being read. `rows` can be iterated once; `close` frees the rest when the caller stops
 * early.
 */
export interface Table {
  readonly format: TableFormat
  /** For a CSV only. */
  readonly encoding?: TextEncoding
  /** Names of the visible sheets of a workbook that hold something, and those that are read. */
  readonly sheets?: readonly string[]
  readonly chosen?: readonly string[]
  /** Of all sheets that are read, in the order of the first one. */
  readonly headers: readonly string[]
  /** The row of the headers (the last one when they take two), in the first sheet. */
  readonly headerRow: number
  /** Headers of columns that are hidden in the workbook; they are read all the same. */
  readonly hiddenHeaders?: readonly string[]
  readonly rows: AsyncIterable<TableRow>
  /** How much of the source has been read, 0 to 1. */
  progress(): number
  /** Rows left out so far; nothing unless the table is tidied. */
  left(): LeftOut
  close(): Promise<void>
}

/** A row before its headers are known. */
export interface RawRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly hidden?: boolean
  /** One merged cell takes the whole row, or most of it. */
  readonly banner?: boolean
  /** Columns, from 0, whose cell belongs to a merged cell that begins in a row above. */
  readonly below?: readonly number[]
}
