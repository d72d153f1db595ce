import { zipSync } from 'fflate'
import { attachSheet } from './attach.ts'
import type { LayoutBook, LayoutSheet } from './book.ts'
import { blockAt } from './cells.ts'
import type { Cell } from './cells.ts'
import { hasFormulas } from './find.ts'
import type { Mean } from './find.ts'
import { Heights } from './heights.ts'
import { placesIn } from './places.ts'
import { Styles } from './styles.ts'
import { filledCell, filledText, refOf, textCell, withCells } from './write.ts'
import type { NewCells, Value } from './write.ts'
import { attribute, elementsOf, tagsOf, withAttribute, xmlOf } from './xml.ts'
import type { FillTable } from './table.ts'

/** What a layout is filled with. */
export interface Filling {
  readonly values: ReadonlyMap<string, Value>
  readonly tables: ReadonlyMap<string, FillTable>
}

/** Rows that a table may go on below its first where nothing bounds it. */
const rowsBelow = 500

/**
 * Fills a layout and packs it again. What is not filled stays byte for byte. A table goes on in the rows below its first as long as they are free (and drawn
 * with lines, where the first is); when it does not fit, its place says so and the whole table stands on a sheet of its own.
 */
export function fillLayout(book: LayoutBook, mean: Mean, filling: Filling): Uint8Array {
  const parts = new Map(book.parts)
  const put = (part: string, xml: string): unknown => parts.set(part, new TextEncoder().encode(xml))
  const styles = new Styles(
    book.stylesPart === null ? '' : xmlOf(parts.get(book.stylesPart) ?? new Uint8Array()),
  )
  const spilled = new Map<string, FillTable>()
  for (const sheet of book.sheets)
    put(
      sheet.part,
      filledSheet(sheet, mean, filling, styles, (id, table) => spilled.set(id, table)),
    )
  for (const table of spilled.values()) attachSheet(parts, book.mainPart, table, styles)
  if (book.stylesPart !== null) put(book.stylesPart, styles.text())
  if (hasFormulas(book)) put(book.mainPart, computedOnOpening(xmlOf(parts.get(book.mainPart)!)))
  return zipSync(Object.fromEntries(parts), { level: 6, mtime: '1980-01-02T00:00:00' })
}

function filledSheet(
  sheet: LayoutSheet,
  mean: Mean,
  filling: Filling,
  styles: Styles,
  spill: (id: string, table: FillTable) => void,
): string {
  const cells: NewCells = new Map()
  const like = new Map<number, number>()
  const set = (row: number, column: number, xml: string): unknown =>
    cells.set(row, (cells.get(row) ?? new Map<number, string>()).set(column, xml))
  const tables = new Map<string, Cell[]>()
  const heights = new Heights(sheet, styles)
  const prefix = (cell: Cell): string => cell.tag.prefix
  for (const cell of sheet.rows.flatMap((row) => row.cells)) {
    if (cell.formula) continue
    const meanings = placesIn(cell.runs.map((run) => run.text).join('')).flatMap(
      (place) => mean(place) ?? [],
    )
    const column = meanings.find((meaning) => meaning.kind === 'column')
    if (column?.kind === 'column')
      tables.set(column.table, [...(tables.get(column.table) ?? []), cell])
    else if (meanings.length > 0) {
      set(
        cell.row,
        cell.column,
        filledCell(prefix(cell), cell.ref, cell.style, cell.runs, valueOf(mean, filling), styles),
      )
      heights.see(cell.row, cell.column, cell.style, filledText(cell.runs, valueOf(mean, filling)))
    }
  }
  for (const [id, anchors] of tables) {
    const table = filling.tables.get(id) ?? { title: id, columns: [], rows: [] }
    const room = new Room(sheet, anchors, styles)
    const fits = room.holds(table.rows.length)
    if (!fits) spill(id, table)
    for (const [i, row] of (fits && table.rows.length > 0 ? table.rows : [{}]).entries()) {
      for (const anchor of anchors) {
        const at = room.at(anchor, i)
        const style = at.cell?.style ?? anchor.style
        like.set(at.row, anchor.row)
        const ref = refOf(at.row, anchor.column)
        if (fits)
          heights.see(
            at.row,
            anchor.column,
            style,
            filledText(anchor.runs, valueOf(mean, filling, row)),
          )
        const said =
          anchor === anchors[0] ? `別紙「${table.title}」のとおり（全${table.rows.length}件）` : ''
        set(
          at.row,
          anchor.column,
          fits
            ? filledCell(
                prefix(anchor),
                ref,
                style,
                anchor.runs,
                valueOf(mean, filling, row),
                styles,
              )
            : textCell(prefix(anchor), ref, style, [{ text: said, properties: '' }], styles),
        )
      }
    }
  }
  for (const row of heights.grown.keys()) if (!cells.has(row)) cells.set(row, new Map())
  return withCells(sheet, cells, like, heights.grown)
}

