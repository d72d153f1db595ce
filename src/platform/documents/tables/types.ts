import type { TextEncoding } from '../read/encoding.ts'

/** The formats that tables come and go in. */
export type TableFormat = 'csv' | 'xlsx'

/** What a cell may hold when it is written. A date is `YYYY-MM-DD`, with a time `YYYY-MM-DDTHH:MM:SS`. */
export type CellValue = string | number | boolean | null | undefined

/** One column of a written table. */
export interface TableColumn {
  readonly key: string
  readonly header: string
  /** `text` when left out. Text is never read as a formula or a number by Excel. */
  readonly type?: 'text' | 'number' | 'date' | 'boolean'
  /** In characters of half width. */
  readonly width?: number
  /** The values one may choose from; Excel offers them as a list. */
  readonly choices?: readonly string[]
}

/** One row of a written table, by the columns' keys. */
export type TableRecord = Readonly<Record<string, CellValue>>

/** One row of a table that was read: its number as Excel shows it, and its cells by header. Dates are ISO strings. Empty rows are left out. */
export interface TableRow {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
}

/** A table being read. `rows` can be gone through once; `close` frees what is left when one stops early. */
export interface Table {
  readonly format: TableFormat
  /** Of a CSV. */
  readonly encoding?: TextEncoding
  /** Names of the sheets of a workbook, and the one that is read. */
  readonly sheets?: readonly string[]
  readonly sheet?: string
  readonly headers: readonly string[]
  /** The row the headers stand in (the last of them when they fill two). */
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
