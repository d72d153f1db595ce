import { createContext, use } from 'react'

/** Opens the search dialog; undefined where there is none, as at a shared terminal. */
export const OpenSearchContext = createContext<(() => void) | undefined>(undefined)

/** Opens the search dialog from anywhere in the shell. */
export function useOpenSearch(): (() => void) | undefined {
  return use(OpenSearchContext)
}
