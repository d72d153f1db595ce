import { zipSync } from 'fflate'
import { attachSheet } from './attach.ts'
import type { LayoutBook, LayoutSheet } from './book.ts'
import { mergedRangeAt } from './cells.ts'
import type { Cell } from './cells.ts'
import { hasFormulas } from './find.ts'
import type { ResolvePlace } from './find.ts'
import { RowHeights } from './heights.ts'
import { placesIn } from './places.ts'
import { Styles } from './styles.ts'
import { fillCell, fillText, cellReference, textCell, replaceCells } from './write.ts'
import type { NewCells, Value } from './write.ts'
import { attribute, elementsOf, tagsOf, withAttribute, decodeXml } from './xml.ts'
import type { FillTable } from './table.ts'

/** Values for the places of a layout. */
export interface LayoutValues {
  readonly values: ReadonlyMap<string, Value>
  readonly tables: ReadonlyMap<string, FillTable>
}

/** Most rows that a table may take below its first where nothing limits it. */
const maxTableRows = 500

/**
 * Fills a layout and packs it again. Parts that are not filled stay byte for byte the same. A table
 * continues in the rows below its first row as long as they are empty (and have borders, where the
 * first has); when it does not fit, its place refers to a sheet of its own, which holds the whole
 * table.
 */
export function fillLayout(
  book: LayoutBook,
  resolvePlace: ResolvePlace,
  values: LayoutValues,
): Uint8Array {
  const parts = new Map(book.parts)
  const setPart = (part: string, xml: string): unknown =>
    parts.set(part, new TextEncoder().encode(xml))
  const styles = new Styles(
    book.stylesPart === null ? '' : decodeXml(parts.get(book.stylesPart) ?? new Uint8Array()),
  )
  const overflowTables = new Map<string, FillTable>()
  for (const sheet of book.sheets)
    setPart(
      sheet.part,
      fillSheet(sheet, resolvePlace, values, styles, (id, table) => overflowTables.set(id, table)),
    )
  for (const table of overflowTables.values()) attachSheet(parts, book.mainPart, table, styles)
  if (book.stylesPart !== null) setPart(book.stylesPart, styles.text())
  if (hasFormulas(book))
    setPart(book.mainPart, withFullCalculation(decodeXml(parts.get(book.mainPart)!)))
  return zipSync(Object.fromEntries(parts), { level: 6, mtime: '1980-01-02T00:00:00' })
}

function fillSheet(
  sheet: LayoutSheet,
  resolvePlace: ResolvePlace,
  values: LayoutValues,
  styles: Styles,
  onOverflow: (id: string, table: FillTable) => void,
): string {
  const cells: NewCells = new Map()
  const modelRows = new Map<number, number>()
  const setCell = (row: number, column: number, xml: string): unknown =>
    cells.set(row, (cells.get(row) ?? new Map<number, string>()).set(column, xml))
  const tables = new Map<string, Cell[]>()
  const heights = new RowHeights(sheet, styles)
  const prefix = (cell: Cell): string => cell.tag.prefix
  for (const cell of sheet.rows.flatMap((row) => row.cells)) {
    if (cell.formula) continue
    const meanings = placesIn(cell.runs.map((run) => run.text).join('')).flatMap(
      (place) => resolvePlace(place) ?? [],
    )
    const column = meanings.find((meaning) => meaning.kind === 'column')
    if (column?.kind === 'column')
      tables.set(column.table, [...(tables.get(column.table) ?? []), cell])
    else if (meanings.length > 0) {
      setCell(
        cell.row,
        cell.column,
        fillCell(
          prefix(cell),
          cell.ref,
          cell.style,
          cell.runs,
          valueResolver(resolvePlace, values),
          styles,
        ),
      )
      heights.measure(
        cell.row,
        cell.column,
        cell.style,
        fillText(cell.runs, valueResolver(resolvePlace, values)),
      )
    }
  }
  for (const [id, anchors] of tables) {
    const table = values.tables.get(id) ?? { title: id, columns: [], rows: [] }
    const region = new TableRegion(sheet, anchors, styles)
    const fits = region.fits(table.rows.length)
    if (!fits) onOverflow(id, table)
    for (const [i, row] of (fits && table.rows.length > 0 ? table.rows : [{}]).entries()) {
      for (const anchor of anchors) {
        const target = region.cellAt(anchor, i)
        const style = target.cell?.style ?? anchor.style
        modelRows.set(target.row, anchor.row)
        const ref = cellReference(target.row, anchor.column)
        if (fits)
          heights.measure(
            target.row,
            anchor.column,
            style,
            fillText(anchor.runs, valueResolver(resolvePlace, values, row)),
          )
        const note =
          anchor === anchors[0] ? `別紙「${table.title}」のとおり（全${table.rows.length}件）` : ''
        setCell(
          target.row,
          anchor.column,
          fits
            ? fillCell(
                prefix(anchor),
                ref,
                style,
                anchor.runs,
                valueResolver(resolvePlace, values, row),
                styles,
              )
            : textCell(prefix(anchor), ref, style, [{ text: note, properties: '' }], styles),
        )
      }
    }
  }
  for (const row of heights.grownHeights.keys()) if (!cells.has(row)) cells.set(row, new Map())
  return replaceCells(sheet, cells, modelRows, heights.grownHeights)
}

