import { tableLimits } from '../limits.ts'
import type { Zip } from '../zip.ts'
import { columnIndexOf } from './columns.ts'
import type { RawRow } from './types.ts'
import type { Sheet } from './xlsx-book.ts'

/**
 * The merged cells of a sheet, by row. They stand behind the rows in its XML, so that the sheet is
 * read once more for them.
 */
export interface MergedCells {
  /** Columns, from 0, that belong to a cell which begins in a row above. */
  readonly below: ReadonlyMap<number, readonly number[]>
  /** Most columns that one merged cell takes, by the row in which it begins. */
  readonly width: ReadonlyMap<number, number>
}

/** Merged cells of at least this many columns make a row a banner. */
const bannerWidth = 3
/** Rows that one merged cell is filled down. */
const deepest = 5000
/** Bytes behind the rows in which they are looked for. */
const tailLimit = 8 * 1024 * 1024
const mark = Buffer.from('mergeCells')

/** Reads the merged cells of a sheet. Throws `ZipDamaged` and `ZipTooLarge`. */
export async function readMergedCells(zip: Zip, sheet: Sheet, limit: number): Promise<MergedCells> {
  const entry = zip.entries.get(sheet.part)
  const below = new Map<number, number[]>()
  const width = new Map<number, number>()
  if (entry === undefined) return { below, width }
  const text = await tailOf(zip.stream(entry, limit))
  let count = 0
  for (const [, left, top, right, bottom] of text.matchAll(
    /mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g,
  )) {
    if (++count > tableLimits.mergedRanges) break
    const column = columnIndexOf(left) ?? 0
    const [from, to] = [Number(top), Math.min(Number(bottom), Number(top) + deepest)]
    const columns = (columnIndexOf(right) ?? column) - column + 1
    width.set(from, Math.max(columns, width.get(from) ?? 1))
    for (let row = from + 1; row <= to; row++) {
      const known = below.get(row)
      if (known) known.push(column)
      else below.set(row, [column])
    }
  }
  return { below, width }
}

/** The XML from the merged cells on; '' where there are none. */
async function tailOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let kept: Buffer[] = []
  let size = 0
  let found = false
  let before = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const piece = Buffer.concat([before, chunk])
    if (!found) {
      const at = piece.indexOf(mark)
      if (at === -1) {
        before = piece.subarray(Math.max(0, piece.length - mark.length))
        continue
      }
      found = true
      kept = [piece.subarray(at)]
    } else kept.push(Buffer.from(chunk))
    before = Buffer.alloc(0)
    size += chunk.length
    if (size > tailLimit) break
  }
  return Buffer.concat(kept).toString('latin1')
}

/** The row with what the merged cells say of it. */
export function withMerged(row: RawRow, merged: MergedCells): RawRow {
  const below = merged.below.get(row.row)
  const banner = (merged.width.get(row.row) ?? 1) >= bannerWidth
  if (below === undefined && !banner) return row
  return { ...row, ...(below ? { below } : {}), ...(banner ? { banner } : {}) }
}
