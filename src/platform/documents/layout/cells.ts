import { columnLetter, columnOf } from '../tables/columns.ts'
import { unescapeXstring } from '../tables/xlsx-strings.ts'
import { attribute, elementsOf, tagsOf, unescapeXml } from './xml.ts'
import type { Tag } from './xml.ts'

/** A cell of a sheet as it stands in the XML. */
export interface Cell {
  readonly ref: string
  readonly row: number
  /** From 1. */
  readonly column: number
  readonly tag: Tag
  readonly style: number
  readonly formula: boolean
  /** The text of a text cell, with its runs where parts of it are set differently; '' where it holds none. */
  readonly runs: readonly Run[]
  /** Nothing stands in it. */
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
export function rowsOf(xml: string, strings: readonly (readonly Run[])[]): SheetRow[] {
  const rows: SheetRow[] = []
  for (const { tag, start, end } of elementsOf(xml, 'row')) {
    const number = Number(attribute(tag, 'r') ?? (rows.at(-1)?.number ?? 0) + 1)
    const cells: Cell[] = []
    if (tag.kind === 'open') {
      for (const one of elementsOf(xml, 'c', tag.end, end))
        cells.push(
          cellOf(
            one.tag,
            one.inner,
            xml.slice(one.start, one.end),
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

function cellOf(
  tag: Tag,
  inner: string,
  raw: string,
  row: number,
  next: number,
  strings: readonly (readonly Run[])[],
): Cell {
  const named = columnOf(attribute(tag, 'r'))
  const column = named === null ? next : named + 1
  const type = attribute(tag, 't') ?? 'n'
  const value = [...elementsOf(inner, 'v')][0]?.inner ?? ''
  const formula = [...tagsOf(inner)].some((one) => one.name === 'f')
  const runs =
    type === 's'
      ? (strings[Number(value)] ?? [])
      : type === 'inlineStr'
        ? runsOf([...elementsOf(inner, 'is')][0]?.inner ?? '')
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

/** What a cell shows: its text, or its figure as it is stored. */
export function shownText(cell: Cell): string {
  if (cell.runs.length > 0) return cell.runs.map((run) => run.text).join('')
  return textOf([...elementsOf(cell.raw, 'v')][0]?.inner ?? '')
}

/** The strings that cells share. */
export function stringsOf(xml: string): (readonly Run[])[] {
  return [...elementsOf(xml, 'si')].map((one) => runsOf(one.inner))
}

/** The runs of a text; readings of kanji (`rPh`) are left out. */
function runsOf(inner: string): readonly Run[] {
  const rich = [...elementsOf(inner, 'r')].map((run) => {
    const properties = [...elementsOf(run.inner, 'rPr')][0]
    return {
      text: texts(run.inner),
      properties: properties === undefined ? '' : run.inner.slice(properties.start, properties.end),
    }
  })
  if (rich.length > 0) return rich
  const spoken = [...elementsOf(inner, 'rPh')]
  const text = texts(
    spoken.reduceRight((rest, one) => rest.slice(0, one.start) + rest.slice(one.end), inner),
  )
  return [{ text, properties: '' }]
}

const texts = (xml: string): string =>
  [...elementsOf(xml, 't')].map((one) => textOf(one.inner)).join('')
const textOf = (inner: string): string => unescapeXstring(unescapeXml(inner))

/** A block of merged cells. */
export interface Block {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export function blocksOf(xml: string): Block[] {
  return [...tagsOf(xml)]
    .filter((tag) => tag.name === 'mergeCell' && tag.kind !== 'close')
    .flatMap((tag) => {
      const [from = '', to = from] = (attribute(tag, 'ref') ?? '').split(':')
      const [left, right, top, bottom] = [
        columnOf(from),
        columnOf(to),
        Number(/\d+/.exec(from)?.[0]),
        Number(/\d+/.exec(to)?.[0]),
      ]
      return left === null || right === null || !(top > 0) || !(bottom >= top)
        ? []
        : [{ top, left: left + 1, bottom, right: right + 1 }]
    })
}

/** The merged block that a cell stands in. */
export function blockAt(blocks: readonly Block[], row: number, column: number): Block | undefined {
  return blocks.find(
    (block) =>
      row >= block.top && row <= block.bottom && column >= block.left && column <= block.right,
  )
}
