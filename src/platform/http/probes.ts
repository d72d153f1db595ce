import { setTimeout as after } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { problem, ProblemError } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import type { Words } from '#kernel/words/words.ts'
import { migrationNames } from '../db/migrate.ts'
import type { WorkCounts } from '../gate/gate.ts'
import type { Services } from '../services.ts'

/** Time after which a check counts as failed, milliseconds. */
const checkLimit = 2_000
/** How long a result is cached, milliseconds: frequent probes cost nothing. */
const cacheTime = 1_000

const faults = {
  database: {
    ja: 'データベースが答えません。動いているかを確かめてください。',
    en: 'The database does not answer. Check that it runs.',
  },
  migrations: {
    ja: 'データベースの表が、このプログラムの版と合いません。同じ版の関所だけを動かしてください。',
    en: 'The tables of the database do not fit this version of the program. Run one version of Sekisho only.',
  },
  files: {
    ja: 'ファイルの置き場所に書けません。フォルダーの権限と空き容量を確かめてください。',
    en: 'The folder of files cannot be written to. Check its permissions and the space left.',
  },
} as const satisfies Readonly<Record<string, Words>>

/**
 * Mounts the two addresses for monitoring: open to all, not journaled, and without data of any
 * organisation.
 */
export function mountProbes(server: FastifyInstance, services: Services): void {
  const find = findFaults(services)
  let last: { readonly at: number; readonly causes: Promise<FaultWords[]> } | undefined
  const count = once(() => services.gate.workCounts())
  let work: { readonly at: number; readonly counts: Promise<WorkCounts | undefined> } | undefined
  server.get('/api/health', { schema: { hide: true } }, async () => {
    const at = services.environment.monotonic()
    if (work === undefined || at - work.at >= cacheTime) work = { at, counts: within(count()) }
    const counts = await work.counts
    return { status: 'ok', ...(counts ? { work: figuresOf(counts, services) } : {}) }
  })
  server.get('/api/ready', { schema: { hide: true } }, async () => {
    const at = services.environment.monotonic()
    if (last === undefined || at - last.at >= cacheTime) last = { at, causes: find() }
    const causes = await last.causes
    if (causes.length > 0)
      throw new ProblemError(problem('not-ready', { count: causes.length }, { faults: causes }))
    return { status: 'ready' }
  })
}

/** Background work of all organisations in figures, without saying whose or what it is. */
function figuresOf({ oldest, ...counts }: WorkCounts, { environment }: Services) {
  const age = oldest ? environment.now().getTime() - oldest.getTime() : 0
  return { ...counts, oldestSeconds: Math.max(0, Math.round(age / 1000)) }
}

/** What keeps the program from serving people. */
function findFaults({ gate, files }: Services): () => Promise<FaultWords[]> {
  const migrations = once(() => gate.appliedMigrations())
  const writable = once(() => files.writable())
  return async () => {
    const [applied, expected, written] = await Promise.all([
      within(migrations()),
      migrationNames(),
      within(writable()),
    ])
    const codes: (keyof typeof faults)[] = []
    if (applied === undefined) codes.push('database')
    else if (applied.toSorted().join() !== expected.join()) codes.push('migrations')
    if (written !== true) codes.push('files')
    return codes.map((at) => ({ at, detail: faults[at] }))
  }
}

/** Work that is not started again while it still runs, so that checks that hang do not pile up. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= work().finally(() => {
      running = undefined
    })
    return running
  }
}

/** The outcome of a check; undefined where it fails or takes too long. */
async function within<T>(check: Promise<T>): Promise<T | undefined> {
  return Promise.race([check.catch(() => undefined), after(checkLimit, undefined, { ref: false })])
}
