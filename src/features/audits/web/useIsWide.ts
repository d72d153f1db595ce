import { useSyncExternalStore } from 'react'

const wideScreen = globalThis.matchMedia('(min-width: 75rem)')

/** True where the three panes of the desk stand beside each other. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wideScreen.addEventListener('change', listener)
      return () => wideScreen.removeEventListener('change', listener)
    },
    () => wideScreen.matches,
  )
}
