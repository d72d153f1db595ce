import type { ExtraCell, LeftOut, Table, TableRow } from './types.ts'

/** What travels between the thread that reads a table and the one that uses it. */

export type TableHead = Pick<
  Table,
  'format' | 'encoding' | 'sheets' | 'chosen' | 'headers' | 'headerRow'
>

/** A row without the names of its columns: its cells stand in the order of the headers. */
type PackedRow = readonly [
  row: number,
  cells: readonly string[],
  sheet?: string,
  extra?: readonly ExtraCell[],
  filled?: readonly string[],
  lacks?: number,
]

export interface TableBatch {
  readonly rows: readonly PackedRow[]
  readonly progress: number
  readonly left: LeftOut
}

export function packRow(row: TableRow, headers: readonly string[]): PackedRow {
  const cells = headers.map((header) => row.cells[header] ?? '')
  const { sheet, extra, filled, lacks } = row
  return [sheet, extra, filled, lacks].every((part) => part === undefined)
    ? [row.row, cells]
    : [row.row, cells, sheet, extra, filled, lacks]
}

export function unpackRow(
  [row, texts, sheet, extra, filled, lacks]: PackedRow,
  headers: readonly string[],
): TableRow {
  const cells: Record<string, string> = {}
  for (const [i, header] of headers.entries()) cells[header] = texts[i] ?? ''
  return {
    row,
    cells,
    ...(sheet === undefined ? {} : { sheet }),
    ...(extra === undefined ? {} : { extra }),
    ...(filled === undefined ? {} : { filled }),
    ...(lacks === undefined ? {} : { lacks }),
  }
}
