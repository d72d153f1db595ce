import { basename } from 'node:path'
import { refuse } from '#kernel/problems/index.ts'
import { runInThread, Thread, ThreadStopped } from '../../threads/run.ts'
import type { ThreadLimits } from '../../threads/run.ts'
import { threadLimits } from '../limits.ts'
import type { SheetOutline } from './outline.ts'
import { unpackRow } from './packed.ts'
import type { TableBatch, TableHead } from './packed.ts'
import type { ReadTableOptions } from './read.ts'
import type { LeftOut, Table, TableRow } from './types.ts'

/**
 * Tables of strangers, read in a thread of their own: like `openTable`, with document-too-heavy
 * where that takes too long or too much memory.
 */

/** Batches that are read ahead of what is used. */
const ahead = 2

export async function openUploadedTable(
  path: string,
  options: ReadTableOptions = {},
  limits: ThreadLimits = threadLimits.table,
): Promise<Table> {
  const name = options.name ?? basename(path)
  const worker = new URL('./readWorker.ts', import.meta.url)
  const thread = new Thread(worker, { path, options }, limits)
  try {
    thread.ask()
    const first = await heavy(name, thread.next())
    if (first === undefined) throw new ThreadStopped('broken')
    const head = first.value as TableHead
    const state: { progress: number; left: LeftOut } = {
      progress: 0,
      left: { rows: [], count: 0 },
    }
    return {
      ...head,
      rows: rowsOf(thread, head, name, (batch) => Object.assign(state, batch)),
      progress: () => state.progress,
      left: () => state.left,
      close: () => thread.close(),
    }
  } catch (error) {
    await thread.close()
    throw error
  }
}

async function* rowsOf(
  thread: Thread,
  { headers }: TableHead,
  name: string,
  onBatch: (batch: Pick<TableBatch, 'progress' | 'left'>) => void,
): AsyncIterable<TableRow> {
  try {
    for (let i = 0; i < ahead; i++) thread.ask()
    for (;;) {
      const message = await heavy(name, thread.next())
      if (message === undefined) return
      thread.ask()
      const { rows, progress, left } = message.value as TableBatch
      onBatch({ progress, left })
      for (const row of rows) yield unpackRow(row, headers)
    }
  } finally {
    await thread.close()
  }
}

/** The sheets of a workbook, or the one table of a CSV, by their beginnings. */
export async function outlineUploadedTable(
  path: string,
  options: Omit<ReadTableOptions, 'sheets'> = {},
): Promise<readonly SheetOutline[]> {
  const worker = new URL('./outlineWorker.ts', import.meta.url)
  const outline = runInThread(worker, { path, options }, threadLimits.list)
  return (await heavy(options.name ?? basename(path), outline)) as readonly SheetOutline[]
}

async function heavy<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ThreadStopped) return refuse('document-too-heavy', { name })
    throw error
  }
}
