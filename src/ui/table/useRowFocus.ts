import { useRef, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { withToggled } from './bodyProps.ts'
import type { BodyProps } from './bodyProps.ts'

type RowFocusParts<Row> = Pick<
  BodyProps<Row>,
  'rows' | 'rowId' | 'chosen' | 'onChoose' | 'onOpen'
> & {
  readonly rowHeight: number
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly scrollToIndex: (index: number) => void
}

/** The row that has the focus, and the keys that move it. */
interface RowFocus {
  /** Index of the row that Tab reaches. */
  readonly current: number
  readonly setCurrent: (index: number) => void
  /** Arrow keys, Page Up and Down, Home and End move the focus; Enter opens; Space chooses. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>, focused: number) => void
}

/** Keyboard navigation among rows of which only those in sight are in the document. */
export function useRowFocus<Row>({
  rows,
  rowId,
  chosen,
  onChoose,
  onOpen,
  rowHeight,
  scroller,
  scrollToIndex,
}: RowFocusParts<Row>): RowFocus {
  const [current, setCurrent] = useState(0)
  // The row that gets the focus in the next frame. A key pressed before that starts from this row.
  const focusTarget = useRef<number>(undefined)
  const goTo = (index: number): void => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    setCurrent(to)
    focusTarget.current = to
    scrollToIndex(to)
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
  return { current, setCurrent, onKeyDown }
}
