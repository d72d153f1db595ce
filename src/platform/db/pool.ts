import pg from 'pg'
import { programRole } from './migrate.ts'
import { types } from './types.ts'

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
