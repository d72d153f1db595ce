/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only while in sight cannot stand in a table element: it would widen and narrow while scrolling */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useKit } from '../i18n/index.ts'
import { classes } from '../parts/classes.ts'
import { toggled } from './body.ts'
import type { BodyProps } from './body.ts'
import { Head } from './Head.tsx'
import type { Column } from './types.ts'

const rowHeight = 48
const boxWidth = 48

function template<Row>(columns: readonly Column<Row>[], boxes: boolean): string {
  const widths = columns.map(
    (column) => `minmax(${(column.width ?? 160) * 0.72}px, ${column.width ?? 160}fr)`,
  )
  return [...(boxes ? [`${boxWidth}px`] : []), ...widths].join(' ')
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
    more,
    busy,
    stale,
    onMore,
  } = props
  const kit = useKit()
  const frame = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  // oxlint-disable-next-line react/incompatible-library -- the compiler that this warns about is not in use
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const items = lines.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && !busy && last >= rows.length - 25) onMore()
  }, [last, rows.length, more, busy, onMore])
  const columnsTemplate = template(columns, chosen !== undefined)
  // The row that the focus is on its way to: a key that comes before it has arrived goes on from there.
  const leading = useRef<number>(undefined)
  const goTo = (index: number): void => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    setCurrent(to)
    leading.current = to
    lines.scrollToIndex(to)
    requestAnimationFrame(() => {
      if (leading.current !== to) return
      leading.current = undefined
      frame.current
        ?.querySelector<HTMLElement>(`[data-row="${to}"]`)
        ?.focus({ preventScroll: true })
    })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>, focused: number): void => {
    const index = leading.current ?? focused
    const row = rows[index]
    if (event.target !== event.currentTarget || row === undefined) return
    const page = Math.max(
      1,
      Math.floor((frame.current?.clientHeight ?? rowHeight * 10) / rowHeight) - 2,
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
    else if (event.key === ' ' && chosen !== undefined) onChoose?.(toggled(chosen, rowId(row)))
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={frame}
      className="max-h-[calc(100dvh-16rem)] min-h-64 overflow-auto rounded-12 border border-line print:max-h-none print:overflow-visible"
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={total === undefined ? -1 : total + 1}
        aria-multiselectable={chosen !== undefined}
        aria-busy={stale}
        className={classes('min-w-fit', stale && 'opacity-60')}
      >
        <Head {...props} template={columnsTemplate} ids={rows.map(rowId)} />
        <div role="rowgroup" className="relative" style={{ height: lines.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const id = rowId(row)
            const on = chosen?.has(id) === true
            return (
              <div
                key={id}
                role="row"
                data-row={item.index}
                aria-rowindex={item.index + 2}
                tabIndex={item.index === current ? 0 : -1}
                {...(chosen === undefined ? {} : { 'aria-selected': on })}
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
                className={classes(
                  'absolute inset-x-0 grid items-center border-b border-line outline-offset-[-3px] hover:bg-soft',
                  href !== undefined && 'cursor-pointer',
                  on && 'bg-act-soft',
                )}
              >
                {chosen !== undefined && (
                  <span role="gridcell" className="flex justify-center">
                    <input
                      type="checkbox"
                      tabIndex={-1}
                      aria-label={kit('table.choose', { row: item.index + 1 })}
                      checked={on}
                      onChange={() => onChoose?.(toggled(chosen, id))}
                      className="size-5 accent-act"
                    />
                  </span>
                )}
                {columns.map((column, place) => (
                  <span
                    key={column.id}
                    role="gridcell"
                    className={classes(
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
