/**
 * An exception that was granted: for a person, a unit, one entry (where that is a place, a system
 * say, also for all that stands there), or, without any of them, for everyone.
 */
export interface GrantedException {
  readonly id: string
  /** The case that granted it, and its number. */
  readonly case: string
  readonly number: string
  readonly provisions: readonly string[]
  readonly person?: string
  readonly unit?: string
  readonly entry?: string
  /** YYYY-MM-DD, both included. */
  readonly from: string
  readonly until: string
}
