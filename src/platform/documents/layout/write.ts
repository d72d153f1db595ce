import { columnLetter } from '../tables/columns.ts'
import { cellText } from '../text.ts'
import type { LayoutSheet } from './book.ts'
import type { Cell, Run, SheetRow } from './cells.ts'
import { splitAtPlaces, placesIn } from './places.ts'
import type { Styles } from './styles.ts'
import { escapeXml, withAttribute } from './xml.ts'

/** A value to fill in: a text, or a number where the cell has no other content. */
export type Value = string | number

/** A text that Excel would take for a formula if somebody edited the cell. */
const formulaLike = /^[=+\-@＝＋－＠\t\r]/

/** The content of a cell after its places are filled. */
export function fillText(runs: readonly Run[], fill: (place: string) => Value): string {
  return splitAtPlaces(runs.map((run) => run.text).join(''))
    .map((piece) => ('text' in piece ? piece.text : String(fill(piece.place))))
    .join('')
}

/** The XML of a cell with its places filled; a text stays a text, whatever it begins with. */
export function fillCell(
  prefix: string,
  ref: string,
  style: number,
  runs: readonly Run[],
  fill: (place: string) => Value,
  styles: Styles,
): string {
  const whole = runs.map((run) => run.text).join('')
  const pieces = splitAtPlaces(whole)
  const value = pieces.length === 1 && 'place' in pieces[0]! ? fill(pieces[0].place) : undefined
  if (typeof value === 'number' && Number.isFinite(value))
    return `<${prefix}c r="${ref}" s="${style}"><${prefix}v>${value}</${prefix}v></${prefix}c>`
  const filled = joinSplitPlaces(runs, whole).map((run) => ({
    ...run,
    text: cellText(fillText([run], fill)),
  }))
  return textCell(prefix, ref, style, filled, styles)
}

/** The XML of a cell that holds a text. */
export function textCell(
  prefix: string,
  ref: string,
  style: number,
  runs: readonly Run[],
  styles: Styles,
): string {
  const text = runs.map((run) => run.text).join('')
  const format = styles.variant(style, { quote: formulaLike.test(text), wrap: text.includes('\n') })
  if (text === '') return `<${prefix}c r="${ref}" s="${format}"/>`
  const t = (run: Run): string =>
    `<${prefix}t xml:space="preserve">${escapeXml(run.text)}</${prefix}t>`
  const inner =
    runs.length === 1 && runs[0]!.properties === ''
      ? t(runs[0]!)
      : runs.map((run) => `<${prefix}r>${run.properties}${t(run)}</${prefix}r>`).join('')
  return `<${prefix}c r="${ref}" s="${format}" t="inlineStr"><${prefix}is>${inner}</${prefix}is></${prefix}c>`
}

/** The runs of a text; a single run where a place extends over the end of a run. */
function joinSplitPlaces(runs: readonly Run[], whole: string): readonly Run[] {
  const isIntact = runs.flatMap((run) => placesIn(run.text)).length === placesIn(whole).length
  return isIntact ? runs : [{ text: whole, properties: runs[0]?.properties ?? '' }]
}

/** New cells of a sheet by row and column, as XML. */
export type NewCells = Map<number, Map<number, string>>

/**
 * The XML of a sheet with new cells that replace or join the existing ones; everything else stays
 * the same. `like` is the row whose height a new row takes, `grown` says which rows must become
 * higher.
 */
export function replaceCells(
  sheet: LayoutSheet,
  cells: NewCells,
  modelRows: ReadonlyMap<number, number>,
  heights: ReadonlyMap<number, number>,
): string {
  const rowsByNumber = new Map(sheet.rows.map((row) => [row.number, row]))
  const edits = [...cells]
    .toSorted(([a], [b]) => b - a)
    .map(([number, newCells]) => {
      const row = rowsByNumber.get(number)
      if (row !== undefined)
        return {
          start: row.start,
          end: row.end,
          text: withHeight(replaceRowCells(sheet, row, newCells), heights.get(number)),
        }
      const model = rowsByNumber.get(modelRows.get(number) ?? 0)
      const at =
        sheet.rows.find((candidate) => candidate.number > number)?.start ?? sheet.rows.at(-1)!.end
      return {
        start: at,
        end: at,
        text: withHeight(newRow(sheet, number, model, newCells), heights.get(number)),
      }
    })
  return edits.reduce(
    (xml, edit) => xml.slice(0, edit.start) + edit.text + xml.slice(edit.end),
    sheet.xml,
  )
}

function replaceRowCells(
  sheet: LayoutSheet,
  row: SheetRow,
  newCells: ReadonlyMap<number, string>,
): string {
  const { tag } = row
  const head = withoutFixedSize(sheet.xml.slice(tag.start, tag.end)).replace(/\s*\/?>$/, '>')
  return `${head}${joinInOrder([...row.cells.map((cell): [number, string] => [cell.column, withReference(cell)]), ...newCells])}</${tag.prefix}row>`
}

/** The tag of a row with at least this height. */
function withHeight(row: string, height: number | undefined): string {
  if (height === undefined) return row
  const end = row.indexOf('>') + 1
  return (
    withAttribute(withAttribute(row.slice(0, end), 'ht', String(height)), 'customHeight', '1') +
    row.slice(end)
  )
}

/** Every cell gets its reference, because its neighbours may be new. */
function withReference(cell: Cell): string {
  const end = cell.tag.end - cell.tag.start
  return withAttribute(cell.raw.slice(0, end), 'r', cell.ref) + cell.raw.slice(end)
}

function newRow(
  sheet: LayoutSheet,
  number: number,
  model: SheetRow | undefined,
  newCells: ReadonlyMap<number, string>,
): string {
  const prefix = sheet.rows[0]!.tag.prefix
  const head =
    model === undefined
      ? `<${prefix}row>`
      : sheet.xml.slice(model.tag.start, model.tag.end).replace(/\s*\/?>$/, '>')
  return `${withAttribute(withoutFixedSize(head), 'r', String(number))}${joinInOrder([...newCells])}</${prefix}row>`
}

function joinInOrder(cells: readonly (readonly [number, string])[]): string {
  return [...new Map(cells)]
    .toSorted(([a], [b]) => a - b)
    .map(([, xml]) => xml)
    .join('')
}

/**
 * The tag of a row without the hint of its columns, and without a height that Excel had measured:
 * it measures again.
 */
function withoutFixedSize(tag: string): string {
  const unsized = tag.replace(/\sspans\s*=\s*(?:"[^"]*"|'[^']*')/, '')
  return /\scustomHeight\s*=\s*["'](?:1|true)["']/.test(unsized)
    ? unsized
    : unsized.replace(/\sht\s*=\s*(?:"[^"]*"|'[^']*')/, '')
}

export const cellReference = (row: number, column: number): string =>
  `${columnLetter(column)}${row}`
