import { answerEach } from '../../children/serve.ts'
import { packRow } from './packed.ts'
import type { TableBatch, TableHead } from './packed.ts'
import { openTable } from './read.ts'
import type { ReadTableOptions } from './read.ts'

const batchSize = 500

/** Reads one table: its head first, then its rows; `uploaded.ts` starts it. */
await answerEach(async function* ({
  path,
  options,
}: {
  readonly path: string
  readonly options: ReadTableOptions
}): AsyncIterable<TableHead | TableBatch> {
  const table = await openTable(path, options)
  try {
    const { rows, progress, left, close: _, ...head } = table
    yield head
    let batch: TableBatch['rows'][number][] = []
    const batched = (): TableBatch => ({ rows: batch, progress: progress(), left: left() })
    for await (const row of rows) {
      batch.push(packRow(row, head.headers))
      if (batch.length < batchSize) continue
      yield batched()
      batch = []
    }
    yield batched()
  } finally {
    await table.close()
  }
})
