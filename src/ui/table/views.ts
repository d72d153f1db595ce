import { useState } from 'react'

/** A query with its columns, saved under a name. */
export interface SavedView {
  readonly name: string
  readonly search: Readonly<Record<string, string>>
  readonly columns: readonly string[]
}

/** The preferences for a table on this device. */
export interface TablePreferences {
  readonly columns: readonly string[] | undefined
  readonly views: readonly SavedView[]
}

const noPreferences: TablePreferences = { columns: undefined, views: [] }

function readPreferences(key: string): TablePreferences {
  try {
    const stored: unknown = JSON.parse(globalThis.localStorage.getItem(key) ?? 'null')
    return typeof stored === 'object' &&
      stored !== null &&
      'views' in stored &&
      Array.isArray(stored.views)
      ? (stored as TablePreferences)
      : noPreferences
  } catch {
    return noPreferences
  }
}

/** The columns that a person chose and the views they saved for a table, on this device. */
export function useTablePreferences(
  table: string,
): readonly [TablePreferences, (change: Partial<TablePreferences>) => void] {
  const key = `sekisho.table.${table}`
  const [preferences, setPreferences] = useState(() => readPreferences(key))
  return [
    preferences,
    (change) => {
      const next = { ...preferences, ...change }
      setPreferences(next)
      globalThis.localStorage.setItem(key, JSON.stringify(next))
    },
  ]
}
