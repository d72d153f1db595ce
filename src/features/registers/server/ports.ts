import { definePort } from '#platform/gate/port.ts'

/** An entry's class has changed: what was decided about it by the lower class is begun anew, in the transaction of the change. */
export interface ClassChange {
  readonly entry: string
  /** Why, for the history of what is begun anew. */
  readonly reason?: string | undefined
}

/** Answered with the numbers of the cases touched. */
export const classChanged = definePort<ClassChange, readonly string[]>('class of an entry changed')
