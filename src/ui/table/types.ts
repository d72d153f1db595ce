import type { ReactNode } from 'react'

/** How a column can be narrowed down. The value handed to the server: choices as `a,b`, dates as `2026-04-01..2027-03-31` (either side
 * may be empty), text as typed. */
export type Filter =
  | {
      readonly kind: 'choice'
      readonly options: readonly { readonly id: string; readonly title: string }[]
    }
  | { readonly kind: 'dates' }
  | { readonly kind: 'text' }

/** A column of a ledger. */
export interface Column<Row> {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Width in pixels; columns share more or less room in proportion, down to seven tenths. */
  readonly width?: number
  readonly sortable?: boolean
  readonly filter?: Filter
  /** Not shown until it is chosen. */
  readonly optional?: boolean
  /** Numbers and dates of equal length stand at the right. */
  readonly numeric?: boolean
}

/** What is asked of the server. */
export interface TableQuery {
  readonly words: string
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined
  readonly filters: Readonly<Record<string, string>>
}

/** One page of rows; `next` is the cursor of the following page, absent at the end. */
interface RowPage<Row> {
  readonly items: readonly Row[]
  readonly next?: string | null
  /** How many rows there are in all, where the server counts them. */
  readonly total?: number
}

/** Reads one page. */
export type LoadRows<Row> = (
  query: TableQuery,
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<RowPage<Row>>
