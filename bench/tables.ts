import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readTable, writeCsv, writeXlsx } from '#platform/documents/tables/index.ts'
import type { TableColumn, TableRecord } from '#platform/documents/tables/index.ts'
import type { BenchRow } from './row.ts'

const rowCount = 100_000

const columns: readonly TableColumn[] = Array.from({ length: 12 }, (_, i) => ({
  key: `k${i}`,
  header: `項目${i + 1}`,
  ...(i === 3 ? { choices: ['高', '中', '低'] } : {}),
  ...(i === 10 ? { type: 'date' as const } : {}),
  ...(i === 11 ? { type: 'number' as const } : {}),
}))

function* records(): Iterable<TableRecord> {
  for (let i = 0; i < rowCount; i++) {
    const record: Record<string, string | number> = { k3: '中', k10: '2026-04-01', k11: i }
    for (const { key, header } of columns) record[key] ??= `${header}の値 ${i}`
    yield record
  }
}

/** 100,000 rows of 12 columns written and read again: time, and growth of the process's memory. */
export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-bench-'))
  try {
    const rows: BenchRow[] = []
    const outputs = [
      {
        name: 'CSV UTF-8',
        path: join(folder, 'utf8.csv'),
        write: () => writeCsv(columns, records()).bytes,
      },
      {
        name: 'CSV CP932',
        path: join(folder, 'cp932.csv'),
        write: () => writeCsv(columns, records(), { encoding: 'cp932' }).bytes,
      },
      {
        name: 'Excel',
        path: join(folder, 'table.xlsx'),
        write: () => writeXlsx(columns, records()),
      },
    ]
    for (const { name, path, write } of outputs) {
      const written = await measure(() => pipeline(Readable.from(write()), createWriteStream(path)))
      const size = Math.round((await stat(path)).size / 1e6)
      rows.push({
        name: `write 100,000 × 12, ${name}`,
        value: written.seconds,
        unit: 's',
        limit: { most: 10 },
        note: `+${written.grown} MB, file ${size} MB`,
      })
    }
    for (const { name, path } of outputs) {
      const read = await measure(() => countRows(path))
      rows.push({
        name: `read 100,000 × 12, ${name}`,
        value: read.seconds,
        unit: 's',
        limit: { most: 5 },
        note: `+${read.grown} MB`,
      })
    }
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function countRows(path: string): Promise<void> {
  let count = 0
  for await (const row of readTable(path)) if (row.cells['項目12'] !== '') count++
  if (count !== rowCount) throw new Error(`${count} rows read of ${rowCount}`)
}

/** Seconds to the hundredth, and the highest growth of the process in MB. */
async function measure(work: () => Promise<unknown>): Promise<{ seconds: number; grown: number }> {
  const before = process.memoryUsage().rss
  let highest = before
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20)
  const start = performance.now()
  await work()
  const seconds = Math.round((performance.now() - start) / 10) / 100
  clearInterval(watch)
  return { seconds, grown: Math.round((highest - before) / 1e6) }
}
