import { escapeXml } from '../layout/xml.ts'
import { columnLetter } from '../tables/columns.ts'
import { cellText } from '../text.ts'
import type { StyleTable } from './styles.ts'
import type {
  CellContent,
  ListValidation,
  PrintSetup,
  WorkbookRow,
  WorkbookSheet,
} from './types.ts'

/** Characters of XML in one chunk: fewer, larger chunks are packed faster. */
const pieceLength = 65_536
/** Paper size 9 is A4 (ECMA-376, part 1, 18.3.1.63). */
const a4 = 9

/**
 * The XML of a sheet, piece by piece, in the order that the schema requires (ECMA-376, part 1,
 * 18.3.1.99).
 */
export async function* sheetXml(sheet: WorkbookSheet, styles: StyleTable): AsyncIterable<string> {
  let text = headXml(sheet, styles)
  const letters = sheet.columns.map((_, i) => columnLetter(i + 1))
  let count = 0
  for await (const row of sheet.rows) {
    count++
    text += rowXml(row, count, letters, styles)
    if (text.length < pieceLength) continue
    yield text
    text = ''
  }
  yield text + tailXml(sheet, count)
}

function headXml(sheet: WorkbookSheet, styles: StyleTable): string {
  const { frozenRows = 0, hideGridLines, rowHeight, columns, print } = sheet
  const pane =
    frozenRows === 0
      ? ''
      : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
  const height = rowHeight === undefined ? 15 : rowHeight
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    print ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '',
    `<sheetViews><sheetView${hideGridLines ? ' showGridLines="0"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="${height}"${rowHeight === undefined ? '' : ' customHeight="1"'}/>`,
    columns.length === 0
      ? ''
      : `<cols>${columns.map((column, i) => columnXml(column, i, styles)).join('')}</cols>`,
    '<sheetData>',
  ].join('')
}

function columnXml(
  { width, style }: WorkbookSheet['columns'][number],
  index: number,
  styles: StyleTable,
): string {
  const look = style === undefined ? '' : ` style="${styles.numberOf(style)}"`
  return `<col min="${index + 1}" max="${index + 1}" width="${width}"${look} customWidth="1"/>`
}

function rowXml(
  row: WorkbookRow,
  number: number,
  letters: readonly string[],
  styles: StyleTable,
): string {
  let text =
    row.height === undefined
      ? `<row r="${number}">`
      : `<row r="${number}" ht="${row.height}" customHeight="1">`
  for (const [i, cell] of row.cells.entries()) {
    if (cell === null) continue
    const head = `<c r="${letters[i] ?? columnLetter(i + 1)}${number}" s="${styles.numberOf(cell.style)}"`
    text += cell.value === undefined ? `${head}/>` : head + contentXml(cell.value)
  }
  return `${text}</row>`
}

function contentXml(value: CellContent): string {
  if (typeof value === 'string')
    return ` t="inlineStr"><is><t xml:space="preserve">${escapeXml(cellText(value))}</t></is></c>`
  return `><v>${typeof value === 'number' ? value : dateNumber(value)}</v></c>`
}

const dayLength = 86_400_000
/** Excel's day 0, for days after the 29 February 1900, which Excel assumes to exist. */
const dayZero = Date.UTC(1899, 11, 30)
const beliefEnds = 61

/** A day in Excel's count: 1 is 1 January 1900, and 60 a day that never existed. */
export function dateNumber(date: Date): number {
  const days = (date.getTime() - dayZero) / dayLength
  return days < beliefEnds ? days - 1 : days
}

function tailXml(sheet: WorkbookSheet, rowCount: number): string {
  const { filter, merges = [], lists = [] } = sheet.end?.(rowCount) ?? {}
  return [
    '</sheetData>',
    filter === undefined ? '' : `<autoFilter ref="${filter}"/>`,
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`,
    lists.length === 0
      ? ''
      : `<dataValidations count="${lists.length}">${lists.map(listXml).join('')}</dataValidations>`,
    printXml(sheet.print),
    '</worksheet>',
  ].join('')
}

function listXml({ range, source, title, message }: ListValidation): string {
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="${escapeAttribute(title)}" error="${escapeAttribute(message)}" sqref="${range}"><formula1>${escapeXml(source)}</formula1></dataValidation>`
}

function printXml(print: PrintSetup | undefined): string {
  if (print === undefined) return ''
  const { orientation, centered, header = '', footer = '' } = print
  const margins = print.margins ?? {
    left: 0.7,
    right: 0.7,
    top: 0.75,
    bottom: 0.75,
    header: 0.3,
    footer: 0.3,
  }
  const sides = Object.entries(margins).map(([side, inches]) => `${side}="${inches}"`)
  return [
    centered ? '<printOptions horizontalCentered="1"/>' : '',
    `<pageMargins ${sides.join(' ')}/>`,
    `<pageSetup paperSize="${a4}" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>`,
    header === '' && footer === ''
      ? ''
      : `<headerFooter>${header === '' ? '' : `<oddHeader>${escapeXml(header)}</oddHeader>`}${footer === '' ? '' : `<oddFooter>${escapeXml(footer)}</oddFooter>`}</headerFooter>`,
  ].join('')
}

/** A text as an attribute value, in which a plain line break would be read as a space. */
function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('\n', '&#10;')
}
