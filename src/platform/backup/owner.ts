import pg from 'pg'
import { reachLimit, refuseUnreachable } from '../db/unreachable.ts'

/**
 * Values are written the same way whatever the server's settings are; a row that row-level security
 * would hide is an error, not an omission.
 */
const sessionSettings = `set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set bytea_output = 'hex';
  set extra_float_digits = 1; set row_security = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`

/** Runs work on one connection as the owner of the tables. Refuses with `database-unreachable`. */
export async function asOwner<T>(
  config: pg.PoolConfig,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionTimeoutMillis: reachLimit, ...config, max: 1 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    const client = await pool.connect().catch((error: unknown) => refuseUnreachable(config, error))
    try {
      await client.query(sessionSettings)
      return await work(client)
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}

/** Runs the work in a transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(
  client: pg.ClientBase,
  mode: string,
  work: () => Promise<T>,
): Promise<T> {
  await client.query(`begin ${mode}`)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
