import type { Environment } from '../environment.ts'

/**
 * SQLSTATE of transactions that PostgreSQL ended because of concurrent ones (appendix A, class 40).
 * Nothing of them was committed.
 */
const conflictStates = { '40P01': 'deadlocks', '40001': 'serializationFailures' } as const

/** The kind of conflict that ended a transaction; undefined for other errors. */
export function conflictOf(error: unknown): 'deadlocks' | 'serializationFailures' | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const { code } = error
  return code === '40P01' || code === '40001' ? conflictStates[code] : undefined
}

/**
 * Whether a row exists already (unique_violation): somebody else may have written it after the work
 * had looked for it. The second run sees it, and says so in its own words.
 */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/**
 * Number of tries in all. PostgreSQL ends one of the transactions that wait for each other and lets
 * the others go on, so that the second try nearly always succeeds.
 */
export const mostTries = 5

/**
 * Longest pause before the second try, in milliseconds; it doubles with each further try.
 * PostgreSQL has waited a second (deadlock_timeout) before it ended the first.
 */
const firstPause = 20

/**
 * Pause after a failed try, in milliseconds: random up to the bound, so that two transactions that
 * met do not meet again.
 */
export function pauseAfter(tries: number, outside: Pick<Environment, 'random'>): number {
  const part = outside.random(2).readUInt16BE() / 65_536
  return part * firstPause * 2 ** (tries - 1)
}

/** Counters of the gate since the program began, for logs and measurements. */
export interface GateCounters {
  /** Transactions that PostgreSQL ended because they waited for each other (SQLSTATE 40P01). */
  deadlocks: number
  /** Transactions that PostgreSQL ended because of concurrent writes (40001). */
  serializationFailures: number
  /** Runs repeated because a row was there already that they wrote (23505). */
  duplicates: number
  /** Runs repeated because rows were needed too late to lock them in order. */
  reordered: number
  /** Work given up after the last try. */
  exhausted: number
  /** Number of times that a context was loaded. */
  contextLoads: number
  /** Statements sent, without those that begin and end transactions. */
  statements: number
}
