import { createContext } from 'react'
import type { PickOption } from './types.ts'

/** What the page around a form is about: the entries that fields with `among` tick one by one. */
export const FormEntries = createContext<readonly PickOption[]>([])
