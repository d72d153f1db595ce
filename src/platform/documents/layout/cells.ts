import { columnLetter, columnIndexOf } from '../tables/columns.ts'
import { unescapeXstring } from '../tables/xlsx-strings.ts'
import { attribute, elementsOf, tagsOf, unescapeXml } from './xml.ts'
import type { Tag } from './xml.ts'

/** A cell of a sheet as its XML describes it. */
export interface Cell {
  readonly ref: string
  readonly row: number
  /** Counted from 1. */
  readonly column: number
  readonly tag: Tag
  readonly style: number
  readonly formula: boolean
  /**
   * The text of a text cell, with its runs where parts of it have different formats; '' where the
   * cell holds no text.
   */
  readonly runs: readonly Run[]
  /** The cell is empty. */
  readonly blank: boolean
  /** Its element in the XML of the sheet. */
  readonly raw: string
}

/** A part of a text, with its own properties (the XML of `rPr`), if any. */
export interface Run {
  readonly text: string
  readonly properties: string
}

export interface SheetRow {
  readonly number: number
  readonly tag: Tag
  readonly start: number
  readonly end: number
  readonly cells: readonly Cell[]
}

/** The rows of a sheet's XML. */
export function readRows(xml: string, strings: readonly (readonly Run[])[]): SheetRow[] {
  const rows: SheetRow[] = []
  for (const { tag, start, end } of elementsOf(xml, 'row')) {
    const number = Number(attribute(tag, 'r') ?? (rows.at(-1)?.number ?? 0) + 1)
    const cells: Cell[] = []
    if (tag.kind === 'open') {
      for (const element of elementsOf(xml, 'c', tag.end, end))
        cells.push(
          readCell(
            element.tag,
            element.inner,
            xml.slice(element.start, element.end),
            number,
            (cells.at(-1)?.column ?? 0) + 1,
            strings,
          ),
        )
    }
    rows.push({ number, tag, start, end, cells })
  }
  return rows
}

function readCell(
  tag: Tag,
  inner: string,
  raw: string,
  row: number,
  nextColumn: number,
  strings: readonly (readonly Run[])[],
): Cell {
  const columnIndex = columnIndexOf(attribute(tag, 'r'))
  const column = columnIndex === null ? nextColumn : columnIndex + 1
  const type = attribute(tag, 't') ?? 'n'
  const value = [...elementsOf(inner, 'v')][0]?.inner ?? ''
  const formula = [...tagsOf(inner)].some((element) => element.name === 'f')
  const runs =
    type === 's'
      ? (strings[Number(value)] ?? [])
      : type === 'inlineStr'
        ? readRuns([...elementsOf(inner, 'is')][0]?.inner ?? '')
        : type === 'str'
          ? [{ text: textOf(value), properties: '' }]
          : []
  return {
    ref: `${columnLetter(column)}${row}`,
    row,
    column,
    tag,
    style: Number(attribute(tag, 's') ?? 0),
    formula,
    runs,
    blank: !formula && value === '' && runs.every((run) => run.text === ''),
    raw,
  }
}

/** What a cell shows: its text, or its number as it is stored. */
export function displayedText(cell: Cell): string {
  if (cell.runs.length > 0) return cell.runs.map((run) => run.text).join('')
  return textOf([...elementsOf(cell.raw, 'v')][0]?.inner ?? '')
}

/** The shared strings of the workbook. */
export function readSharedStrings(xml: string): (readonly Run[])[] {
  return [...elementsOf(xml, 'si')].map((element) => readRuns(element.inner))
}

/** The runs of a text, without readings of kanji (`rPh`). */
function readRuns(inner: string): readonly Run[] {
  const rich = [...elementsOf(inner, 'r')].map((run) => {
    const properties = [...elementsOf(run.inner, 'rPr')][0]
    return {
      text: texts(run.inner),
      properties: properties === undefined ? '' : run.inner.slice(properties.start, properties.end),
    }
  })
  if (rich.length > 0) return rich
  const phoneticRuns = [...elementsOf(inner, 'rPh')]
  const text = texts(
    phoneticRuns.reduceRight(
      (rest, element) => rest.slice(0, element.start) + rest.slice(element.end),
      inner,
    ),
  )
  return [{ text, properties: '' }]
}

const texts = (xml: string): string =>
  [...elementsOf(xml, 't')].map((element) => textOf(element.inner)).join('')
const textOf = (inner: string): string => unescapeXstring(unescapeXml(inner))

/** A block of merged cells. */
export interface CellRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export function mergedRangesOf(xml: string): CellRange[] {
  return [...tagsOf(xml)]
    .filter((tag) => tag.name === 'mergeCell' && tag.kind !== 'close')
    .flatMap((tag) => {
      const [from = '', to = from] = (attribute(tag, 'ref') ?? '').split(':')
      const [left, right, top, bottom] = [
        columnIndexOf(from),
        columnIndexOf(to),
        Number(/\d+/.exec(from)?.[0]),
        Number(/\d+/.exec(to)?.[0]),
      ]
      return left === null || right === null || !(top > 0) || !(bottom >= top)
        ? []
        : [{ top, left: left + 1, bottom, right: right + 1 }]
    })
}

/** The merged block that contains a cell. */
export function mergedRangeAt(
  ranges: readonly CellRange[],
  row: number,
  column: number,
): CellRange | undefined {
  return ranges.find(
    (range) =>
      row >= range.top && row <= range.bottom && column >= range.left && column <= range.right,
  )
}
