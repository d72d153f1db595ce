import { randomUUID } from 'node:crypto'
import { readPidFile } from '#platform/db/local/postmaster.ts'
import { findRunningPostgres } from '#platform/db/local/postgres.ts'
import { verifyInstallation } from '#platform/backup/verify.ts'
import { join } from 'node:path'
import { askDatabase, freePort, makeTokens, startInstallation } from './installation.ts'
import type { Installation } from './installation.ts'
import { create, startWriters } from './writers.ts'
import type { Writers, WritersOptions } from './writers.ts'

/** Target of the kill: the whole program, or the database under it. */
export type Victim = 'server' | 'postgres'

/** What was left after all kills. */
export interface KillReport {
  readonly kills: number
  /** Entries that were answered with 201. */
  readonly acknowledged: number
  /** Requests that the kills cut off; all were sent again with the same key. */
  readonly cutOff: number
  /** Acknowledged entries that are missing, or whose event is not in the journal. */
  readonly lost: number
  /** Entries that are there twice. */
  readonly doubled: number
  readonly journalIsGood: boolean
  readonly journalRows: number
  /** Milliseconds from each kill to the first new acknowledged write. */
  readonly outages: readonly number[]
  /**
   * Milliseconds from each new start of the program to its first page; empty where only the
   * database was killed.
   */
  readonly starts: readonly number[]
}

const clients = 4

/**
 * Kills the target repeatedly while clients write, and compares the acknowledged writes with the
 * database.
 */
export async function killRounds(
  folder: string,
  victim: Victim,
  kills: number,
): Promise<KillReport> {
  const port = await freePort()
  let installation = await startInstallation(folder, port, 'otari')
  let writers: Writers | undefined
  try {
    const options = await findWriter(installation)
    writers = startWriters({ ...options, clients })
    const outages: number[] = []
    const starts: number[] = []
    for (let round = 0; round < kills; round += 1) {
      // A different number of writes each time, so that the kill hits different moments of a write.
      await writers.moreAcknowledged(5 + ((round * 7) % 23))
      const killed = performance.now()
      if (victim === 'server') {
        await installation.end('SIGKILL')
        installation = await startInstallation(folder, port)
        starts.push(installation.startedIn)
      } else {
        process.kill(readPidFile(join(folder, 'postgres'))?.pid ?? 0, 'SIGKILL')
      }
      await writers.moreAcknowledged(1)
      outages.push(performance.now() - killed)
    }
    await writers.finish()
    return { kills, outages, starts, ...(await compare(folder, writers)) }
  } finally {
    writers?.abandon()
    await installation.end('SIGTERM')
  }
}

/**
 * An account of the demo that may write to its asset register, and fields that an entry may have.
 */
export async function findWriter(installation: Installation): Promise<WritersOptions> {
  const { folder, url } = installation
  const [example] = await askDatabase<{ register: string; fields: Record<string, unknown> }>(
    folder,
    'select register, fields from entries where register = (select register from entries group by 1 order by count(*) desc limit 1) order by number limit 1',
  )
  if (!example) throw new Error('the demo has no entries')
  const refusals: string[] = []
  for (const token of await makeTokens(folder)) {
    const options = { url, token, ...example, clients: 1 }
    try {
      await create(options, '試し書き', randomUUID())
      return options
    } catch (error) {
      refusals.push(String(error))
    }
  }
  throw new Error(`nobody of the demo may write: ${refusals.join('; ')}`)
}

async function compare(folder: string, { acknowledged, attempted, cutOff }: Writers) {
  const [counts] = await askDatabase<{
    present: number
    recorded: number
    named: number
    copies: number
  }>(
    folder,
    `select (select count(*)::int from unnest($1::uuid[]) a join entries e on e.id = a) as present,
            (select count(distinct a)::int from unnest($1::uuid[]) a join journal j on j.subject_id = a::text) as recorded,
            (select count(distinct name)::int from entries where name = any($2)) as named,
            (select count(*)::int from entries where name = any($2)) as copies`,
    [acknowledged, attempted],
  )
  const report = await verifyInstallation({ database: { ...findRunningPostgres(folder) }, folder })
  const { present = 0, recorded = 0, named = 0, copies = 0 } = counts ?? {}
  return {
    acknowledged: acknowledged.length,
    cutOff: cutOff(),
    lost: acknowledged.length - Math.min(present, recorded),
    doubled: copies - named,
    // The tokens of the writers are made past the program, and found for it.
    journalIsGood:
      report.fileFaults.length === 0 &&
      report.journals.every(({ broken }) => broken.every(({ table }) => table === 'api_tokens')),
    journalRows: report.journals.reduce((sum, { rows }) => sum + rows, 0),
  }
}
