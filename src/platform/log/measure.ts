import { AsyncLocalStorage } from 'node:async_hooks'

/** What one request or job does, counted while it is done and written into its line of the log. */
export interface Measure {
  /** Statements sent to PostgreSQL, with those that begin and end transactions. */
  statements: number
  /** Transactions that were begun anew because others changed the same meanwhile. */
  retries: number
  /** The action or query that was asked for. */
  action?: string
  organizationId?: string
  accountId?: string
}

const measures = new AsyncLocalStorage<Measure | undefined>()

export function newMeasure(): Measure {
  return { statements: 0, retries: 0 }
}

/** Does work on the account of a measure, whatever it waits for. */
export function measured<T>(measure: Measure | undefined, work: () => T): T {
  return measures.run(measure, work)
}

/** The measure of the request or job that is being done; undefined where nobody counts. */
export function currentMeasure(): Measure | undefined {
  return measures.getStore()
}

/** Counts statements that are sent. */
export function countStatement(): void {
  const measure = measures.getStore()
  if (measure) measure.statements += 1
}

/** Counts a transaction that is begun anew. */
export function countRetry(): void {
  const measure = measures.getStore()
  if (measure) measure.retries += 1
}
