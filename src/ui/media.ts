import { useSyncExternalStore } from 'react'

const narrow = globalThis.matchMedia('(max-width: 47.99rem)')

/** True where tables are drawn as cards. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener)
      return () => narrow.removeEventListener('change', listener)
    },
    () => narrow.matches,
  )
}
