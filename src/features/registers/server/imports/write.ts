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
import { insertEntries } from '../store.ts'
import type { NewEntry } from '../store.ts'
import { batchSize, openImport } from './check.ts'
import { batches, ImportCancelled, ImportWork } from './job.ts'
import { advanceCounter } from './numberSeries.ts'
import { RowChecker } from './rowChecker.ts'
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
    const {
      written: writtenCount,
      skipped,
      first,
      last,
    } = await writeRows(tx, register, row, source)
    const isCompleted = await changeImport(tx, id, ['importing'], {
      status: 'done',
      rows_written: writtenCount,
      rows_bad: skipped,
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
          written: writtenCount,
          skipped,
          first: first ?? null,
          last: last ?? null,
        },
      },
      organizationChanged: register.scope !== undefined,
    }
  },
})

/**
 * Writes the valid rows of the file. Returns the numbers of written and skipped rows, and the first
 * and last register number assigned.
 */
async function writeRows(
  tx: Transaction,
  register: Register,
  row: ImportRecord,
  source: ImportSource,
): Promise<{ written: number; skipped: number; first?: string; last?: string }> {
  const notes = notesOf(row)
  await advanceCounter(tx, register, notes.highest)
  const table = await source.open()
  try {
    const checker = new RowChecker(tx, register, demandDecided(notes))
    let first: string | undefined
    let last: string | undefined
    let written = 0
    let skipped = 0
    let planned = 0
    // The database writes one batch while the next is being read and checked.
    let writing: Promise<void> = Promise.resolve()
    const take = async (good: readonly NewEntry[]): Promise<void> => {
      if (good.length === 0) return
      const numbers = await insertEntries(tx, register, good)
      if (written >= planned) planned = await discardPlans(tx, written)
      first ??= numbers[0]?.number
      last = numbers.at(-1)?.number ?? last
      written += good.length
      await source.written(written)
    }
    for await (const rows of batches(table.rows, batchSize)) {
      const good = (await checker.check(tx, rows)).flatMap((row) => row.entry?.() ?? [])
      skipped += rows.length - good.length
      if (skipped > 0 && !notes.goodOnly)
        refuse('import-rows-faulty', { faulty: skipped, good: written + good.length })
      await writing
      writing = take(good)
      writing.catch(() => undefined)
    }
    await writing
    return { written, skipped, ...(first ? { first } : {}), ...(last ? { last } : {}) }
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
