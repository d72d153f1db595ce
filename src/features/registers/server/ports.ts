import { definePort } from '#platform/gate/port.ts'

/**
 * Entries whose class has changed, each with the reason for the history of the cases that it
 * resets.
 */
export type ClassChanges = ReadonlyMap<string, string | undefined>

/** An open case that a change of class has touched, and the entry that touched it. */
export interface TouchedCase {
  readonly number: string
  readonly line: string
}

/**
 * Announces changed classes, in the transaction of the change: decisions of open cases that were
 * based on a lower class are reset.
 */
export const classChanged = definePort<ClassChanges, readonly TouchedCase[]>(
  'class of entries changed',
)