/** The value of a place: of the case, or of a row of its table. */
function valueResolver(
  resolvePlace: ResolvePlace,
  values: LayoutValues,
  row: Readonly<Record<string, Value>> = {},
): (place: string) => Value {
  return (place) => {
    const meaning = resolvePlace(place)
    if (meaning === undefined) return ''
    return (meaning.kind === 'value' ? values.values.get(meaning.key) : row[meaning.column]) ?? ''
  }
}

/** The empty rows below the row in which the columns of a table begin. */
class TableRegion {
  private readonly sheet: LayoutSheet
  private readonly anchors: readonly Cell[]
  private readonly styles: Styles
  private readonly cells: ReadonlyMap<string, Cell>
  /** Rows that one row of the table takes: the height of its merged cells. */
  private readonly rowStep: number

  constructor(sheet: LayoutSheet, anchors: readonly Cell[], styles: Styles) {
    this.sheet = sheet
    this.anchors = anchors
    this.styles = styles
    this.cells = new Map(sheet.rows.flatMap((row) => row.cells.map((cell) => [cell.ref, cell])))
    this.rowStep = Math.max(
      ...anchors.map((anchor) => this.shape(anchor.row, anchor.column)?.height ?? 1),
    )
  }

  cellAt(anchor: Cell, index: number): { readonly row: number; readonly cell: Cell | undefined } {
    const row = anchor.row + index * this.rowStep
    return { row, cell: this.cells.get(cellReference(row, anchor.column)) }
  }

  /** Whether so many rows of the table fit. */
  fits(count: number): boolean {
    if (count > maxTableRows) return false
    return Array.from({ length: Math.max(0, count - 1) }, (_, i) => i + 1).every((index) =>
      this.anchors.every((anchor) => this.isFree(anchor, index)),
    )
  }

  private isFree(anchor: Cell, index: number): boolean {
    const { row, cell } = this.cellAt(anchor, index)
    const [expectedShape, actualShape] = [
      this.shape(anchor.row, anchor.column),
      this.shape(row, anchor.column),
    ]
    if (
      expectedShape?.width !== actualShape?.width ||
      expectedShape?.height !== actualShape?.height
    )
      return false
    if (cell !== undefined && !cell.blank) return false
    return (
      !this.styles.hasBorder(anchor.style) ||
      (cell !== undefined && this.styles.hasBorder(cell.style))
    )
  }

  /**
   * Columns and rows of the merged block that begins here; 0 by 0 where the cell is inside another
   * block.
   */
  private shape(
    row: number,
    column: number,
  ): { readonly width: number; readonly height: number } | undefined {
    const range = mergedRangeAt(this.sheet.mergedRanges, row, column)
    if (range === undefined) return undefined
    return range.top === row && range.left === column
      ? { width: range.right - range.left + 1, height: range.bottom - range.top + 1 }
      : { width: 0, height: 0 }
  }
}

/**
 * Makes Excel compute all formulas again when it opens the workbook: their input has been filled
 * in.
 */
function withFullCalculation(main: string): string {
  const calculationTag = [...tagsOf(main)].find((tag) => tag.name === 'calcPr')
  if (calculationTag !== undefined)
    return (
      main.slice(0, calculationTag.start) +
      withAttribute(main.slice(calculationTag.start, calculationTag.end), 'fullCalcOnLoad', '1') +
      main.slice(calculationTag.end)
    )
  const after = [...elementsOf(main, 'definedNames')][0] ?? [...elementsOf(main, 'sheets')][0]
  if (after === undefined || attribute(after.tag, 'fullCalcOnLoad') !== undefined) return main
  return `${main.slice(0, after.end)}<${after.tag.prefix}calcPr fullCalcOnLoad="1"/>${main.slice(after.end)}`
}
