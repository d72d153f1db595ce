import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { parseCellRef, readXlsx, writeXlsx } from 'hucre/xlsx'
import type { Cell, CellStyle, MergeRange, Sheet } from 'hucre/xlsx'

/** Content of a cell of an office's form; a text with several formats is a list of its pieces. */
export type OfficeCell =
  | string
  | number
  | null
  | NonNullable<Cell['richText']>
  | { readonly formula: string; readonly result: string | number }

/** Differences of an office's form from the usual one. */
export interface OfficeSetting {
  readonly merges?: readonly string[]
  readonly wrapped?: readonly string[]
  /** By the number of the row, points. */
  readonly heights?: Readonly<Record<number, number>>
}

const line = { style: 'thin' } as const
const boxed = { border: { top: line, bottom: line, left: line, right: line } }

/**
 * A workbook as an office would make it: a title over merged cells, a table with borders, a column
 * of sums, set up for printing. Not written by our own writer.
 */
export async function officeForm(
  cells: Readonly<Record<string, OfficeCell>> = {},
  { merges = [], wrapped = [], heights = {} }: OfficeSetting = {},
): Promise<Uint8Array> {
  const contents: Record<string, OfficeCell> = {
    A1: '情報資産持出許可申請書',
    A2: '番号',
    B2: '{番号}',
    A3: '申請者',
    B3: '{所属}　{申請者}様',
    A5: '品名',
    B5: 'くわしく',
    C5: '数',
    A10: '合計',
    A6: '{品名}',
    B6: '{くわしく}',
    C6: '{数}',
    C10: { formula: 'SUM(C6:C9)', result: 0 },
    ...cells,
  }
  const styles: Record<string, CellStyle> = {
    A1: {
      font: { name: 'MS 明朝', size: 16, bold: true },
      alignment: { horizontal: 'center' },
    },
    ...Object.fromEntries(
      [5, 6, 7, 8, 9].flatMap((row) => ['A', 'B', 'C'].map((column) => [`${column}${row}`, boxed])),
    ),
    ...Object.fromEntries(wrapped.map((ref) => [ref, { alignment: { wrapText: true } }])),
  }
  const written = new Map<string, Partial<Cell>>()
  for (const ref of new Set([...Object.keys(contents), ...Object.keys(styles)])) {
    const style = styles[ref]
    written.set(keyOf(ref), { ...cellOf(contents[ref] ?? null), ...(style ? { style } : {}) })
  }
  const bottom = Math.max(...[...written.keys()].map((key) => Number(key.split(',')[0])))
  return writeXlsx({
    sheets: [
      {
        name: '持出許可',
        columns: [{ width: 12 }, { width: 31 }, { width: 9 }, { width: 14 }],
        rows: Array.from({ length: bottom + 1 }, () => []),
        cells: written,
        merges: ['A1:D1', ...merges].map(mergeOf),
        rowDefs: new Map(
          Object.entries(heights).map(([row, height]) => [Number(row) - 1, { height }]),
        ),
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printArea: '$A$1:$D$12',
        },
        headerFooter: { oddFooter: '&L様式2&R&P' },
      },
    ],
  })
}

function cellOf(content: OfficeCell): Partial<Cell> {
  if (content === null || typeof content !== 'object') return { value: content }
  if ('formula' in content)
    return { value: content.result, formula: content.formula, formulaResult: content.result }
  return { value: content.map(({ text }) => text).join(''), richText: content }
}

/** A sheet that was read, its cells by their references. */
export class ReadSheet {
  readonly sheet: Sheet

  constructor(sheet: Sheet) {
    this.sheet = sheet
  }

  get name(): string {
    return this.sheet.name
  }

  /** Content of a cell; null where it is empty. */
  value(ref: string): unknown {
    const { row, col } = parseCellRef(ref)
    return this.sheet.rows[row]?.[col] ?? null
  }

  /** The pieces of a text with different formats. */
  pieces(ref: string): Cell['richText'] {
    return this.sheet.cells?.get(keyOf(ref))?.richText
  }

  formula(ref: string): string | undefined {
    return this.sheet.cells?.get(keyOf(ref))?.formula
  }

  style(ref: string): CellStyle {
    return this.sheet.cells?.get(keyOf(ref))?.style ?? {}
  }

  /** Points; undefined where the row names none. */
  height(row: number): number | undefined {
    return this.sheet.rowDefs?.get(row - 1)?.height
  }

  /** The texts of all cells, row by row. */
  texts(): string[] {
    return this.sheet.rows.flat().flatMap((value) => (value === null ? [] : [String(value)]))
  }
}

/** Reads a workbook back with a reader that is not ours. */
export async function readBook(bytes: Uint8Array): Promise<readonly ReadSheet[]> {
  const { sheets } = await readXlsx(bytes, { readStyles: true })
  return sheets.map((sheet) => new ReadSheet(sheet))
}

const keyOf = (ref: string): string => {
  const { row, col } = parseCellRef(ref)
  return `${row},${col}`
}

function mergeOf(range: string): MergeRange {
  const [start, end] = range.split(':').map(parseCellRef)
  return { startRow: start!.row, startCol: start!.col, endRow: end!.row, endCol: end!.col }
}

/** Changes the parts of a workbook by their names; missing parts are added. */
export function withParts(
  bytes: Uint8Array,
  change: Readonly<Record<string, string | ((xml: string) => string)>>,
): Uint8Array {
  const parts = unzipSync(bytes)
  for (const [part, edit] of Object.entries(change))
    parts[part] = strToU8(
      typeof edit === 'string' ? edit : edit(strFromU8(parts[part] ?? new Uint8Array())),
    )
  return zipSync(parts)
}

/** The XML of the parts of a workbook. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  )
}
