import type { UnitRow } from '../contract/units.ts'
import { treeOf } from './tree.ts'

/** The position of a unit in the chart, in pixels. */
export interface ChartBox {
  readonly unit: UnitRow
  readonly x: number
  readonly y: number
  readonly width: number
  /** The box of the unit above. */
  readonly parent?: ChartBox
}

export interface Chart {
  readonly width: number
  readonly height: number
  readonly boxes: readonly ChartBox[]
}

export const boxHeight = 50
const rowHeight = 60
const columnGap = 36
export const boxPadding = 14
/**
 * Widths of a full-width character of the title and of the line below it, in pixels; half-width
 * characters take half.
 */
const letter = { title: 15, under: 13 } as const
const narrowest = 168
const widest = 330

/**
 * Lays out the tree of units from left to right: a column for each level, a row for each leaf, each
 * unit in the middle of its children. No two boxes overlap.
 */
export function chartOf(units: readonly UnitRow[]): Chart {
  const under = treeOf(units)
  const columns = columnsOf(under)
  const boxes: ChartBox[] = []
  let row = 0
  const place = (unit: UnitRow, depth: number, parent?: ChartBox): ChartBox => {
    const { x, width } = columns[depth] ?? { x: 0, width: narrowest }
    const box = { unit, x, y: 0, width, ...(parent && { parent }) }
    boxes.push(box)
    const children = (under.get(unit.id) ?? []).map((child) => place(child, depth + 1, box))
    const [first, last] = [children[0], children.at(-1)]
    box.y = first !== undefined && last !== undefined ? (first.y + last.y) / 2 : row++ * rowHeight
    return box
  }
  for (const unit of under.get(null) ?? []) place(unit, 0)
  const end = columns.at(-1)
  return {
    boxes,
    width: end === undefined ? 0 : end.x + end.width,
    height: Math.max(0, row * rowHeight - (rowHeight - boxHeight)),
  }
}

/** The position and width of each level: as wide as its longest line, within limits. */
function columnsOf(
  under: ReadonlyMap<string | null, readonly UnitRow[]>,
): { x: number; width: number }[] {
  const columns: { x: number; width: number }[] = []
  let level = under.get(null) ?? []
  for (let x = 0; level.length > 0; level = level.flatMap((unit) => under.get(unit.id) ?? [])) {
    const width = Math.min(
      widest,
      Math.max(
        narrowest,
        ...level.map(
          (unit) =>
            2 * boxPadding +
            Math.max(
              lengthOf(unit.title) * letter.title + 44,
              lengthOf(headOf(unit)) * letter.under,
            ),
        ),
      ),
    )
    columns.push({ x, width })
    x += width + columnGap
  }
  return columns
}

/** Who leads a unit, for the line below its title. */
export function headOf(unit: UnitRow): string {
  return unit.head === null ? '' : `${unit.head.post}　${unit.head.name}`
}

/** A text cut to the width of a box. */
export function fitting(text: string, width: number, kind: keyof typeof letter, taken = 0): string {
  const room = (width - 2 * boxPadding - taken) / letter[kind]
  if (lengthOf(text) <= room + 0.01) return text
  let cut = ''
  for (const character of text) {
    if (lengthOf(cut + character) > room - 1) break
    cut += character
  }
  return `${cut}…`
}

/** The length of a text in full-width characters. */
function lengthOf(text: string): number {
  let length = 0
  for (const character of text) length += (character.codePointAt(0) ?? 0) > 0xff ? 1 : 0.6
  return length
}
