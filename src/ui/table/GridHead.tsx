/* oxlint-disable jsx-a11y/prefer-tag-over-role -- belongs to the grid of Grid.tsx */
import { useCommonTexts } from '../i18n/index.ts'
import { classNames } from '../parts/classNames.ts'
import { Icon } from '../parts/icons.tsx'
import type { BodyProps } from './bodyProps.ts'
import { nextSort } from './query.ts'
import type { Column, TableQuery } from './types.ts'

function sortDirection(
  sort: TableQuery['sort'],
  column: string,
): 'ascending' | 'descending' | 'none' {
  return sort?.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none'
}

/**
 * The head of the grid: the column titles, which sort when pressed, and the checkbox for all loaded
 * rows.
 */
export function GridHead<Row>({
  columns,
  sort,
  onSort,
  chosen,
  onChoose,
  template,
  ids,
}: BodyProps<Row> & {
  readonly template: string
  readonly ids: readonly string[]
}) {
  const common = useCommonTexts()
  const allChosen = chosen !== undefined && ids.length > 0 && ids.every((id) => chosen.has(id))
  return (
    <div role="rowgroup" className="sticky top-0 z-[1] bg-soft">
      <div
        role="row"
        aria-rowindex={1}
        className="grid min-h-11 items-stretch border-b border-line"
        style={{ gridTemplateColumns: template }}
      >
        {chosen !== undefined && (
          <span role="columnheader" className="flex items-center justify-center">
            <input
              type="checkbox"
              aria-label={common('table.chooseAll')}
              checked={allChosen}
              onChange={() => onChoose?.(new Set(allChosen ? [] : ids))}
              className="size-5 accent-act"
            />
          </span>
        )}
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  )
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: { readonly column: Column<Row> } & Pick<BodyProps<Row>, 'sort' | 'onSort'>) {
  const direction = sortDirection(sort, column.id)
  const cellClass = classNames(
    'flex size-full items-center gap-1 px-3 text-left text-[0.875rem] leading-140 font-700',
    column.numeric === true && 'justify-end',
  )
  if (column.sortable !== true)
    return (
      <span role="columnheader" className={classNames(cellClass, 'text-sub')}>
        {column.title}
      </span>
    )
  return (
    <span role="columnheader" aria-sort={direction} className="flex">
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, column.id))}
        className={classNames(
          cellClass,
          'cursor-pointer outline-offset-[-3px] hover:bg-calm-soft',
          direction === 'none' ? 'text-sub' : 'text-act',
        )}
      >
        {column.title}
        {direction !== 'none' && (
          <Icon name={direction === 'ascending' ? 'up' : 'down'} size={14} />
        )}
      </button>
    </span>
  )
}
