/* oxlint-disable jsx-a11y/prefer-tag-over-role -- for the reason see `Grid` */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { classNames } from '../parts/classNames.ts'
import type { BodyProps } from './bodyProps.ts'
import { GridHead } from './GridHead.tsx'
import { gridTemplate, rowHeights } from './gridLayout.ts'
import { GridRow } from './GridRow.tsx'
import { useColumnWidths } from './useColumnWidths.ts'
import { useRowFocus } from './useRowFocus.ts'

/** How many rows before the last loaded row the next page is requested. */
const loadAheadRows = 25

/**
 * The rows of a table under a sticky head. Only the rows in sight are in the document; therefore
 * the roles are on `div` elements: a table element would change its column widths while scrolling.
 */
export function Grid<Row>(props: BodyProps<Row>) {
  const { label, columns, rows, total, rowId, chosen, hasMore, isLoading, isStale, onMore } = props
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = rowHeights[props.density]
  // oxlint-disable-next-line react/incompatible-library -- the React compiler is not in use
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoading && last >= rows.length - loadAheadRows) onMore()
  }, [last, rows.length, hasMore, isLoading, onMore])
  const widths = useColumnWidths(scroller, columns, {
    given: props.widths,
    hasCheckboxes: chosen !== undefined,
    loaded: rows.length > 0,
    density: props.density,
  })
  const template = gridTemplate(widths, chosen !== undefined)
  const { current, setCurrent, onKeyDown } = useRowFocus({
    ...props,
    rowHeight,
    scroller,
    scrollToIndex: (index) => virtualizer.scrollToIndex(index),
  })
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
        <GridHead {...props} template={template} drawn={widths} ids={rows.map(rowId)} />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <GridRow
                {...props}
                key={rowId(row)}
                id={rowId(row)}
                row={row}
                index={item.index}
                start={item.start}
                template={template}
                isCurrent={item.index === current}
                onFocus={() => setCurrent(item.index)}
                onKeyDown={(event) => onKeyDown(event, item.index)}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
