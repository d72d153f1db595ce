import pg from 'pg'
import { programRole } from './migrate.ts'
import { types } from './types.ts'

/**
 * Limits of every wait on the server, milliseconds: longer than the slowest page and the longest
 * batch of an import, shorter than anybody waits.
 */
const limits = {
  statement_timeout: 60_000,
  lock_timeout: 15_000,
  idle_in_transaction_session_timeout: 10 * 60_000,
} as const
/** Time to get a connection, milliseconds. */
const connectLimit = 8_000

/**
 * A pool that works as the program's role, so that row-level security applies. Where the URL signs
 * in as another user, the role is set as a connection option, so that RESET ROLE returns to it too.
 * Lost connections are replaced silently. Statements are sent without waiting for the reply to the
 * one before (pipeline).
 */
export function openPool(config: pg.PoolConfig, max: number): pg.Pool {
  const role = config.user === programRole ? {} : { options: `-c role=${programRole}` }
  const pool = new pg.Pool({
    ...config,
    ...role,
    max,
    pipeline: true,
    connectionTimeoutMillis: connectLimit,
    ...limits,
    types: types as pg.CustomTypesConfig,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  })
  pool.on('error', () => undefined)
  // The pool listens to idle connections only; without this, one that is lost while in use would
  // end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
