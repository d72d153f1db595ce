import { AsyncLocalStorage } from 'node:async_hooks'

/** Counters of one request or job, written into its line of the log. */
export interface Measure {
  /** Statements sent to PostgreSQL, with those that begin and end transactions. */
  statements: number
  /** Transactions that were retried because of other transactions. */
  retries: number
  /** The action or query that was requested. */
  action?: string
  organizationId?: string
  accountId?: string
}

const measures = new AsyncLocalStorage<Measure | undefined>()

export function newMeasure(): Measure {
  return { statements: 0, retries: 0 }
}

/** Runs work; everything that it causes is counted on the measure. */
export function measured<T>(measure: Measure | undefined, work: () => T): T {
  return measures.run(measure, work)
}

/** The measure of the current request or job; undefined outside of one. */
export function currentMeasure(): Measure | undefined {
  return measures.getStore()
}

/** Counts statements that are sent. */
export function countStatement(): void {
  const measure = measures.getStore()
  if (measure) measure.statements += 1
}

/** Counts a transaction that is retried. */
export function countRetry(): void {
  const measure = measures.getStore()
  if (measure) measure.retries += 1
}
