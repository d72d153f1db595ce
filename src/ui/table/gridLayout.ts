import type { Column } from './types.ts'

/** Height of a row of the grid, in pixels. Every row has it, so that the virtualizer measures none. */
export const rowHeight = 48
const checkboxWidth = 48

/** The value of `grid-template-columns` for the columns, with a checkbox column before them if wanted. */
export function gridTemplate<Row>(columns: readonly Column<Row>[], hasCheckboxes: boolean): string {
  const widths = columns.map(
    (column) => `minmax(${(column.width ?? 160) * 0.72}px, ${column.width ?? 160}fr)`,
  )
  return [...(hasCheckboxes ? [`${checkboxWidth}px`] : []), ...widths].join(' ')
}
