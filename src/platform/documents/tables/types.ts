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
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
}

/**
 * A table being read. `rows` can be iterated once; `close` frees the rest when the caller stops
 * early.
 */
export interface Table {
  readonly format: TableFormat
  /** For a CSV only. */
  readonly encoding?: TextEncoding
  /** Names of the sheets of a workbook, and the one that is read. */
  readonly sheets?: readonly string[]
  readonly sheet?: string
  readonly headers: readonly string[]
  /** The row of the headers (the last one when they take two). */
  readonly headerRow: number
  readonly rows: AsyncIterable<TableRow>
  /** How much of the source has been read, 0 to 1. */
  progress(): number
  close(): Promise<void>
}

/** A row before its headers are known. */
export interface RawRow {
  readonly row: number
  readonly cells: readonly string[]
}
