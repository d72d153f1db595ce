import type { Block } from '#kernel/reader/blocks.ts'
import type { NumberLabel, Numbering } from './numbering.ts'
import { preferredAlternative, readRuns } from './runs.ts'
import type { Styles } from './styles.ts'
import { child, children } from '../../xml.ts'
import { isOn, numberOf, valueOf } from './xml.ts'
import type { Element } from '../../xml.ts'

/** The parts of the document that paragraphs refer to. */
export interface DocxContext {
  readonly styles: Styles
  readonly numbering: Numbering
}

/** A block before its position in the document is known. */
type DocxBlock = Omit<Block, 'line'>

/** The blocks of a body, a text box or a note, in order. */
export function readBody(body: Element, context: DocxContext): DocxBlock[] {
  return body.children.flatMap((element) => readElement(element, context))
}

function readElement(element: Element, context: DocxContext): DocxBlock[] {
  switch (element.tag) {
    case 'p':
      return readParagraph(element, context)
    case 'tbl':
      return [...readTable(element, context), { kind: 'blank', text: '' }]
    case 'AlternateContent':
      return readBody(preferredAlternative(element) ?? { ...element, children: [] }, context)
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

function readParagraph(paragraph: Element, context: DocxContext): DocxBlock[] {
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
  const number = takeParagraphNumber(properties, style?.id, context)
  const outline = numberOf(properties, 'outlineLvl') ?? style?.outlineLevel
  if (wording.trim() === '')
    return number === null || number.label.bullet
      ? [{ kind: 'blank', text: '' }, ...inBoxes]
      : [listBlock('', number), ...inBoxes]
  return [...paragraphBlocks(wording, number, outline), ...inBoxes]
}

interface ParagraphNumber {
  readonly label: NumberLabel
  readonly level: number
}

/**
 * A paragraph is one block, and one more for each manual line break: numbered items are often typed
 * that way.
 */
function paragraphBlocks(
  text: string,
  number: ParagraphNumber | null,
  outline: number | undefined,
): DocxBlock[] {
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
  const head: DocxBlock = number === null ? { kind: 'text', text: first } : listBlock(first, number)
  return [head, ...rest.map((line): DocxBlock => ({ kind: 'text', text: line }))]
}

function listBlock(text: string, number: ParagraphNumber): DocxBlock {
  return { kind: 'list', text, label: number.label.label, indent: number.level }
}

/**
 * The number of a paragraph: of its own list, else of its style's list, which may name the level
 * for the style.
 */
function takeParagraphNumber(
  properties: Element | undefined,
  styleId: string | undefined,
  context: DocxContext,
): ParagraphNumber | null {
  const own = child(properties, 'numPr')
  const style = styleId === undefined ? undefined : context.styles.get(styleId)
  const listId = valueOf(own, 'numId') ?? style?.numberingId
  if (listId === undefined || listId === '0') return null
  const styleLevel =
    styleId === undefined ? undefined : context.numbering.levelOfStyle(listId, styleId)
  const level = numberOf(own, 'ilvl') ?? styleLevel ?? style?.numberingLevel ?? 0
  const label = context.numbering.next({ listId, level })
  return label === null ? null : { label, level }
}

/** The rows of a table; a table of one cell is a frame around paragraphs. */
function readTable(table: Element, context: DocxContext): DocxBlock[] {
  const rows = rowsOf(table)
  const singleRowCells = rows.length === 1 ? cellsOf(rows[0]) : []
  if (singleRowCells.length === 1 && singleRowCells[0] !== undefined)
    return readBody(singleRowCells[0], context)
  return rows.map((row) => readRow(row, context))
}

function readRow(row: Element, context: DocxContext): DocxBlock {
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
    .filter((block) => block.kind !== 'blank')
    .map((block) =>
      (
        block.cells ?? [
          [block.label, block.text].filter((part) => part !== undefined && part !== '').join(' '),
        ]
      )
        .filter((part) => part !== '')
        .join(' '),
    )
    .join('\n')
    .replaceAll('\t', ' ')
}

function rowsOf(table: Element): Element[] {
  return table.children.flatMap((element) => {
    if (element.tag === 'tr')
      return child(child(element, 'trPr'), 'del') === undefined ? [element] : []
    return isWrapper(element) ? rowsOf(element) : []
  })
}

function cellsOf(row: Element | undefined): Element[] {
  return (row?.children ?? []).flatMap((element) => {
    if (element.tag === 'tc') return [element]
    return isWrapper(element) ? cellsOf(element) : []
  })
}

function isWrapper(element: Element): boolean {
  return ['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo'].includes(element.tag)
}

/** Footnotes or endnotes, each with the label 注1, 注2 … */
export function readNotes(
  root: Element | undefined,
  tag: 'footnote' | 'endnote',
  context: DocxContext,
  first: number,
): DocxBlock[] {
  return children(root, tag)
    .filter((note) => note.attributes['type'] === undefined)
    .map(
      (note, i) =>
        ({
          kind: 'text',
          text: readBody(note, context)
            .map((block) => block.text)
            .join('\n')
            .trim(),
          label: `注${first + i}`,
        }) as const,
    )
    .filter((note) => note.text !== '')
}
