import { basename } from 'node:path'
import { refuse } from '#kernel/problems/index.ts'
import { runInChild, Child, ChildStopped } from '../../children/run.ts'
import type { ChildLimits } from '../../children/run.ts'
import { childLimits } from '../limits.ts'
import type { SheetOutline } from './outline.ts'
import { unpackRow } from './packed.ts'
import type { TableBatch, TableHead } from './packed.ts'
import type { ReadTableOptions } from './read.ts'
import type { LeftOut, Table, TableRow } from './types.ts'

/**
 * Tables of strangers, read in a process of its own: like `openTable`, with document-too-heavy
 * where that takes too long or too much memory.
 */

/** Batches that are read ahead of what is used. */
const ahead = 2

export async function openUploadedTable(
  path: string,
  options: ReadTableOptions = {},
  limits: ChildLimits = childLimits.table,
): Promise<Table> {
  const name = options.name ?? basename(path)
  const worker = new URL('./readWorker.ts', import.meta.url)
  const child = new Child(worker, { path, options }, limits)
  try {
    child.ask()
    const first = await heavy(name, child.next())
    if (first === undefined) throw new ChildStopped('broken')
    const head = first.value as TableHead
    const state: { progress: number; left: LeftOut } = {
      progress: 0,
      left: { rows: [], count: 0 },
    }
    return {
      ...head,
      rows: rowsOf(child, head, name, (batch) => Object.assign(state, batch)),
      progress: () => state.progress,
      left: () => state.left,
      close: () => child.close(),
    }
  } catch (error) {
    await child.close()
    throw error
  }
}

async function* rowsOf(
  child: Child,
  { headers }: TableHead,
  name: string,
  onBatch: (batch: Pick<TableBatch, 'progress' | 'left'>) => void,
): AsyncIterable<TableRow> {
  try {
    for (let i = 0; i < ahead; i++) child.ask()
    for (;;) {
      const message = await heavy(name, child.next())
      if (message === undefined) return
      child.ask()
      const { rows, progress, left } = message.value as TableBatch
      onBatch({ progress, left })
      for (const row of rows) yield unpackRow(row, headers)
    }
  } finally {
    await child.close()
  }
}

/** The sheets of a workbook, or the one table of a CSV, by their beginnings. */
export async function outlineUploadedTable(
  path: string,
  options: Omit<ReadTableOptions, 'sheets'> = {},
): Promise<readonly SheetOutline[]> {
  const worker = new URL('./outlineWorker.ts', import.meta.url)
  const outline = runInChild(worker, { path, options }, childLimits.list)
  return (await heavy(options.name ?? basename(path), outline)) as readonly SheetOutline[]
}

async function heavy<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ChildStopped) return refuse('document-too-heavy', { name })
    throw error
  }
}
