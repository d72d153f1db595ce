import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import type { EditionNote } from '#kernel/packs/kept.ts'
import { loadKeptEdition, storedTexts } from '../packs/edition.ts'
import { readKey } from '../auth/secrets.ts'
import { readOutsideHeads } from '../journal/outside.ts'
import { journalStates } from './backup.ts'
import type { JournalWatch } from './backup.ts'
import { checkArchive } from './archive-reader.ts'
import { keyName } from './manifest.ts'
import type { JournalState } from './manifest.ts'
import { asOwner, inTransaction } from './owner.ts'

/** What to check. */
export interface VerifyOptions extends JournalWatch {
  readonly database: pg.PoolConfig
  readonly folder: string
  /**
   * A backup to compare with: the rows that it recorded of each journal must still be there. This
   * finds a journal that was rewritten as a whole.
   */
  readonly against?: string
}

/** A file whose content is missing or differs from what was stored. */
interface FileFault {
  readonly organizationId: string
  readonly name: string
  readonly sha256: string
  readonly why: 'missing' | 'altered'
}

/** A journal that no longer has the rows that a backup recorded. */
interface HistoryFault {
  readonly organizationId: string
  readonly title: string
  readonly seq: number
}

/** The edition of the policy that an organisation has in force, as this program reads it. */
interface EditionReport {
  readonly organizationId: string
  readonly title: string
  readonly edition: string
  readonly language: number
  readonly readable: boolean
  readonly notes: readonly EditionNote[]
}

/** The result of a verification. */
export interface VerifyReport {
  readonly good: boolean
  readonly journals: readonly JournalState[]
  readonly files: number
  readonly fileFaults: readonly FileFault[]
  readonly historyFaults: readonly HistoryFault[]
  /** Editions with faults or notes under today's rules. */
  readonly editions: readonly EditionReport[]
}

/** Verifies every journal from its first row, and every file against its SHA-256. */
export async function verifyInstallation(options: VerifyOptions): Promise<VerifyReport> {
  const expected = options.against ? (await checkArchive(options.against)).journals : []
  return asOwner(options.database, async (client) => {
    const journals = await inTransaction(client, 'isolation level repeatable read read only', () =>
      sealedStates(client, options),
    )
    const historyFaults = await compareJournalHistory(client, expected)
    const { files, faults } = await checkFiles(
      client,
      join(options.folder, 'files'),
      options.signal,
    )
    const editions = await checkEditions(client)
    const good =
      journals.every(({ broken }) => broken.length === 0) &&
      faults.length === 0 &&
      historyFaults.length === 0
    return { good, journals, files, fileFaults: faults, historyFaults, editions }
  })
}

async function sealedStates(
  client: pg.PoolClient,
  { folder, ...watch }: VerifyOptions,
): Promise<JournalState[]> {
  const key = await readKey(join(folder, keyName))
  return journalStates(client, key, { ...watch, outside: await readOutsideHeads(folder) })
}

interface EditionRow extends Omit<EditionReport, 'readable' | 'notes'> {
  readonly pack: string
  readonly sources: unknown
}

async function checkEditions(client: pg.ClientBase): Promise<EditionReport[]> {
  const { rows } = await client.query<EditionRow>(
    `select o.organization_id as "organizationId", o.title, e.edition, e.language, e.pack, e.sources
     from organizations o join pack_editions e on e.organization_id = o.organization_id and e.hash = o.edition_hash
     order by o.organization_id`,
  )
  return rows.flatMap(({ pack: id, sources, ...row }) => {
    const { pack, notes } = loadKeptEdition(id, storedTexts(sources), row.language)
    const readable = pack !== undefined
    return readable && notes.length === 0 ? [] : [{ ...row, readable, notes }]
  })
}

async function compareJournalHistory(
  client: pg.ClientBase,
  expected: readonly JournalState[],
): Promise<HistoryFault[]> {
  const faults: HistoryFault[] = []
  for (const { organizationId, title, rows: seq, head } of expected.filter(
    ({ rows }) => rows > 0,
  )) {
    const { rows } = await client.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from journal where organization_id = $1 and seq = $2`,
      [organizationId, seq],
    )
    if (rows[0]?.hash !== head) faults.push({ organizationId, title, seq })
  }
  return faults
}

async function checkFiles(
  client: pg.ClientBase,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<{ files: number; faults: FileFault[] }> {
  const { rows } = await client.query<{ organizationId: string; name: string; sha256: string }>(
    `select organization_id as "organizationId", min(name) as name, sha256 from files group by organization_id, sha256 order by sha256`,
  )
  const faults: FileFault[] = []
  for (const row of rows) {
    signal?.throwIfAborted()
    const actual = await hashOf(
      join(folder, row.sha256.slice(0, 2), row.sha256.slice(2, 4), row.sha256),
    )
    if (actual !== row.sha256)
      faults.push({ ...row, why: actual === undefined ? 'missing' : 'altered' })
  }
  return { files: rows.length, faults }
}

async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
