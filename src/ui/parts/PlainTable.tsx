import type { ReactNode } from 'react'
import { classNames } from './classNames.ts'

/** A column of a short table: its title, and its content for a row. */
export interface PlainColumn<Row> {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** True for numbers, which are right-aligned. */
  readonly numeric?: boolean
}

/**
 * A table that is read as a whole; `DataTable` is for long lists to search in. The first cell is
 * the header of its row.
 */
export function PlainTable<Row>({
  label,
  columns,
  rows,
  rowId,
}: {
  readonly label: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
}) {
  return (
    <figure
      className="overflow-x-auto rounded-12 border border-line"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to scroll by keys
      tabIndex={0}
      aria-label={label}
    >
      <table className="w-full min-w-lg border-collapse text-left text-[0.9375rem]">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.title}
                scope="col"
                className={classNames(
                  'border-b border-line bg-soft px-4 py-2.5 text-[0.875rem] font-700 whitespace-nowrap',
                  column.numeric === true && 'text-right',
                )}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map((column, index) => {
                const cellClass = classNames(
                  'px-4 py-2.5 align-top whitespace-nowrap sm:whitespace-normal',
                  column.numeric === true && 'text-right numerals',
                )
                return index === 0 ? (
                  <th key={column.title} scope="row" className={classNames(cellClass, 'font-400')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.title} className={cellClass}>
                    {column.cell(row)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
