import type { ReactNode } from 'react'

/**
 * The filter of a column. Its value in the query: choices as `a,b`, dates as
 * `2026-04-01..2027-03-31` (either side may be empty), text as typed.
 */
export type Filter =
  | {
      readonly kind: 'choice'
      readonly options: readonly { readonly id: string; readonly title: string }[]
    }
  | { readonly kind: 'dates' }
  | { readonly kind: 'text' }

/** A column of a table. */
export interface Column<Row> {
  readonly id: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Width in pixels. Columns grow or shrink in proportion to it, down to 55 %. */
  readonly width?: number
  /** Never narrower than its width: words that must not be cut, as a state. */
  readonly whole?: boolean
  readonly sortable?: boolean
  readonly filter?: Filter
  /** The heading under which its filter stands among many. */
  readonly group?: string
  /** Hidden until the person shows it. */
  readonly optional?: boolean
  /** True for numbers and dates of equal length, which are right-aligned. */
  readonly numeric?: boolean
}

/** The search words, order and filters that are sent to the server. */
export interface TableQuery {
  readonly words: string
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined
  readonly filters: Readonly<Record<string, string>>
}

/** A page of rows; `next` is the cursor of the following page, absent at the end. */
interface RowPage<Row> {
  readonly items: readonly Row[]
  readonly next?: string | null
  /** How many rows there are in all, where the server counts them. */
  readonly total?: number
}

/** Loads a page of rows. */
export type LoadRows<Row> = (
  query: TableQuery,
  cursor: string | undefined,
  signal: AbortSignal,
) => Promise<RowPage<Row>>
