import { useSyncExternalStore } from 'react'
import { signal } from './http/signals.ts'

/** How years are shown: 令和8年 or 2026年. */
export type Years = 'japanese' | 'gregorian'

const remembered = 'sekisho.years'
const years = signal<Years>(
  globalThis.localStorage?.getItem(remembered) === 'gregorian' ? 'gregorian' : 'japanese',
)

/** How this person wants years shown. */
export function useYears(): Years {
  return useSyncExternalStore(years.watch, years.get)
}

/** Sets how years are shown and remembers it on this device. */
export function setYears(next: Years): void {
  globalThis.localStorage?.setItem(remembered, next)
  years.set(next)
}
