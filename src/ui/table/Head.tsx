/* oxlint-disable jsx-a11y/prefer-tag-over-role -- belongs to the grid of Grid.tsx */
import { useKit } from '../i18n/index.ts'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import type { BodyProps } from './body.ts'
import { nextSort } from './query.ts'
import type { Column, TableQuery } from './types.ts'

function order(sort: TableQuery['sort'], column: string): 'ascending' | 'descending' | 'none' {
  return sort?.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none'
}

/** The head of the lines: the titles of the columns, pressed to sort, and the box for all rows that are loaded. */
export function Head<Row>({
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
  const kit = useKit()
  const all = chosen !== undefined && ids.length > 0 && ids.every((id) => chosen.has(id))
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
              aria-label={kit('table.chooseAll')}
              checked={all}
              onChange={() => onChoose?.(new Set(all ? [] : ids))}
              className="size-5 accent-act"
            />
          </span>
        )}
        {columns.map((column) => (
          <Title key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  )
}

function Title<Row>({
  column,
  sort,
  onSort,
}: { readonly column: Column<Row> } & Pick<BodyProps<Row>, 'sort' | 'onSort'>) {
  const now = order(sort, column.id)
  const look = classes(
    'flex size-full items-center gap-1 px-3 text-left text-[0.875rem] leading-140 font-700',
    column.numeric === true && 'justify-end',
  )
  if (column.sortable !== true)
    return (
      <span role="columnheader" className={classes(look, 'text-sub')}>
        {column.title}
      </span>
    )
  return (
    <span role="columnheader" aria-sort={now} className="flex">
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, column.id))}
        className={classes(
          look,
          'cursor-pointer outline-offset-[-3px] hover:bg-calm-soft',
          now === 'none' ? 'text-sub' : 'text-act',
        )}
      >
        {column.title}
        {now !== 'none' && <Icon name={now === 'ascending' ? 'up' : 'down'} size={14} />}
      </button>
    </span>
  )
}
