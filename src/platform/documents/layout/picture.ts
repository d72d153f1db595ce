import type { LayoutBook, LayoutSheet } from './book.ts'
import { blockAt, shownText } from './cells.ts'
import type { Cell } from './cells.ts'
import { widthsOf } from './find.ts'
import { Styles } from './styles.ts'
import { refOf } from './write.ts'
import { attribute, tagsOf, xmlOf } from './xml.ts'

/** A filled layout as a grid that a page can draw: not the workbook itself, but enough to see what goes where. */
export interface SheetPicture {
  readonly name: string
  /** Widths in characters of half width. */
  readonly widths: readonly number[]
  readonly rows: readonly { readonly height: number; readonly cells: readonly PictureCell[] }[]
  /** There is more than is shown. */
  readonly cut: boolean
}

export interface PictureCell {
  readonly ref: string
  readonly text: string
  readonly across: number
  readonly down: number
  readonly boxed: boolean
  readonly align: 'left' | 'center' | 'right'
  /** It was filled in. */
  readonly filled: boolean
}

const most = { rows: 120, columns: 60 } as const

/** Draws every sheet; what differs from the layout before was filled in. */
export function pictureOf(filled: LayoutBook, layout: LayoutBook): SheetPicture[] {
  const styles = new Styles(
    filled.stylesPart === null
      ? ''
      : xmlOf(filled.parts.get(filled.stylesPart) ?? new Uint8Array()),
  )
  return filled.sheets.map((sheet) => {
    const before = layout.sheets.find((one) => one.name === sheet.name)
    const texts = new Map(
      (before?.rows ?? []).flatMap((row) => row.cells.map((cell) => [cell.ref, shownText(cell)])),
    )
    return drawn(sheet, styles, (cell) => shownText(cell) !== (texts.get(cell.ref) ?? ''))
  })
}

function drawn(
  sheet: LayoutSheet,
  styles: Styles,
  isFilled: (cell: Cell) => boolean,
): SheetPicture {
  const used = sheet.rows.flatMap((row) =>
    row.cells.filter((cell) => !cell.blank || styles.hasBorder(cell.style)),
  )
  const last = {
    row: Math.max(1, ...used.map((cell) => cell.row)),
    column: Math.max(
      1,
      ...used.map((cell) => cell.column),
      ...sheet.blocks.map((block) => block.right),
    ),
  }
  const columns = Math.min(most.columns, last.column)
  const widths = widthsOf(sheet)
  const widthAt = (column: number): number => {
    const set = widths.find((one) => column >= one.from && column <= one.to)
    return set === undefined ? 9 : set.hidden ? 0 : set.width
  }
  const known = new Map(sheet.rows.map((row) => [row.number, row]))
  const cells = new Map(sheet.rows.flatMap((row) => row.cells.map((cell) => [cell.ref, cell])))
  const height = Number(
    attribute(
      [...tagsOf(sheet.xml)].find((tag) => tag.name === 'sheetFormatPr') ?? emptyTag,
      'defaultRowHeight',
    ) ?? 18,
  )
  const rows = Array.from({ length: Math.min(most.rows, last.row) }, (_, i) => {
    const row = known.get(i + 1)
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
    cut: last.row > most.rows || last.column > most.columns,
  }

  function cellAt(row: number, column: number): PictureCell | null {
    const block = blockAt(sheet.blocks, row, column)
    if (block !== undefined && (block.top !== row || block.left !== column)) return null
    const cell = cells.get(refOf(row, column))
    const style = cell?.style ?? 0
    return {
      ref: refOf(row, column),
      text: cell === undefined ? '' : shownText(cell),
      across: block === undefined ? 1 : Math.min(block.right, columns) - column + 1,
      down: block === undefined ? 1 : Math.min(block.bottom, most.rows) - row + 1,
      boxed: cell !== undefined && styles.hasBorder(style),
      align: styles.align(style),
      filled: cell !== undefined && isFilled(cell),
    }
  }
}

const emptyTag = { kind: 'empty', name: '', prefix: '', attributes: '', start: 0, end: 0 } as const
