import { use, useState } from 'react'
import { SessionContext } from '../session/session.ts'
import type { Density } from './gridLayout.ts'

/** A query with its columns, saved under a name. */
export interface SavedView {
  readonly name: string
  readonly search: Readonly<Record<string, string>>
  readonly columns: readonly string[]
}

/** The preferences of a person for a table, on this device. */
export interface TablePreferences {
  readonly columns: readonly string[] | undefined
  readonly views: readonly SavedView[]
  /** Widths that the person gave columns, in pixels. */
  readonly widths?: Readonly<Record<string, number>>
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
  const key = `sekisho.table.${useOwnerKey()}${table}`
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

/** How close the rows of all tables stand, as the person chose it. */
export function useDensity(): readonly [Density, (density: Density) => void] {
  const key = `sekisho.density.${useOwnerKey()}`
  const [density, setDensity] = useState<Density>(() =>
    globalThis.localStorage.getItem(key) === 'dense' ? 'dense' : 'roomy',
  )
  return [
    density,
    (next) => {
      setDensity(next)
      globalThis.localStorage.setItem(key, next)
    },
  ]
}

/** Whose preferences they are: several people may share a device. */
function useOwnerKey(): string {
  const session = use(SessionContext)
  return session === undefined ? '' : `${session.account.id}.`
}
