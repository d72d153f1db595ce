import { createContext, use } from 'react'

/** Opens the search dialog. */
export const SearchOpener = createContext<() => void>(() => undefined)

/** Opens the search dialog from anywhere in the shell. */
export function useOpenSearch(): () => void {
  return use(SearchOpener)
}
