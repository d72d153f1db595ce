import { isEmpty } from './empty.ts'
import type { FieldValues } from './types.ts'

/** One field that changed; `from` or `to` is missing where it was or is empty. */
export interface FieldChange {
  readonly field: string
  readonly from?: unknown
  readonly to?: unknown
}

/**
 * The fields that differ between two sets of values; the order of an object's keys does not matter.
 */
export function diffValues(before: FieldValues, after: FieldValues): readonly FieldChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return ids.flatMap((field) => {
    const from = isEmpty(before[field]) ? undefined : before[field]
    const to = isEmpty(after[field]) ? undefined : after[field]
    return sameValue(from, to) ? [] : [{ field, from, to }]
  })
}

/** Equality of plain data. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false
  const left = a as Readonly<Record<string, unknown>>
  const right = b as Readonly<Record<string, unknown>>
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]))
  )
}
