/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only while in sight cannot stand in a table element: it would widen and narrow while scrolling */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useCommonTexts } from '../i18n/index.ts'
import { classNames } from '../parts/classNames.ts'
import { withToggled } from './bodyProps.ts'
import type { BodyProps } from './bodyProps.ts'
import { GridHead } from './GridHead.tsx'
import type { Column } from './types.ts'

const rowHeight = 48
const checkboxWidth = 48

function gridTemplate<Row>(columns: readonly Column<Row>[], hasCheckboxes: boolean): string {
  const widths = columns.map(
    (column) => `minmax(${(column.width ?? 160) * 0.72}px, ${column.width ?? 160}fr)`,
  )
  return [...(hasCheckboxes ? [`${checkboxWidth}px`] : []), ...widths].join(' ')
}

/** The rows as lines under a head that stays in sight. */
export function Grid<Row>(props: BodyProps<Row>) {
  const {
    label,
    columns,
    rows,
    total,
    rowId,
    href,
    chosen,
    onChoose,
    onOpen,
    hasMore,
    isLoading,
    isStale,
    onMore,
  } = props
  const common = useCommonTexts()
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  // oxlint-disable-next-line react/incompatible-library -- the compiler that this warns about is not in use
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoading && last >= rows.length - 25) onMore()
  }, [last, rows.length, hasMore, isLoading, onMore])
  const columnsTemplate = gridTemplate(columns, chosen !== undefined)
  // The row that the focus is on its way to: a key that comes before it has arrived goes on from there.
  const focusTarget = useRef<number>(undefined)
  const goTo = (index: number): void => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    setCurrent(to)
    focusTarget.current = to
    virtualizer.scrollToIndex(to)
    requestAnimationFrame(() => {
      if (focusTarget.current !== to) return
      focusTarget.current = undefined
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row="${to}"]`)
        ?.focus({ preventScroll: true })
    })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>, focused: number): void => {
    const index = focusTarget.current ?? focused
    const row = rows[index]
    if (event.target !== event.currentTarget || row === undefined) return
    const page = Math.max(
      1,
      Math.floor((scroller.current?.clientHeight ?? rowHeight * 10) / rowHeight) - 2,
    )
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: rows.length - 1,
    }
    const to = steps[event.key]
    if (to !== undefined) goTo(to)
    else if (event.key === 'Enter') onOpen(row)
    else if (event.key === ' ' && chosen !== undefined) onChoose?.(withToggled(chosen, rowId(row)))
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      className="max-h-[calc(100dvh-16rem)] min-h-64 overflow-auto rounded-12 border border-line print:max-h-none print:overflow-visible"
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-multiselectable={chosen !== undefined}
        aria-busy={isStale}
        className={classNames('min-w-fit', isStale && 'opacity-60')}
      >
        <GridHead {...props} template={columnsTemplate} ids={rows.map(rowId)} />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const id = rowId(row)
            const isChosen = chosen?.has(id) === true
            return (
              <div
                key={id}
                role="row"
                data-row={item.index}
                aria-rowindex={item.index + 2}
                tabIndex={item.index === current ? 0 : -1}
                {...(chosen === undefined ? {} : { 'aria-selected': isChosen })}
                onFocus={() => setCurrent(item.index)}
                onKeyDown={(event) => onKeyDown(event, item.index)}
                onClick={(event) => {
                  if (!(event.target as Element).closest('a, button, input, label')) onOpen(row)
                }}
                style={{
                  gridTemplateColumns: columnsTemplate,
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
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
                      aria-label={common('table.choose', { row: item.index + 1 })}
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
                    className={classNames(
                      'truncate px-3 text-[0.9375rem]',
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
          })}
        </div>
      </div>
    </div>
  )
}

/** The name of a row: a press opens it here; with Ctrl, ⌘ or the middle button in another tab. The row itself is what the keyboard
 * reaches. */
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
