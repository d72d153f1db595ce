import { isDay } from '#kernel/calendar/index.ts'
import { listDay, titleDay } from '#kernel/organization/index.ts'
import type { TransferListRow } from '#kernel/organization/index.ts'
import type { LeftReason } from '#kernel/registers/leftRows.ts'
import { refuse } from '#kernel/problems/index.ts'
import { childLimits } from '#platform/documents/limits.ts'
import { openUploadedTable } from '#platform/documents/tables/index.ts'
import type { TableRow } from '#platform/documents/tables/index.ts'
import { columnsByContents, expectedHeaders, headersFor } from './columns.ts'

/** Maximum number of lines of a list. */
const lineLimit = 50_000

/** A list as read: its day where it names one, its lines, and the headers that are not used. */
export interface ReadList {
  readonly on?: string
  readonly titleOn?: string
  readonly lines: readonly TransferListRow[]
  readonly unused: readonly string[]
}

/** Rows that are no lines and are told. */
const toldRows = 5000

/**
 * Reads a list from Excel or CSV (UTF-8 or CP932). Lines that head a part of the list stand with
 * each line of it; days without a year are those of the year that the title names. Problems: those
 * of tables, transfer-no-columns, transfer-no-lines, import-too-many.
 */
export async function readList(path: string, name: string, on?: string): Promise<ReadList> {
  const table = await openUploadedTable(
    path,
    { name, expected: expectedHeaders, tidy: { needs: ['氏名'], told: toldRows } },
    childLimits.list,
  )
  try {
    const columns = headersFor(table.headers)
    if (!columns.has('name') && !columns.has('number'))
      refuse('transfer-no-columns', { file: name })
    const rows: TableRow[] = []
    for await (const row of table.rows) {
      if (rows.length === lineLimit) refuse('import-too-many', { limit: lineLimit })
      rows.push(row)
    }
    const left = table.left().rows
    const titles = left.filter(({ why }) => why === 'title').map(({ text }) => text)
    const title = titleDay([...titles, name].join(' '))
    const read = (by: ReadonlyMap<string, string>): TransferListRow[] =>
      rows.flatMap(({ row, cells }) => {
        const line = Object.fromEntries(
          [...by].map(([column, header]) => [column, (cells[header] ?? '').trim()]),
        )
        return Object.values(line).some((cell) => cell !== '') ? [{ row, ...line }] : []
      })
    const byContents = columnsByContents(columns, read(columns))
    const near = title.near ?? on
    const sections = left.filter(({ why }) => why === 'section')
    const lines = read(byContents).map((line): TransferListRow => {
      const above = sections.filter(({ row }) => row < line.row).slice(-headingDepth)
      return {
        ...line,
        ...(line.day ? { day: listDay(line.day, near) } : {}),
        ...(above.length > 0 ? { sections: above.map(({ text }) => text).toReversed() } : {}),
      }
    })
    if (lines.length === 0) refuse('transfer-no-lines', { file: name })
    const [day, ...otherDays] = [...new Set(lines.flatMap((line) => line.day || []))]
    const named = otherDays.length === 0 && isDay(day) ? day : title.on
    return {
      ...(named === undefined ? {} : { on: named }),
      ...(title.on === undefined ? {} : { titleOn: title.on }),
      lines: [
        ...lines,
        ...left
          .filter(({ why }) => toldReasons.has(why))
          .map(({ row, why, text }) => ({ row, left: why, name: text })),
      ],
      unused: table.headers.filter((header) => ![...byContents.values()].includes(header)),
    }
  } finally {
    await table.close()
  }
}

/** Rows that might be people all the same. */
const toldReasons: ReadonlySet<LeftReason> = new Set([
  'section',
  'hidden',
  'total',
  'note',
  'example',
])
/** Lines above one another that head a part of a list: 退職, then 総務課. */
const headingDepth = 3
