import type { Environment } from '../environment.ts'

/** SQLSTATE of transactions that PostgreSQL ended because of others that ran beside them (appendix A, class 40): nothing of them was kept. */
const conflictStates = { '40P01': 'deadlocks', '40001': 'serializationFailures' } as const

/** How a transaction was ended because of another one; undefined where it was not. */
export function conflictOf(error: unknown): 'deadlocks' | 'serializationFailures' | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const { code } = error
  return code === '40P01' || code === '40001' ? conflictStates[code] : undefined
}

/** How often work is tried in all. PostgreSQL ends one of those that wait for each other and lets the rest go on, so the second try nearly always succeeds. */
export const mostTries = 5

/** The longest pause before the second try, milliseconds; it doubles with each. PostgreSQL has waited a second (deadlock_timeout) before it ended the first. */
const firstPause = 20

/** How long to wait after a try that failed, milliseconds: anything up to the bound, so that two that met do not meet again. */
export function pauseAfter(tries: number, outside: Environment): number {
  const part = outside.random(2).readUInt16BE() / 65_536
  return part * firstPause * 2 ** (tries - 1)
}

/** What the gate has had to do besides the work itself, since the program began. For logs and measurements. */
export interface GateCounters {
  /** Transactions that PostgreSQL ended because they waited for each other (SQLSTATE 40P01). */
  deadlocks: number
  /** Transactions that PostgreSQL ended because of what others wrote (40001). */
  serializationFailures: number
  /** Work run once more because it needed rows too late to lock them in order. */
  reordered: number
  /** Work given up after the last try. */
  exhausted: number
  /** Times that an organisation was read for its context. */
  contextLoads: number
  /** Statements sent, those that begin and end transactions left out. */
  statements: number
}
