import type { LeftReason } from '#kernel/registers/leftRows.ts'
import { columnLetter } from './columns.ts'
import { headerKey } from './headerKey.ts'
import type { ExtraCell, RawRow } from './types.ts'

/**
 * Tells the lines of a table that people keep by hand from what stands between them: titles,
 * section lines, subtotals, notes, hidden rows. Nothing is dropped: what is no line is named with
 * its reason.
 */

/** What a row of a sheet is: a line with its cells, a row left out, or an empty row. */
export type TidyRow =
  | {
      readonly cells: Readonly<Record<string, string>>
      readonly extra?: readonly ExtraCell[]
      readonly filled?: readonly string[]
    }
  | { readonly why: LeftReason; readonly text: string }
  | null

const dittoMarks = /^(?:[〃″”“"゛仝〻]|''|\/\/|々|同|同上|〃{2,}|上に同じ)$/u
const totalWords =
  /^(?:合計|小計|中計|総計|総合計|累計|計|総数|平均|total|subtotal|sum)(?:[（(:].*)?$/iu
const totalEnds = /(?:小計|合計|総計|累計)$/u
const noteMarks =
  /^(?:※|＊|\*|注[）)：:\d記]|[（(]注|備考[：:]|注意[：:]|記載要領|記入要領|出典|以上$)/u
const sectionMarks = /^(?:[【■◆●▼▽◎□◇★☆《〈]|第[\d一二三四五六七八九十]+[章部節])/u
const exampleMarks = /^[（(【［[]?(?:記入例|記載例|入力例|例)[）)】］\]]?$/u
const figures = /^[-+▲△]?[\d,.]*\s*[%円件人台冊個枚]?$/u
const textLength = 200

/** Tidies the rows of one sheet, from its headings down. */
export class Tidier {
  readonly #names: readonly (string | null)[]
  readonly #heading: readonly string[]
  readonly #needs: ReadonlySet<string>
  readonly #last: (string | undefined)[] = []

  /**
   * `names`: the header of each column. `needs`: headers without which nothing is a line, where
   * that is known.
   */
  constructor(names: readonly (string | null)[], needs: readonly string[] = []) {
    this.#names = names
    this.#heading = names.map((name) => (name === null ? '' : headerKey(name)))
    this.#needs = new Set(needs)
  }

  take(row: RawRow): TidyRow {
    const cells = row.cells.map((cell) => cell.trim())
    if (cells.every((cell) => cell === '')) return null
    const why = row.hidden === true ? 'hidden' : this.#reason(row, cells)
    if (why !== undefined)
      return { why, text: cells.filter(Boolean).join(' ').slice(0, textLength) }
    return this.#line(row, cells)
  }

  #reason(row: RawRow, cells: readonly string[]): LeftReason | undefined {
    const filled = cells.filter((cell) => cell !== '')
    const [first = '', ...rest] = filled
    const plain = first.normalize('NFKC').replaceAll(/[\s\u3000]+/g, '')
    if (this.#repeatsHeading(cells)) return 'heading'
    if (
      (totalWords.test(plain) || (totalEnds.test(plain) && rest.length > 0)) &&
      rest.every((cell) => figures.test(cell.normalize('NFKC')))
    )
      return 'total'
    if (exampleMarks.test(plain)) return 'example'
    if (filled.length > 1 && !filled.every((cell) => cell === first)) return undefined
    if (this.#names.filter((name) => name !== null).length < 3) return undefined
    if (noteMarks.test(first.normalize('NFKC')) || noteMarks.test(first)) return 'note'
    if (row.banner === true || sectionMarks.test(first)) return 'section'
    return this.#lacksNeeded(row, cells) ? 'section' : undefined
  }

  /** A lone cell is a section line where lines need more than it. */
  #lacksNeeded(row: RawRow, cells: readonly string[]): boolean {
    if (row.below !== undefined && row.below.length > 0) return false
    const at = cells.findIndex((cell) => cell !== '')
    if (dittoMarks.test(cells[at] ?? '')) return false
    return [...this.#needs].some((name) => name !== this.#names[at])
  }

  #repeatsHeading(cells: readonly string[]): boolean {
    const filled = cells.filter((cell) => cell !== '')
    return (
      filled.length > 1 &&
      cells.every((cell, i) => cell === '' || headerKey(cell) === this.#heading[i])
    )
  }

  #line(row: RawRow, texts: readonly string[]): TidyRow {
    const cells: Record<string, string> = {}
    const filled: string[] = []
    const extra: ExtraCell[] = []
    const width = Math.max(this.#names.length, texts.length)
    for (let i = 0; i < width; i++) {
      const name = this.#names[i] ?? null
      const own = texts[i] ?? ''
      const isBelow = own === '' && row.below !== undefined && row.below.includes(i)
      const above = this.#last[i]
      const takesAbove = (isBelow || dittoMarks.test(own)) && above !== undefined
      const value = takesAbove ? above : own
      if (name !== null) {
        cells[name] = takesAbove ? value : (row.cells[i] ?? '')
        if (takesAbove) filled.push(name)
      } else if (value !== '' && !takesAbove)
        extra.push({ column: columnLetter(i + 1), value: own })
      this.#last[i] = value === '' ? undefined : value
    }
    return {
      cells,
      ...(extra.length > 0 ? { extra } : {}),
      ...(filled.length > 0 ? { filled } : {}),
    }
  }
}

/** Whether a text stands for the one above it; where nothing is above, it is no value. */
export function isDitto(text: string): boolean {
  return dittoMarks.test(text.trim())
}
