import type pg from 'pg'
import { ProblemError, refuse } from '#kernel/problems/index.ts'

/** Time to reach a server at the start of a command, milliseconds. */
export const reachLimit = 10_000

/** Refuses with `database-unreachable`, without the password that the address may hold. */
export function refuseUnreachable(config: pg.PoolConfig, error: unknown): never {
  if (error instanceof ProblemError) throw error
  return refuse('database-unreachable', { place: placeOf(config) })
}

/** Where a database is, for a sentence. */
export function placeOf({ connectionString, host }: pg.PoolConfig): string {
  if (!connectionString) return String(host)
  if (!URL.canParse(connectionString)) return 'DATABASE_URL'
  const url = new URL(connectionString)
  return `${url.host || url.searchParams.get('host') || ''}${url.pathname}`
}
