import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Register } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { openTable } from '#platform/documents/tables/index.ts'
import type { Table } from '#platform/documents/tables/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { OutboxHandler } from '#platform/jobs/outbox.ts'
import { ImportPath } from '../../contract.ts'
import { registerOf } from '../authorise.ts'
import { readableColumns } from '../sheet.ts'
import { insertEntries } from '../store.ts'
import type { NewEntry } from '../store.ts'
import { batchSize } from './check.ts'
import { batches, ImportCancelled, ImportWork } from './job.ts'
import { advanceCounter } from './numberSeries.ts'
import { RowChecker } from './rowChecker.ts'
import { changeImport, importRow, notesOf } from './store.ts'
import type { ImportRecord } from './store.ts'

/** The file as it is read while its rows are written, and who is told how many were. Handed in by the job; it is no part of what a person sends. Where the
 * work is run once more, the file is opened once more: its rows can be gone through once. */
interface ImportSource {
  open(): Promise<Table>
  written(count: number): Promise<void>
}

/** Writes the rows of a checked file: all of them, or the good ones where the person said so, in one transaction with one event. */
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

/** Writes the good rows of the file; returns how many, how many were passed over, and the first and last number given. */
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
    const checker = new RowChecker(tx, register, table.headers)
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

/** A connection keeps its plans, those of its checks of foreign keys too. Plans made while a register was nearly empty walk through all of it for every row,
 * and nothing tells PostgreSQL that it has grown until the import is over: plans are thrown away as it grows. Returns at how many rows they are next. */
async function discardPlans(tx: Transaction, writtenCount: number): Promise<number> {
  await sql`discard plans`.execute(tx.db)
  return Math.max(batchSize, writtenCount * 4)
}

/** Carries out what a person has said to import. */
export const runImport: OutboxHandler = async (payload, job) => {
  const work = new ImportWork(payload, job)
  await work.runStage('importing', () => write(work))
}

async function write(work: ImportWork): Promise<void> {
  const { id, register: registerId } = work.payload
  const { gate, files } = work.job.services
  const context = await work.read(async (tx) => ({
    row: await importRow(tx, registerId, id),
    expected: expectedHeaders(tx, registerId),
  }))
  if (context.row?.status !== 'importing') return
  const { sha256, name } = context.row
  let reportedCount = 0
  await performAction(gate, work.job.organizationId, work.actor, writeImport, {
    id,
    register: registerId,
    source: {
      open: () => openTable(files.path(sha256), { name, expected: context.expected }),
      written: async (count: number) => {
        if (count - reportedCount >= 2000)
          await work.updateProgress('importing', { rows_written: (reportedCount = count) })
      },
    },
  })
}

function expectedHeaders(tx: Transaction, registerId: string): string[] {
  return readableColumns(registerOf(tx, registerId), tx.organization.pack.classification).map(
    (column) => column.header,
  )
}
