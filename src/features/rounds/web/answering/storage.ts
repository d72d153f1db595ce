import type { Answer } from '../../contract/occurrences.ts'

/** A photo that waits on this device, as a data URL, with the idempotency key of its upload. */
export interface KeptPhoto {
  readonly key: string
  readonly name: string
  readonly data: string
}

/** An answer on this device; its photos are sent before it. */
export interface KeptAnswer extends Answer {
  readonly photos?: readonly KeptPhoto[]
}

/** Answers that were given together and go out together, under one idempotency key. */
export interface KeptAnswers {
  readonly key: string
  readonly occurrence: string
  readonly answers: readonly KeptAnswer[]
  /** The sentence of the server, where it did not accept them. */
  readonly refused?: string
}

const prefix = 'sekisho.answers.'

const nameOf = (account: string, occurrence: string): string => `${prefix}${account}.${occurrence}`

/** The names of the store that begin so; none where the browser keeps nothing. */
function namesLike(beginning: string): string[] {
  try {
    return Object.keys(globalThis.localStorage ?? {}).filter((name) => name.startsWith(beginning))
  } catch {
    return []
  }
}

function read(name: string): readonly KeptAnswers[] {
  try {
    const stored: unknown = JSON.parse(globalThis.localStorage.getItem(name) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isKept) : []
  } catch {
    return []
  }
}

function isKept(value: unknown): value is KeptAnswers {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'occurrence' in value &&
    'answers' in value &&
    Array.isArray(value.answers)
  )
}

/** Whether anybody's answers wait on this device. */
export const answersAreKept = (): boolean => namesLike(prefix).length > 0

/** All answers of an account that wait on this device. */
export const readKept = (account: string): readonly KeptAnswers[] =>
  namesLike(`${prefix}${account}.`).sort().flatMap(read)

/**
 * Changes what waits of one occurrence, from what any tab has written last. False where the device
 * has no room for it.
 */
export function changeKept(
  account: string,
  occurrence: string,
  change: (before: readonly KeptAnswers[]) => readonly KeptAnswers[],
): boolean {
  const name = nameOf(account, occurrence)
  const after = change(read(name))
  try {
    if (after.length === 0) globalThis.localStorage.removeItem(name)
    else globalThis.localStorage.setItem(name, JSON.stringify(after))
    return true
  } catch {
    return false
  }
}
