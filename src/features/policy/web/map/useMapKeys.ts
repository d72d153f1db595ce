import { useEffect } from 'react'

const stops = '[data-chapter], [data-provision]'

/**
 * J and K go through chapters and provisions as they stand on the page, ← and → through time. Not
 * while something is written or picked.
 */
export function useMapKeys(travel: (step: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isForWriting(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'j' || key === 'k') focusNext(key === 'j' ? 1 : -1)
      else if (key === 'arrowleft' || key === 'arrowright') travel(key === 'arrowright' ? 1 : -1)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [travel])
}

function isForWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        'input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]',
      ) !== null)
  )
}

function focusNext(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(stops)]
  const at = all.findIndex((stop) => stop === document.activeElement)
  const next = at === -1 ? (step === 1 ? all[0] : all.at(-1)) : all[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
