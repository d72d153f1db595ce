/** How much of one kind of work runs at once, for how long, and how often it is tried. */
export interface WorkLimits {
  /** Pieces at once in one process. */
  readonly parallel: number
  /** Pieces of one organisation at once. */
  readonly perOrganization: number
  /** Longest time of one attempt, milliseconds. */
  readonly milliseconds: number
  /** Attempts until the work waits for an administrator. */
  readonly attempts: number
}

export const usualLimits: WorkLimits = {
  parallel: 2,
  perOrganization: 1,
  milliseconds: 10 * 60_000,
  attempts: 8,
}

/** Pauses after failed attempts, milliseconds; later ones are as long as the last. */
const pauses = [10_000, 60_000, 5 * 60_000, 30 * 60_000, 6 * 3_600_000] as const

/** The pause after the given attempt (the first is 1), milliseconds. */
export function pauseAfterAttempt(attempt: number): number {
  return pauses[Math.min(Math.max(attempt, 1), pauses.length) - 1]!
}
