import { createContext } from 'react'

/** What is known of a field already, and where from: nobody is asked for it. */
export interface KnownField {
  readonly field: string
  readonly value: unknown
  /** The value as it is shown. */
  readonly text: string
  /** The names of the entries that say it. */
  readonly entries: readonly string[]
}

/** What the page around a form knows of its fields. */
export const KnownFields = createContext<readonly KnownField[]>([])
