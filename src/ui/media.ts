import { useSyncExternalStore } from 'react'

const narrowScreen = globalThis.matchMedia('(max-width: 47.99rem)')

/** True on a narrow screen, where tables are shown as cards. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrowScreen.addEventListener('change', listener)
      return () => narrowScreen.removeEventListener('change', listener)
    },
    () => narrowScreen.matches,
  )
}
