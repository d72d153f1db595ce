import { useSyncExternalStore } from 'react'
import { signal } from './http/latch.ts'

/** How years are shown: 令和8年 or 2026年. */
export type Years = 'japanese' | 'gregorian'

const storageKey = 'sekisho.years'
const years = signal<Years>(
  globalThis.localStorage?.getItem(storageKey) === 'gregorian' ? 'gregorian' : 'japanese',
)

/** The style of years that this person chose. */
export function useYears(): Years {
  return useSyncExternalStore(years.watch, years.get)
}

/** Sets the style of years and stores it on this device. */
export function setYears(next: Years): void {
  globalThis.localStorage?.setItem(storageKey, next)
  years.set(next)
}
