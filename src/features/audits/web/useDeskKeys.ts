import { useEffect, useRef } from 'react'

/** Keys of the desk, by what they are called. They do nothing where something is written or picked. */
export function useDeskKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const { target } = event
      if (target instanceof Element && target.closest(writing) !== null) return
      // Enter presses what has the focus.
      if (
        event.key === 'Enter' &&
        target instanceof Element &&
        target.closest('button, a') !== null
      )
        return
      const act = latest.current[event.key.toLowerCase()]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const writing = 'input, textarea, select, [contenteditable], [role="dialog"], [role="listbox"]'
