import type { Density } from './gridLayout.ts'
import type { Column, TableQuery } from './types.ts'

/** The properties of both layouts of the rows (grid, cards). */
export interface BodyProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly density: Density
  /** Widths in pixels that the person gave columns, by their id. */
  readonly widths: Readonly<Record<string, number>>
  /** Gives a column a width; undefined gives it back to the layout. */
  readonly onWidth: (column: string, width: number | undefined) => void
  readonly rows: readonly Row[]
  readonly total: number | undefined
  readonly rowId: (row: Row) => string
  readonly href?: (row: Row) => string
  readonly sort: TableQuery['sort']
  readonly onSort: (sort: TableQuery['sort']) => void
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
  readonly onOpen: (row: Row) => void
  /** Whether there are further rows on the server. */
  readonly hasMore: boolean
  readonly isLoading: boolean
  /** True while the rows are still those of the query before. */
  readonly isStale: boolean
  readonly onMore: () => void
}

/** The set with a member added, or removed where it was in it. */
export function withToggled(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(member)) next.add(member)
  return next
}
