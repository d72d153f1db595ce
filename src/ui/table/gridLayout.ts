import type { Column } from './types.ts'

/** Height of every row of the grid, in pixels. */
export const rowHeight = 48
const checkboxWidth = 48

/** The value of `grid-template-columns`; with checkboxes, their column is the first. */
export function gridTemplate<Row>(columns: readonly Column<Row>[], hasCheckboxes: boolean): string {
  const widths = columns.map(
    (column) =>
      `minmax(${(column.width ?? 160) * (column.whole === true ? 1 : 0.55)}px, ${column.width ?? 160}fr)`,
  )
  return [...(hasCheckboxes ? [`${checkboxWidth}px`] : []), ...widths].join(' ')
}
