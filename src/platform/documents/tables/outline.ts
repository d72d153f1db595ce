import { refuse, ProblemError } from '#kernel/problems/index.ts'
import { openTable, sheetNames } from './read.ts'
import type { ReadTableOptions } from './read.ts'
import { tableLimits } from '../limits.ts'

/** A sheet as it is offered: its headings, and the first values below each. */
export interface SheetOutline {
  /** Missing for a CSV. */
  readonly name?: string
  /** Row of the headings; 0 where there are none. */
  readonly headerRow: number
  readonly columns: readonly {
    readonly header: string
    readonly samples: readonly string[]
    readonly hidden?: boolean
  }[]
  /** The sheet is hidden in the workbook. */
  readonly hidden?: boolean
  /** Lines looked at, up to `sampleRows`. */
  readonly lines: number
}

/** Lines of a sheet that are looked at. */
const sampleRows = 100

/**
 * Reads the beginning of every visible sheet. Sheets that hold nothing are left out. Problems: those
 * of `openTable`.
 */
export async function outlineTable(
  source: string | Uint8Array,
  options: Omit<ReadTableOptions, 'sheets'>,
): Promise<readonly SheetOutline[]> {
  const names = await sheetNames(source, options)
  const outlines: SheetOutline[] = []
  for (const sheet of names === undefined ? [undefined] : names.slice(0, tableLimits.sheets)) {
    const outline = await outlineSheet(source, options, sheet?.name)
    if (outline !== null)
      outlines.push(sheet?.hidden === true ? { ...outline, hidden: true } : outline)
  }
  if (outlines.length === 0) refuse('table-no-header', { name: options.name ?? '表' })
  return outlines
}

async function outlineSheet(
  source: string | Uint8Array,
  options: Omit<ReadTableOptions, 'sheets'>,
  name: string | undefined,
): Promise<SheetOutline | null> {
  try {
    const table = await openTable(source, {
      ...options,
      tidy: options.tidy ?? { needs: [] },
      ...(name === undefined ? {} : { sheets: [name] }),
    })
    try {
      const samples = new Map<string, string[]>(table.headers.map((header) => [header, []]))
      let lines = 0
      for await (const { cells } of table.rows) {
        for (const [header, values] of samples) {
          const value = (cells[header] ?? '').trim()
          if (value !== '') values.push(value.slice(0, 100))
        }
        if (++lines === sampleRows) break
      }
      return {
        ...(name === undefined ? {} : { name }),
        headerRow: table.headerRow,
        columns: [...samples].map(([header, values]) => ({
          header,
          samples: values,
          ...(table.hiddenHeaders?.includes(header) ? { hidden: true } : {}),
        })),
        lines,
      }
    } finally {
      await table.close()
    }
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'table-no-header') return null
    throw error
  }
}
