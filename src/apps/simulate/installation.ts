import { join } from 'node:path'
import { contextLoader } from '#features/organization/server/public.ts'
import { packOfEdition } from '#features/policy/server/public.ts'
import { createSecrets, fingerprintOf, loadOrCreateKey } from '#platform/auth/secrets.ts'
import { bindToKey } from '#platform/db/installation.ts'
import { startLocalPostgres } from '#platform/db/local/postgres.ts'
import { migrate, programRole } from '#platform/db/migrate.ts'
import { openPool } from '#platform/db/pool.ts'
import { createPrinter } from '#platform/documents/print/index.ts'
import { systemEnvironment } from '#platform/environment.ts'
import type { Environment } from '#platform/environment.ts'
import { createFileStore } from '#platform/files/store.ts'
import { Gate } from '#platform/gate/gate.ts'
import { JournalSeals } from '#platform/journal/seals.ts'
import { openLog } from '#platform/log/log.ts'
import type { Services } from '#platform/services.ts'
import { ports } from '../ports.ts'

export interface Installation {
  readonly services: Services
  stop(): Promise<void>
}

/** Connections: acts follow each other, so that few are enough. */
const poolSize = 4

/**
 * A new installation in an empty folder whose clock is handed in: nothing listens, and no job runs
 * by itself. `durable` false leaves out waiting for the disk, for what is thrown away afterwards.
 */
export async function openInstallation(
  folder: string,
  environment: Environment,
  packsFolders: readonly string[],
  durable: boolean,
): Promise<Installation> {
  const local = await startLocalPostgres({
    folder,
    ...(durable ? {} : { settings: { fsync: 'off', full_page_writes: 'off' } }),
  })
  try {
    const keyFile = join(folder, 'secret.key')
    await migrate({ ...local.connection })
    const key = await loadOrCreateKey(keyFile, systemEnvironment)
    await bindToKey({ ...local.connection }, { file: keyFile, fingerprint: fingerprintOf(key) })
    const pool = openPool({ ...local.connection, user: programRole }, poolSize)
    const log = openLog('warn', () => environment.now())
    const seals = new JournalSeals(key, folder, (error) => log.error({ error }, 'journal heads'))
    const printer = createPrinter()
    const services: Services = {
      gate: new Gate(pool, environment, contextLoader(packOfEdition), seals, ports),
      pool,
      environment,
      printer,
      log,
      files: createFileStore(join(folder, 'files'), environment),
      secrets: createSecrets(key, environment),
      seals,
      settings: { publicUrl: 'http://localhost', folder, packsFolders },
    }
    return {
      services,
      stop: async () => {
        await printer.close()
        await seals.save()
        await pool.end()
        await local.stop()
      },
    }
  } catch (error) {
    await local.stop()
    throw error
  }
}
