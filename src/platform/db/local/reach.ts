import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { refuse } from '#kernel/problems/index.ts'
import { programRole } from '../migrate.ts'
import { findRunningPostgres, startLocalPostgres } from './postgres.ts'
import type { LocalConnection } from './postgres.ts'

/** The database of an installation, connected as its owner. */
export interface DatabaseAccess {
  readonly config: pg.PoolConfig
  /** The same, as the program works with it: see `openPool`. */
  readonly asProgram: pg.PoolConfig
  /** Stops what was started for the connection. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database of an installation for one command: the given server, else the one of a
 * running Sekisho in the folder, else a local server that runs as long as the command. Refuses with
 * `installation-missing` where there is none.
 */
export async function reachDatabase(
  folder: string,
  databaseUrl: string | undefined,
): Promise<DatabaseAccess> {
  if (databaseUrl) {
    const config = { connectionString: databaseUrl }
    return { config, asProgram: config, close: async () => {} }
  }
  if (!existsSync(join(folder, 'postgres'))) return refuse('installation-missing', { folder })
  const running = findRunningPostgres(folder)
  if (running) return { ...configsOf(running), close: async () => {} }
  const local = await startLocalPostgres({ folder })
  return { ...configsOf(local.connection), close: local.stop }
}

const configsOf = (connection: LocalConnection): Omit<DatabaseAccess, 'close'> => ({
  config: { ...connection },
  asProgram: { ...connection, user: programRole },
})
