import { definePort } from '#platform/gate/port.ts'

/** Entries whose class has changed, each with the reason for the history of what is begun anew. */
export type ClassChanges = ReadonlyMap<string, string | undefined>

/** An open case that a change of class has touched, and the entry that touched it. */
export interface TouchedCase {
  readonly number: string
  readonly line: string
}

/** The class of entries has changed: what open cases decided by the lower class is begun anew, in the transaction of the change. */
export const classChanged = definePort<ClassChanges, readonly TouchedCase[]>(
  'class of entries changed',
)
