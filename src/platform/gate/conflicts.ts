import type { Environment } from '../environment.ts'

/**
 * SQLSTATE of transactions that PostgreSQL ended because of concurrent ones (appendix A, class 40):
 * nothing of them was committed.
 */
const conflictStates = { '40P01': 'deadlocks', '40001': 'serializationFailures' } as const

/** The kind of conflict that ended a transaction; undefined for any other error. */
export function conflictOf(error: unknown): 'deadlocks' | 'serializationFailures' | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const { code } = error
  return code === '40P01' || code === '40001' ? conflictStates[code] : undefined
}

/**
 * Most attempts in all. PostgreSQL ends one of those in a deadlock and lets the rest go on, so the
 * second attempt nearly always succeeds.
 */
export const mostTries = 5

/**
 * Longest pause before the second attempt, milliseconds; it doubles with each attempt. PostgreSQL
 * has waited a second (deadlock_timeout) before it ended the first.
 */
const firstPause = 20

/**
 * Pause after a failed attempt, milliseconds: random up to the bound, so that two conflicting
 * transactions do not meet again.
 */
export function pauseAfter(tries: number, outside: Environment): number {
  const part = outside.random(2).readUInt16BE() / 65_536
  return part * firstPause * 2 ** (tries - 1)
}

/** Counters of the gate since the program began, for logs and measurements. */
export interface GateCounters {
  /** Transactions that PostgreSQL ended because of a deadlock (SQLSTATE 40P01). */
  deadlocks: number
  /** Transactions that PostgreSQL ended because of concurrent writes (40001). */
  serializationFailures: number
  /** Work run again because it needed rows too late to lock them in order. */
  reordered: number
  /** Work given up after the last attempt. */
  exhausted: number
  /** How often the context of an organisation was read. */
  contextLoads: number
  /** Statements sent, without those that begin and end transactions. */
  statements: number
}
