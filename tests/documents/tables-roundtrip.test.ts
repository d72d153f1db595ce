import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable, writeCsv, writeXlsx } from '#platform/documents/tables/index.ts'
import type { TableColumn } from '#platform/documents/tables/index.ts'
import { anyText } from './texts.ts'

const columns: readonly TableColumn[] = [
  { key: 'a', header: '甲' },
  { key: 'b', header: '乙' },
  { key: 'n', header: '数', type: 'number' },
]

async function readBack(pieces: AsyncIterable<Uint8Array>): Promise<unknown[]> {
  const rows: unknown[] = []
  for await (const row of readTable(pieces, { expected: ['甲', '乙', '数'] })) rows.push(row.cells)
  return rows
}

const records = fc.array(
  fc.record({ a: anyText.map((it) => `字${it}`), b: anyText, n: fc.integer() }),
  { minLength: 1, maxLength: 8 },
)

describe('any text survives being written and read', () => {
  const cells = (rows: readonly { a: string; b: string; n: number }[]) =>
    rows.map((row) => ({ 甲: row.a, 乙: row.b, 数: String(row.n) }))

  it('in CSV', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (rows) => {
        expect(await readBack(writeCsv(columns, rows).bytes)).toEqual(cells(rows))
      }),
      { numRuns: 200 },
    )
  })

  it('in Excel', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (rows) => {
        expect(await readBack(writeXlsx(columns, rows))).toEqual(cells(rows))
      }),
      { numRuns: 40 },
    )
  })
})
