import type { TransferListRow } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { childLimits } from '#platform/documents/limits.ts'
import { openUploadedTable } from '#platform/documents/tables/index.ts'
import { expectedHeaders, headersFor } from './columns.ts'

/** Maximum number of lines of a list. */
const lineLimit = 50_000

/** A list as read: its lines, and the headers that are not used. */
export interface ReadList {
  readonly lines: readonly TransferListRow[]
  readonly unused: readonly string[]
}

/**
 * Reads a list from Excel or CSV (UTF-8 or CP932). Problems: those of tables, transfer-no-columns,
 * import-too-many.
 */
export async function readList(path: string, name: string): Promise<ReadList> {
  const table = await openUploadedTable(path, { name, expected: expectedHeaders }, childLimits.list)
  try {
    const columns = headersFor(table.headers)
    if (!columns.has('name') && !columns.has('number'))
      refuse('transfer-no-columns', { file: name })
    const lines: TransferListRow[] = []
    for await (const { row, cells } of table.rows) {
      if (lines.length === lineLimit) refuse('import-too-many', { limit: lineLimit })
      const line = Object.fromEntries(
        [...columns].map(([column, header]) => [column, (cells[header] ?? '').trim()]),
      )
      if (Object.values(line).some((cell) => cell !== '')) lines.push({ row, ...line })
    }
    if (lines.length === 0) refuse('transfer-no-lines', { file: name })
    return {
      lines,
      unused: table.headers.filter((header) => ![...columns.values()].includes(header)),
    }
  } finally {
    await table.close()
  }
}