/** What stands in a place: of the case, or of a row of its table. */
function valueOf(
  mean: Mean,
  filling: Filling,
  row: Readonly<Record<string, Value>> = {},
): (place: string) => Value {
  return (place) => {
    const meaning = mean(place)
    if (meaning === undefined) return ''
    return (meaning.kind === 'value' ? filling.values.get(meaning.key) : row[meaning.column]) ?? ''
  }
}

/** The free rows below the row in which the columns of a table stand. */
class Room {
  private readonly sheet: LayoutSheet
  private readonly anchors: readonly Cell[]
  private readonly styles: Styles
  private readonly cells: ReadonlyMap<string, Cell>
  /** Rows that one line takes: as many as its merged cells are high. */
  private readonly step: number

  constructor(sheet: LayoutSheet, anchors: readonly Cell[], styles: Styles) {
    this.sheet = sheet
    this.anchors = anchors
    this.styles = styles
    this.cells = new Map(sheet.rows.flatMap((row) => row.cells.map((cell) => [cell.ref, cell])))
    this.step = Math.max(
      ...anchors.map((anchor) => this.shape(anchor.row, anchor.column)?.height ?? 1),
    )
  }

  at(anchor: Cell, line: number): { readonly row: number; readonly cell: Cell | undefined } {
    const row = anchor.row + line * this.step
    return { row, cell: this.cells.get(refOf(row, anchor.column)) }
  }

  /** Whether so many lines find room. */
  holds(lines: number): boolean {
    if (lines > rowsBelow) return false
    return Array.from({ length: Math.max(0, lines - 1) }, (_, i) => i + 1).every((line) =>
      this.anchors.every((anchor) => this.isFree(anchor, line)),
    )
  }

  private isFree(anchor: Cell, line: number): boolean {
    const { row, cell } = this.at(anchor, line)
    const [wanted, found] = [this.shape(anchor.row, anchor.column), this.shape(row, anchor.column)]
    if (wanted?.width !== found?.width || wanted?.height !== found?.height) return false
    if (cell !== undefined && !cell.blank) return false
    return (
      !this.styles.hasBorder(anchor.style) ||
      (cell !== undefined && this.styles.hasBorder(cell.style))
    )
  }

  /** How many columns and rows the merged cell takes that begins here; 0 by 0 where the cell is inside another. */
  private shape(
    row: number,
    column: number,
  ): { readonly width: number; readonly height: number } | undefined {
    const block = blockAt(this.sheet.blocks, row, column)
    if (block === undefined) return undefined
    return block.top === row && block.left === column
      ? { width: block.right - block.left + 1, height: block.bottom - block.top + 1 }
      : { width: 0, height: 0 }
  }
}

/** Has the formulas of the layout worked out anew when it is opened: what they were worked out from has been filled in. */
function computedOnOpening(main: string): string {
  const known = [...tagsOf(main)].find((tag) => tag.name === 'calcPr')
  if (known !== undefined)
    return (
      main.slice(0, known.start) +
      withAttribute(main.slice(known.start, known.end), 'fullCalcOnLoad', '1') +
      main.slice(known.end)
    )
  const after = [...elementsOf(main, 'definedNames')][0] ?? [...elementsOf(main, 'sheets')][0]
  if (after === undefined || attribute(after.tag, 'fullCalcOnLoad') !== undefined) return main
  return `${main.slice(0, after.end)}<${after.tag.prefix}calcPr fullCalcOnLoad="1"/>${main.slice(after.end)}`
}
