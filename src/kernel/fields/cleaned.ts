import type { Words } from '../words/words.ts'

/** What is wrong with a value. `at` is a JSON pointer below the field. */
export interface ValueFault {
  readonly at: string
  readonly words: Words
}

/** A value in its stored form, or what is wrong with it. */
export type CleanResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly faults: readonly ValueFault[] }

export function valid(value: unknown): CleanResult {
  return { ok: true, value }
}

export function invalid(words: Words): CleanResult {
  return { ok: false, faults: [{ at: '', words }] }
}
