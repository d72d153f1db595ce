import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Table } from '#platform/documents/tables/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { OutboxHandler } from '#platform/jobs/outbox.ts'
import { ImportPath } from '../../contract/imports.ts'
import type { ImportChoice } from '../../contract/imports.ts'
import { registerOf } from '../authorise.ts'
import { readableColumns } from '../sheet.ts'
import { lockEntries } from '../locks.ts'
import type { PlannedChange } from '../plannedChange.ts'
import { followClasses } from '../reclassification.ts'
import { insertEntries, updateEntryRows } from '../store.ts'
import type { NewEntry } from '../store.ts'
import { batchSize, openImport } from './check.ts'
import { batches, ImportCancelled, ImportWork } from './job.ts'
import { advanceCounter } from './numberSeries.ts'
import { RowChecker } from './rowChecker.ts'
import { SeenChanges } from './seenChanges.ts'
import { changeImport, importRow, notesOf } from './store.ts'
import type { ImportNotes, ImportRecord } from './store.ts'

/**
 * The file as it is read while its rows are written, and a callback for progress.
 * Handed in by the job; it is no part of the input of a person. Where the transaction is retried,
 * the file is opened again: its rows can be read only once.
 */
interface ImportSource {
  open(): Promise<Table>
  written(count: number): Promise<void>
}

/**
 * Writes the rows of a checked file: all, or only the valid ones where the person chose so, in one
 * transaction with one event.
 */
const writeImport = defineAction({
  name: 'import.write',
  title: { ja: '台帳に取り込んだ', en: 'Imported into a register' },
  input: Type.Intersect([
    ImportPath,
    Type.Object({ source: Type.Unsafe<ImportSource>(Type.Any()) }),
  ]),
  authorise: async (tx, input) => ({
    register: registerOf(tx, input.register),
    row:
      (await importRow(tx, input.register, input.id)) ??
      refuse('not-found', { what: nouns.import }),
  }),
  async run(tx, { id, source }, { register, row }) {
    const { added, changed, same, faulty, stale, first, last, raised } = await writeRows(
      tx,
      register,
      row,
      source,
    )
    const isCompleted = await changeImport(tx, id, ['importing'], {
      status: 'done',
      rows_written: added + changed,
      rows_bad: faulty,
      finished_at: tx.now,
    })
    if (!isCompleted) throw new ImportCancelled()
    return {
      result: undefined,
      event: {
        subject: { kind: 'import', id },
        detail: {
          register: register.id,
          file: row.name,
          sha256: row.sha256,
          written: added,
          changed,
          same,
          stale,
          skipped: faulty,
          first: first ?? null,
          last: last ?? null,
          reason: notesOf(row).reason ?? null,
          ...(raised.length > 0 ? { raised } : {}),
        },
      },
      organizationChanged: register.scope !== undefined,
    }
  },
})

/** What the rows of a file did, and the first and last register number assigned. */
interface Written {
  readonly added: number
  readonly changed: number
  readonly same: number
  /** Changes of entries that somebody changed since, and that were left as they are. */
  readonly stale: number
  readonly faulty: number
  readonly first?: string
  readonly last?: string
  /** Numbers of copies whose class was raised. */
  readonly raised: readonly string[]
}

