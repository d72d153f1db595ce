import { displayWidth } from '../tables/columns.ts'
import type { LayoutSheet } from './book.ts'
import { mergedRangeAt } from './cells.ts'
import { columnWidthsOf } from './find.ts'
import type { Styles } from './styles.ts'
import { attribute, tagsOf } from './xml.ts'

/**
 * Finds rows that must become higher so that no wrapped text is cut off: Excel does not adjust the
 * height of merged cells.
 */
export class RowHeights {
  /** Heights of the rows that grow, in points. */
  readonly grownHeights = new Map<number, number>()
  private readonly sheet: LayoutSheet
  private readonly styles: Styles
  private readonly widths: ReturnType<typeof columnWidthsOf>
  private readonly explicitHeights: ReadonlyMap<number, number>
  private readonly defaultHeight: number

  constructor(sheet: LayoutSheet, styles: Styles) {
    this.sheet = sheet
    this.styles = styles
    this.widths = columnWidthsOf(sheet)
    this.explicitHeights = new Map(
      sheet.rows.flatMap((row) =>
        attribute(row.tag, 'ht') === undefined
          ? []
          : [[row.number, Number(attribute(row.tag, 'ht'))]],
      ),
    )
    const format = [...tagsOf(sheet.xml)].find((tag) => tag.name === 'sheetFormatPr')
    this.defaultHeight = Number((format && attribute(format, 'defaultRowHeight')) ?? 15)
  }

  /** Takes account of the text of a cell. */
  measure(row: number, column: number, style: number, text: string): void {
    const { size, wraps } = this.styles.textSetting(style)
    if (text === '' || (!wraps && !text.includes('\n'))) return
    const range = mergedRangeAt(this.sheet.mergedRanges, row, column) ?? {
      top: row,
      left: column,
      bottom: row,
      right: column,
    }
    const width = Math.max(
      2,
      (this.sumOf(range.left, range.right, (index) => this.widthAt(index)) * 11) / size - 1,
    )
    const lines = text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / width)), 0)
    const missingHeight =
      lines * size * 1.4 + 3 - this.sumOf(range.top, range.bottom, (index) => this.heightAt(index))
    if (lines > 1 && missingHeight > 0)
      this.grownHeights.set(
        range.bottom,
        Math.min(409, Math.ceil(this.heightAt(range.bottom) + missingHeight)),
      )
  }

  private heightAt(row: number): number {
    return this.grownHeights.get(row) ?? this.explicitHeights.get(row) ?? this.defaultHeight
  }

  private widthAt(column: number): number {
    const columnWidth = this.widths.find((width) => column >= width.from && column <= width.to)
    return columnWidth === undefined ? 8.4 : columnWidth.hidden ? 0 : columnWidth.width
  }

  private sumOf(from: number, to: number, sizeAt: (size: number) => number): number {
    return Array.from({ length: to - from + 1 }, (_, i) => sizeAt(from + i)).reduce(
      (sum, size) => sum + size,
      0,
    )
  }
}
