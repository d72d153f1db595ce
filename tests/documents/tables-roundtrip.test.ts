import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable, writeCsv, writeXlsx } from '#platform/documents/tables/index.ts'
import type { TableColumn } from '#platform/documents/tables/index.ts'

const columns: readonly TableColumn[] = [{ key: 'a', header: '甲' }, { key: 'b', header: '乙' }, { key: 'n', header: '数', type: 'number' }]

async function readBack(pieces: AsyncIterable<Uint8Array>): Promise<unknown[]> {
  const rows: unknown[] = []
  for await (const row of readTable(pieces, { expected: ['甲', '乙', '数'] })) rows.push(row.cells)
  return rows
}

/** Texts as people and attackers write them: quotes, line breaks, formulas, apostrophes, any character but controls and half surrogates. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\n', ';', '＝', '－', '_x000D_', '_', 'x', ' ', '　', '字', '1', '&', '<', ']]>'), maxLength: 8 }),
  )
  // oxlint-disable-next-line no-control-regex
  .map((it) => it.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff\ufeff]/g, ''))

const records = fc.array(fc.record({ a: text.map((it) => `字${it}`), b: text, n: fc.integer() }), { minLength: 1, maxLength: 8 })

describe('any text survives being written and read', () => {
  const cells = (rows: readonly { a: string; b: string; n: number }[]) => rows.map((row) => ({ 甲: row.a, 乙: row.b, 数: String(row.n) }))

  it('in CSV', async () => {
    await fc.assert(fc.asyncProperty(records, async (rows) => {
      expect(await readBack(writeCsv(columns, rows).bytes)).toEqual(cells(rows))
    }), { numRuns: 200 })
  })

  it('in Excel', async () => {
    await fc.assert(fc.asyncProperty(records, async (rows) => {
      expect(await readBack(writeXlsx(columns, rows))).toEqual(cells(rows))
    }), { numRuns: 40 })
  })
})
