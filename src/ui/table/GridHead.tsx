/* oxlint-disable jsx-a11y/prefer-tag-over-role -- belongs to the grid of Grid.tsx */
import type { ReactNode } from 'react'
import { useCommonTexts } from '../i18n/index.ts'
import { classNames } from '../parts/classNames.ts'
import { Icon } from '../parts/icons.tsx'
import type { BodyProps } from './bodyProps.ts'
import { narrowest } from './gridLayout.ts'
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
  onWidth,
  template,
  drawn,
  ids,
}: BodyProps<Row> & {
  readonly template: string
  /** The widths that the columns are drawn with. */
  readonly drawn: readonly number[]
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
        {columns.map((column, at) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort}>
            <WidthHandle
              column={column}
              width={drawn[at] ?? narrowest}
              onWidth={(width) => onWidth(column.id, width)}
            />
          </HeadCell>
        ))}
      </div>
    </div>
  )
}

const keySteps: Readonly<Record<string, number>> = { ArrowLeft: -16, ArrowRight: 16 }

/**
 * The edge of a column: dragged, or moved with the arrow keys, it sets the width; a double press or
 * Backspace gives it back to the layout.
 */
function WidthHandle<Row>({
  column,
  width,
  onWidth,
}: {
  readonly column: Column<Row>
  readonly width: number
  readonly onWidth: (width: number | undefined) => void
}) {
  const common = useCommonTexts()
  const set = (next: number): void => onWidth(Math.max(narrowest, Math.round(next)))
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={common('table.width', { column: column.title })}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      tabIndex={0}
      onDoubleClick={() => onWidth(undefined)}
      onKeyDown={(event) => {
        const step = keySteps[event.key]
        if (step !== undefined) set(width + step)
        else if (event.key === 'Backspace') onWidth(undefined)
        else return
        event.preventDefault()
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.dataset['from'] = String(event.clientX - width)
      }}
      onPointerMove={(event) => {
        const from = event.currentTarget.dataset['from']
        if (from !== undefined) set(event.clientX - Number(from))
      }}
      onPointerUp={(event) => {
        delete event.currentTarget.dataset['from']
      }}
      className="absolute inset-y-1 -right-1 z-[1] w-2 cursor-col-resize touch-none rounded-4 hover:bg-act-line focus-visible:bg-act-line print:hidden"
    />
  )
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
  children,
}: { readonly column: Column<Row>; readonly children: ReactNode } & Pick<
  BodyProps<Row>,
  'sort' | 'onSort'
>) {
  const direction = sortDirection(sort, column.id)
  const cellClass = classNames(
    'flex size-full items-center gap-1 px-3 text-left text-[0.875rem] leading-140 font-700',
    column.numeric === true && 'justify-end',
  )
  if (column.sortable !== true)
    return (
      <span
        role="columnheader"
        aria-label={column.title}
        className={classNames(cellClass, 'relative min-w-0 text-sub')}
      >
        <span className="line-clamp-2" title={column.title}>
          {column.title}
        </span>
        {children}
      </span>
    )
  return (
    <span
      role="columnheader"
      aria-label={column.title}
      aria-sort={direction}
      className="relative flex w-full min-w-0"
    >
      <button
        type="button"
        onClick={() => onSort(nextSort(sort, column.id))}
        className={classNames(
          cellClass,
          'cursor-pointer outline-offset-[-3px] hover:bg-calm-soft',
          direction === 'none' ? 'text-sub' : 'text-act',
        )}
      >
        <span className="line-clamp-2" title={column.title}>
          {column.title}
        </span>
        {direction !== 'none' && (
          <Icon name={direction === 'ascending' ? 'up' : 'down'} size={14} />
        )}
      </button>
      {children}
    </span>
  )
}
