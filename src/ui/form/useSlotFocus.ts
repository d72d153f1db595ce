import { useCallback, useId, useRef } from 'react'
import type { RefObject } from 'react'
import type { Slot } from './slots.ts'

/** The ids of the controls of a form, and ways to move the focus to them. */
export interface SlotFocus {
  /** Takes the focus where none of the candidates controls is shown. */
  readonly top: RefObject<HTMLDivElement | null>
  readonly idOf: (slot: Slot) => string
  /** Focuses the first of these controls that is shown. */
  readonly focusFirst: (candidates: readonly Slot[]) => void
  /** The same among the slots with a fault, after the next frame: the faults are drawn by then. */
  readonly focusFirstFault: (isFaulty: (slot: Slot) => boolean) => void
}

/** Gives every slot of a form an id that is unique on the page, and moves the focus by it. */
export function useSlotFocus(slots: readonly Slot[]): SlotFocus {
  const base = useId()
  const top = useRef<HTMLDivElement>(null)
  const idOf = useCallback(
    ({ section, field }: Slot): string =>
      `${base}${section === undefined ? '' : `${section.id}-`}${field.id}`,
    [base],
  )
  const focusFirst = (candidates: readonly Slot[]): void => {
    const control = candidates
      .map((slot) => document.querySelector<HTMLElement>(`#${CSS.escape(idOf(slot))}`))
      .find((element) => element !== null)
    control?.closest('details')?.setAttribute('open', '')
    ;(control ?? top.current)?.focus()
  }
  const focusFirstFault = (isFaulty: (slot: Slot) => boolean): void => {
    requestAnimationFrame(() => focusFirst(slots.filter(isFaulty)))
  }
  return { top, idOf, focusFirst, focusFirstFault }
}
