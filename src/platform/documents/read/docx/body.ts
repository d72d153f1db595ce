import type { Block } from '#kernel/reader/blocks.ts'
import type { NumberLabel, Numbering } from './numbering.ts'
import { preferred, readRuns } from './runs.ts'
import type { Styles } from './styles.ts'
import { child, children } from '../../xml.ts'
import { isOn, numberOf, valueOf } from './xml.ts'
import type { Element } from '../../xml.ts'

/** What paragraphs refer to. */
export interface DocxContext {
  readonly styles: Styles
  readonly numbering: Numbering
}

/** A block before it is known which piece of the document it is. */
type Piece = Omit<Block, 'line'>

/** The pieces of a body, a text box or a note, in order. */
export function readBody(body: Element, context: DocxContext): Piece[] {
  return body.children.flatMap((element) => readElement(element, context))
}

function readElement(element: Element, context: DocxContext): Piece[] {
  switch (element.tag) {
    case 'p':
      return readParagraph(element, context)
    case 'tbl':
      return [...readTable(element, context), { kind: 'blank', text: '' }]
    case 'AlternateContent':
      return readBody(preferred(element) ?? { ...element, children: [] }, context)
    case 'sdt':
    case 'sdtContent':
    case 'customXml':
    case 'ins':
    case 'moveTo':
    case 'smartTag':
      return readBody(element, context)
    default:
      return []
  }
}

function readParagraph(paragraph: Element, context: DocxContext): Piece[] {
  const properties = child(paragraph, 'pPr')
  const { text, boxes } = readRuns(paragraph)
  const wording = text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim()
  const markDeleted = child(child(properties, 'rPr'), 'del') !== undefined
  const inBoxes = boxes.flatMap((box) => readBody(box, context))
  if (wording.trim() === '' && markDeleted) return inBoxes
  const style = context.styles.get(valueOf(properties, 'pStyle') ?? '')
  const number = numberOfParagraph(properties, style?.id, context)
  const outline = numberOf(properties, 'outlineLvl') ?? style?.outlineLevel
  if (wording.trim() === '')
    return number === null || number.label.bullet
      ? [{ kind: 'blank', text: '' }, ...inBoxes]
      : [listPiece('', number), ...inBoxes]
  return [...paragraphPieces(wording, number, outline), ...inBoxes]
}

interface Numbered {
  readonly label: NumberLabel
  readonly level: number
}

/** A paragraph is one piece, and one more for each line that was broken by hand: numbered items are often typed so. */
function paragraphPieces(
  text: string,
  number: Numbered | null,
  outline: number | undefined,
): Piece[] {
  if (outline !== undefined && outline < 9) {
    const label = number === null || number.label.bullet ? {} : { label: number.label.label }
    return [
      { kind: 'heading', text: text.replaceAll(/\s*\n\s*/g, ' '), level: outline + 1, ...label },
    ]
  }
  const [first = '', ...rest] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const head: Piece = number === null ? { kind: 'text', text: first } : listPiece(first, number)
  return [head, ...rest.map((line): Piece => ({ kind: 'text', text: line }))]
}

function listPiece(text: string, number: Numbered): Piece {
  return { kind: 'list', text, label: number.label.label, indent: number.level }
}

/** The number of a paragraph: its own list, else the one of its style, whose level the list itself may tie to the style. */
function numberOfParagraph(
  properties: Element | undefined,
  styleId: string | undefined,
  context: DocxContext,
): Numbered | null {
  const own = child(properties, 'numPr')
  const style = styleId === undefined ? undefined : context.styles.get(styleId)
  const listId = valueOf(own, 'numId') ?? style?.numberingId
  if (listId === undefined || listId === '0') return null
  const ofStyle =
    styleId === undefined ? undefined : context.numbering.levelOfStyle(listId, styleId)
  const level = numberOf(own, 'ilvl') ?? ofStyle ?? style?.numberingLevel ?? 0
  const label = context.numbering.next({ listId, level })
  return label === null ? null : { label, level }
}

/** The rows of a table; a table of one cell is a frame around paragraphs. */
function readTable(table: Element, context: DocxContext): Piece[] {
  const rows = rowsOf(table)
  const only = rows.length === 1 ? cellsOf(rows[0]) : []
  if (only.length === 1 && only[0] !== undefined) return readBody(only[0], context)
  return rows.map((row) => readRow(row, context))
}

function readRow(row: Element, context: DocxContext): Piece {
  const properties = child(row, 'trPr')
  const cells: string[] = Array.from(
    { length: Math.min(100, numberOf(properties, 'gridBefore') ?? 0) },
    () => '',
  )
  for (const cell of cellsOf(row)) {
    const cellProperties = child(cell, 'tcPr')
    const merge = child(cellProperties, 'vMerge')
    const continues = merge !== undefined && merge.attributes['val'] !== 'restart'
    cells.push(continues ? '' : cellText(cell, context))
    const span = Math.min(100, numberOf(cellProperties, 'gridSpan') ?? 1)
    for (let i = 1; i < span; i++) cells.push('')
  }
  const header = isOn(properties, 'tblHeader')
  return { kind: 'table-row', text: cells.join('\t'), cells, ...(header ? { header } : {}) }
}

/** A cell's paragraphs as lines; numbers in front, tables inside flattened. */
function cellText(cell: Element, context: DocxContext): string {
  return readBody(cell, context)
    .filter((piece) => piece.kind !== 'blank')
    .map((piece) =>
      (
        piece.cells ?? [
          [piece.label, piece.text].filter((it) => it !== undefined && it !== '').join(' '),
        ]
      )
        .filter((it) => it !== '')
        .join(' '),
    )
    .join('\n')
    .replaceAll('\t', ' ')
}

function rowsOf(table: Element): Element[] {
  return table.children.flatMap((element) => {
    if (element.tag === 'tr')
      return child(child(element, 'trPr'), 'del') === undefined ? [element] : []
    return wraps(element) ? rowsOf(element) : []
  })
}

function cellsOf(row: Element | undefined): Element[] {
  return (row?.children ?? []).flatMap((element) => {
    if (element.tag === 'tc') return [element]
    return wraps(element) ? cellsOf(element) : []
  })
}

function wraps(element: Element): boolean {
  return ['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo'].includes(element.tag)
}

/** Footnotes or endnotes, each with the label 注1, 注2 … */
export function readNotes(
  root: Element | undefined,
  tag: 'footnote' | 'endnote',
  context: DocxContext,
  first: number,
): Piece[] {
  return children(root, tag)
    .filter((note) => note.attributes['type'] === undefined)
    .map(
      (note, i) =>
        ({
          kind: 'text',
          text: readBody(note, context)
            .map((it) => it.text)
            .join('\n')
            .trim(),
          label: `注${first + i}`,
        }) as const,
    )
    .filter((note) => note.text !== '')
}
