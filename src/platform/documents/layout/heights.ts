import { displayWidth } from '../tables/columns.ts'
import type { LayoutSheet } from './book.ts'
import { blockAt } from './cells.ts'
import { widthsOf } from './find.ts'
import type { Styles } from './styles.ts'
import { attribute, tagsOf } from './xml.ts'

/** Finds rows that must grow, so that no text that breaks into lines is cut off: Excel does not find that out for merged cells. */
export class Heights {
  /** The rows that grow, in points. */
  readonly grown = new Map<number, number>()
  private readonly sheet: LayoutSheet
  private readonly styles: Styles
  private readonly widths: ReturnType<typeof widthsOf>
  private readonly known: ReadonlyMap<number, number>
  private readonly usual: number

  constructor(sheet: LayoutSheet, styles: Styles) {
    this.sheet = sheet
    this.styles = styles
    this.widths = widthsOf(sheet)
    this.known = new Map(
      sheet.rows.flatMap((row) =>
        attribute(row.tag, 'ht') === undefined
          ? []
          : [[row.number, Number(attribute(row.tag, 'ht'))]],
      ),
    )
    const format = [...tagsOf(sheet.xml)].find((tag) => tag.name === 'sheetFormatPr')
    this.usual = Number((format && attribute(format, 'defaultRowHeight')) ?? 15)
  }

  /** Sees what is written in a cell. */
  see(row: number, column: number, style: number, text: string): void {
    const { size, wraps } = this.styles.setting(style)
    if (text === '' || (!wraps && !text.includes('\n'))) return
    const block = blockAt(this.sheet.blocks, row, column) ?? {
      top: row,
      left: column,
      bottom: row,
      right: column,
    }
    const width = Math.max(
      2,
      (this.span(block.left, block.right, (one) => this.widthAt(one)) * 11) / size - 1,
    )
    const lines = text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / width)), 0)
    const lacking =
      lines * size * 1.4 + 3 - this.span(block.top, block.bottom, (one) => this.heightAt(one))
    if (lines > 1 && lacking > 0)
      this.grown.set(block.bottom, Math.min(409, Math.ceil(this.heightAt(block.bottom) + lacking)))
  }

  private heightAt(row: number): number {
    return this.grown.get(row) ?? this.known.get(row) ?? this.usual
  }

  private widthAt(column: number): number {
    const set = this.widths.find((one) => column >= one.from && column <= one.to)
    return set === undefined ? 8.4 : set.hidden ? 0 : set.width
  }

  private span(from: number, to: number, each: (one: number) => number): number {
    return Array.from({ length: to - from + 1 }, (_, i) => each(from + i)).reduce(
      (sum, one) => sum + one,
      0,
    )
  }
}
