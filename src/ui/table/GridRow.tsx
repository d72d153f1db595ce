/* oxlint-disable jsx-a11y/prefer-tag-over-role -- belongs to the grid of Grid.tsx */
import type { KeyboardEvent, ReactNode } from 'react'
import { useCommonTexts } from '../i18n/index.ts'
import { classNames } from '../parts/classNames.ts'
import { withToggled } from './bodyProps.ts'
import type { BodyProps } from './bodyProps.ts'
import { rowHeights } from './gridLayout.ts'

type GridRowProps<Row> = Pick<
  BodyProps<Row>,
  'columns' | 'href' | 'chosen' | 'onChoose' | 'onOpen' | 'density'
> & {
  readonly row: Row
  readonly id: string
  readonly index: number
  /** Distance from the top of the rows, in pixels. */
  readonly start: number
  /** The value of `grid-template-columns`. */
  readonly template: string
  /** Whether Tab reaches this row. */
  readonly isCurrent: boolean
  readonly onFocus: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void
}

/** A row of the grid: the checkbox that chooses it, and its cells. */
export function GridRow<Row>({
  row,
  id,
  index,
  start,
  template,
  isCurrent,
  columns,
  href,
  chosen,
  onChoose,
  onOpen,
  density,
  onFocus,
  onKeyDown,
}: GridRowProps<Row>) {
  const common = useCommonTexts()
  const isChosen = chosen?.has(id) === true
  return (
    <div
      role="row"
      data-row={index}
      aria-rowindex={index + 2}
      tabIndex={isCurrent ? 0 : -1}
      {...(chosen === undefined ? {} : { 'aria-selected': isChosen })}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!(event.target as Element).closest('a, button, input, label')) onOpen(row)
      }}
      style={{
        gridTemplateColumns: template,
        height: rowHeights[density],
        transform: `translateY(${start}px)`,
      }}
      className={classNames(
        'absolute inset-x-0 grid items-center border-b border-line outline-offset-[-3px] hover:bg-soft',
        href !== undefined && 'cursor-pointer',
        isChosen && 'bg-act-soft',
      )}
    >
      {chosen !== undefined && (
        <span role="gridcell" className="flex justify-center">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={common('table.choose', { row: index + 1 })}
            checked={isChosen}
            onChange={() => onChoose?.(withToggled(chosen, id))}
            className="size-5 accent-act"
          />
        </span>
      )}
      {columns.map((column, place) => (
        <span
          key={column.id}
          role="gridcell"
          data-column={column.id}
          className={classNames(
            'truncate',
            density === 'dense' ? 'px-2 text-[0.875rem]' : 'px-3 text-[0.9375rem]',
            column.numeric === true && 'text-right numerals',
          )}
        >
          {place === 0 && href !== undefined ? (
            <RowLink href={href(row)} onOpen={() => onOpen(row)}>
              {column.cell(row)}
            </RowLink>
          ) : (
            column.cell(row)
          )}
        </span>
      ))}
    </div>
  )
}

/**
 * The link in the first cell of a row. A press opens the page here; with Ctrl, ⌘ or the middle
 * button the browser opens it in another tab. The keyboard reaches the row, not this link.
 */
function RowLink({
  href,
  onOpen,
  children,
}: {
  readonly href: string
  readonly onOpen: () => void
  readonly children: ReactNode
}) {
  return (
    <a
      href={href}
      tabIndex={-1}
      className="text-act underline-offset-3 hover:underline"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onOpen()
      }}
    >
      {children}
    </a>
  )
}
