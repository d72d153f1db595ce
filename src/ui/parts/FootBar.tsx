import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'

/**
 * What can be done here; on the phone in a bar at the foot that is always in sight. The page ends
 * above the bar (`--foot-bar`), however many rows its buttons take.
 */
export function FootBar({ children }: { readonly children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = bar.current
    if (element === null) return undefined
    const { style } = document.documentElement
    const observer = new ResizeObserver(() =>
      style.setProperty('--foot-bar', `${element.offsetHeight}px`),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      style.removeProperty('--foot-bar')
    }
  }, [])
  return (
    <div
      ref={bar}
      data-foot-bar
      className="flex flex-wrap items-center gap-x-4 gap-y-2.5 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] max-lg:z-10 max-lg:border-t max-lg:border-line max-lg:bg-paper max-lg:px-4 max-lg:py-2.5 print:hidden"
    >
      {children}
    </div>
  )
}
