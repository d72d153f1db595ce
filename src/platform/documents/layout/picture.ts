import type { LayoutBook, LayoutSheet } from './book.ts'
import { mergedRangeAt, displayedText } from './cells.ts'
import type { Cell } from './cells.ts'
import { columnWidthsOf } from './find.ts'
import { Styles } from './styles.ts'
import { cellReference } from './write.ts'
import { attribute, tagsOf, decodeXml } from './xml.ts'

/**
 * A filled layout as a grid that a page can draw: not the whole workbook, but enough to see the
 * values in their places.
 */
export interface SheetPicture {
  readonly name: string
  /** Widths in half-width characters. */
  readonly widths: readonly number[]
  readonly rows: readonly { readonly height: number; readonly cells: readonly PictureCell[] }[]
  /** There is more than is shown. */
  readonly cut: boolean
}

interface PictureCell {
  readonly ref: string
  readonly text: string
  readonly across: number
  readonly down: number
  readonly boxed: boolean
  readonly align: 'left' | 'center' | 'right'
  /** The cell was filled in. */
  readonly filled: boolean
}

const pictureLimits = { rows: 120, columns: 60 } as const

/** Draws every sheet; cells that differ from the layout before filling count as filled in. */
export function drawPictures(filled: LayoutBook, layout: LayoutBook): SheetPicture[] {
  const styles = new Styles(
    filled.stylesPart === null
      ? ''
      : decodeXml(filled.parts.get(filled.stylesPart) ?? new Uint8Array()),
  )
  return filled.sheets.map((sheet) => {
    const originalSheet = layout.sheets.find((original) => original.name === sheet.name)
    const texts = new Map(
      (originalSheet?.rows ?? []).flatMap((row) =>
        row.cells.map((cell) => [cell.ref, displayedText(cell)]),
      ),
    )
    return drawSheet(sheet, styles, (cell) => displayedText(cell) !== (texts.get(cell.ref) ?? ''))
  })
}

function drawSheet(
  sheet: LayoutSheet,
  styles: Styles,
  isFilled: (cell: Cell) => boolean,
): SheetPicture {
  const usedCells = sheet.rows.flatMap((row) =>
    row.cells.filter((cell) => !cell.blank || styles.hasBorder(cell.style)),
  )
  const last = {
    row: Math.max(1, ...usedCells.map((cell) => cell.row)),
    column: Math.max(
      1,
      ...usedCells.map((cell) => cell.column),
      ...sheet.mergedRanges.map((mergedRange) => mergedRange.right),
    ),
  }
  const columns = Math.min(pictureLimits.columns, last.column)
  const widths = columnWidthsOf(sheet)
  const widthAt = (column: number): number => {
    const columnWidth = widths.find(
      (candidate) => column >= candidate.from && column <= candidate.to,
    )
    return columnWidth === undefined ? 9 : columnWidth.hidden ? 0 : columnWidth.width
  }
  const rowsByNumber = new Map(sheet.rows.map((row) => [row.number, row]))
  const cells = new Map(sheet.rows.flatMap((row) => row.cells.map((cell) => [cell.ref, cell])))
  const height = Number(
    attribute(
      [...tagsOf(sheet.xml)].find((tag) => tag.name === 'sheetFormatPr') ?? emptyTag,
      'defaultRowHeight',
    ) ?? 18,
  )
  const rows = Array.from({ length: Math.min(pictureLimits.rows, last.row) }, (_, i) => {
    const row = rowsByNumber.get(i + 1)
    return {
      height: Number(attribute(row?.tag ?? emptyTag, 'ht') ?? height),
      cells: Array.from({ length: columns }, (_cell, j) => cellAt(i + 1, j + 1)).filter(
        (cell) => cell !== null,
      ),
    }
  })
  return {
    name: sheet.name,
    widths: Array.from({ length: columns }, (_, i) => widthAt(i + 1)),
    rows,
    cut: last.row > pictureLimits.rows || last.column > pictureLimits.columns,
  }

  function cellAt(row: number, column: number): PictureCell | null {
    const mergedRange = mergedRangeAt(sheet.mergedRanges, row, column)
    if (mergedRange !== undefined && (mergedRange.top !== row || mergedRange.left !== column))
      return null
    const cell = cells.get(cellReference(row, column))
    const style = cell?.style ?? 0
    return {
      ref: cellReference(row, column),
      text: cell === undefined ? '' : displayedText(cell),
      across: mergedRange === undefined ? 1 : Math.min(mergedRange.right, columns) - column + 1,
      down:
        mergedRange === undefined ? 1 : Math.min(mergedRange.bottom, pictureLimits.rows) - row + 1,
      boxed: cell !== undefined && styles.hasBorder(style),
      align: styles.align(style),
      filled: cell !== undefined && isFilled(cell),
    }
  }
}

const emptyTag = { kind: 'empty', name: '', prefix: '', attributes: '', start: 0, end: 0 } as const