/** Writes the valid rows of the file: new entries, and changes of those that were shown. */
async function writeRows(
  tx: Transaction,
  register: Register,
  row: ImportRecord,
  source: ImportSource,
): Promise<Written> {
  const notes = notesOf(row)
  const choice = demandDecided(notes)
  const { goodOnly = false, overwrite = [], reason, highest, seen } = notes
  if (notes.counts.changed + overwrite.length > 0)
    await lockEntries(tx, {
      ids: await entriesToChange(tx, register, row, source, choice, new Set(overwrite)),
      copies: notes.needsReason,
    })
  await advanceCounter(tx, register, highest)
  const table = await source.open()
  try {
    const checker = new RowChecker(tx, register, choice, table.encoding)
    const seenNow = new SeenChanges()
    const reclassed: PlannedChange[] = []
    let first: string | undefined
    let last: string | undefined
    let [added, changed, same, stale, faulty, planned] = [0, 0, 0, 0, 0, 0]
    // The database writes one batch while the next is being read and checked.
    let writing: Promise<void> = Promise.resolve()
    const take = async (good: readonly NewEntry[]): Promise<void> => {
      if (good.length > 0) {
        const numbers = await insertEntries(tx, register, good)
        added += good.length
        if (added >= planned) planned = await discardPlans(tx, added)
        first ??= numbers[0]?.number
        last = numbers.at(-1)?.number ?? last
      }
      await source.written(added + changed)
    }
    for await (const rows of batches(table.rows, batchSize)) {
      const checked = await checker.check(tx, rows)
      const good = checked.flatMap((one) => (one.same ? [] : (one.entry?.() ?? [])))
      const changes = checked.flatMap(({ change }) => change ?? [])
      for (const change of changes) seenNow.add(change)
      const taken = changes.filter(
        ({ isStale, shown }) => !isStale || overwrite.includes(shown.number),
      )
      same += checked.filter((one) => one.same).length
      stale += changes.length - taken.length
      faulty += checked.filter((one) => !one.same && !one.entry && !one.change).length
      if (faulty > 0 && !goodOnly) refuse('import-rows-faulty', { faulty, good: added })
      await writing
      const plans = taken.map((change) => change.plan())
      changed += plans.length
      updateEntryRows(
        tx,
        plans.map(({ row: entry, prepared, unit, state }) => ({
          id: entry.id,
          version: entry.version + 1,
          prepared,
          unit,
          state,
          ...(reason === undefined ? {} : { reason }),
        })),
      )
      for (const [i, plan] of plans.entries()) if (taken[i]?.needsReason) reclassed.push(plan)
      writing = take(good)
      writing.catch(() => undefined)
    }
    await writing
    if (seenNow.digest() !== seen) refuse('import-lines-changed', { file: row.name })
    const { raised } = await followClasses(tx, register, reclassed, reason)
    return {
      added,
      changed,
      same,
      stale,
      faulty,
      raised,
      ...(first ? { first } : {}),
      ...(last ? { last } : {}),
    }
  } finally {
    await table.close()
  }
}

/**
 * The entries that the file changes; they are locked before anything else. Refuses where they are
 * no longer those that were shown.
 */
async function entriesToChange(
  tx: Transaction,
  register: Register,
  row: ImportRecord,
  source: ImportSource,
  choice: ImportChoice,
  overwrite: ReadonlySet<string>,
): Promise<readonly string[]> {
  const table = await source.open()
  try {
    const checker = new RowChecker(tx, register, choice, table.encoding)
    const seenNow = new SeenChanges()
    const ids: string[] = []
    for await (const rows of batches(table.rows, batchSize))
      for (const { change } of await checker.check(tx, rows)) {
        if (change === undefined) continue
        seenNow.add(change)
        if (!change.isStale || overwrite.has(change.shown.number)) ids.push(change.shown.id)
      }
    if (seenNow.digest() !== notesOf(row).seen) refuse('import-lines-changed', { file: row.name })
    return ids
  } finally {
    await table.close()
  }
}

/**
 * Discards the plans of the connection, those of foreign key checks included. Returns the number of
 * rows at which to discard them next.
 * Plans made while a register was nearly empty scan all of it for every row, and PostgreSQL does
 * not learn that it has grown until the import ends: so plans are discarded as it grows.
 */
async function discardPlans(tx: Transaction, writtenCount: number): Promise<number> {
  await sql`discard plans`.execute(tx.db)
  return Math.max(batchSize, writtenCount * 4)
}

/** Runs an import that a person has approved. */
export const runImport: OutboxHandler = async (payload, job) => {
  const work = new ImportWork(payload, job)
  await work.runStage('importing', () => write(work))
}

async function write(work: ImportWork): Promise<void> {
  const { id, register: registerId } = work.payload
  const { gate, files } = work.job.services
  const context = await work.read(async (tx) => ({
    row: await importRow(tx, registerId, id),
    columns: readableColumns(registerOf(tx, registerId), tx.organization.pack.classification),
  }))
  if (context.row?.status !== 'importing') return
  const { columns, row } = context
  const { sha256, name } = row
  let reportedCount = 0
  await performAction(gate, work.job.organizationId, work.actor, writeImport, {
    id,
    register: registerId,
    source: {
      open: async () => {
        const path = await files.wholePath(sha256)
        return openImport(path, name, columns, demandDecided(notesOf(row)))
      },
      written: async (count: number) => {
        if (count - reportedCount >= 2000)
          await work.updateProgress('importing', { rows_written: (reportedCount = count) })
      },
    },
  })
}

/** How the file is read; an import checked by an earlier version reads each column by its name. */
function demandDecided(notes: ImportNotes): ImportChoice {
  return (
    notes.choice ?? {
      sheets: [],
      columns: Object.fromEntries(
        notes.headers
          .filter((header) => !notes.unused.includes(header))
          .map((header) => [header, header]),
      ),
      fixed: {},
      values: {},
    }
  )
}
