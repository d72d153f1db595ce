import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import type { RefObject } from 'react'
import { fitColumns, measuredOf, roomIn } from './gridLayout.ts'
import type { Column } from './types.ts'

/** The widest that the words of a cell make a column by themselves, in pixels. */
const widest = 420
const padding = 4

/** What was measured, and for which columns, rows and density. */
interface Measurement {
  readonly drawn: string
  readonly naturals: ReadonlyMap<string, number>
}
const nothingMeasured: Measurement = { drawn: '', naturals: new Map() }

/**
 * The widths of the columns of a grid: what a person gave them, else what their words need as far as
 * the room allows. The words are measured when rows, columns or `density` change.
 */
export function useColumnWidths<Row>(
  scroller: RefObject<HTMLDivElement | null>,
  columns: readonly Column<Row>[],
  {
    given,
    hasCheckboxes,
    loaded,
    density,
  }: {
    readonly given: Readonly<Record<string, number>>
    readonly hasCheckboxes: boolean
    /** Whether rows are drawn. */
    readonly loaded: boolean
    readonly density: string
  },
): readonly number[] {
  const [room, setRoom] = useState(0)
  const [measured, setMeasured] = useState(nothingMeasured)
  const drawn = [...columns.map(({ id }) => id), density, loaded].join(' ')
  const measure = useCallback(() => {
    const grid = scroller.current
    if (grid === null) return
    setRoom(grid.clientWidth)
    const cells = [...grid.querySelectorAll<HTMLElement>('[data-column]')]
    for (const cell of cells) cell.style.width = 'max-content'
    const found = new Map<string, number>()
    for (const cell of cells) {
      const id = cell.dataset['column'] ?? ''
      const words = Math.min(widest, Math.ceil(cell.getBoundingClientRect().width) + padding)
      found.set(id, Math.max(found.get(id) ?? 0, words))
    }
    for (const cell of cells) cell.style.width = ''
    setMeasured({ drawn, naturals: found })
  }, [scroller, drawn])
  useLayoutEffect(() => {
    const grid = scroller.current
    if (grid === null) return undefined
    const observer = new ResizeObserver(measure)
    observer.observe(grid)
    void document.fonts.ready.then(measure)
    return () => observer.disconnect()
  }, [measure, scroller])
  return useMemo(
    () => fitColumns(measuredOf(columns, measured.naturals, given), roomIn(room, hasCheckboxes)),
    [columns, measured, given, room, hasCheckboxes],
  )
}
