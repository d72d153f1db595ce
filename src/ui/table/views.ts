import { useState } from 'react'

/** A question with its columns, kept under a name. */
export interface SavedView {
  readonly name: string
  readonly search: Readonly<Record<string, string>>
  readonly columns: readonly string[]
}

/** What this device remembers of a table. */
export interface Remembered {
  readonly columns: readonly string[] | undefined
  readonly views: readonly SavedView[]
}

const nothing: Remembered = { columns: undefined, views: [] }

function read(key: string): Remembered {
  try {
    const kept: unknown = JSON.parse(globalThis.localStorage.getItem(key) ?? 'null')
    return typeof kept === 'object' && kept !== null && 'views' in kept && Array.isArray(kept.views)
      ? (kept as Remembered)
      : nothing
  } catch {
    return nothing
  }
}

/** The columns a person chose and the views they saved for a table, on this device. */
export function useRemembered(
  table: string,
): readonly [Remembered, (change: Partial<Remembered>) => void] {
  const key = `sekisho.table.${table}`
  const [kept, keep] = useState(() => read(key))
  return [
    kept,
    (change) => {
      const next = { ...kept, ...change }
      keep(next)
      globalThis.localStorage.setItem(key, JSON.stringify(next))
    },
  ]
}
