import { plainText } from '../text.ts'
import { columnLetter, displayWidth } from '../tables/columns.ts'
import type { FormSheet, Seal } from '../print/sheets.ts'
import { formatPrintDate } from '../print/wareki.ts'
import { workbookBytes } from '../workbook/index.ts'
import type { CellStyle, WorkbookCell, WorkbookRow } from '../workbook/index.ts'
import { frameOf, historyHeaders, historyRows, sealRows, sealText, vermilion } from './paper.ts'

/**
 * The sheet is a grid of twelve columns of this width, in half-width characters; together they fill
 * an A4 page.
 */
const columns = 12
const columnWidth = 7.4
const font = 'BIZ UDPゴシック'
/** Heights of rows, points. */
const leastHeight = 18
const highestRow = 409
const borderLine = { style: 'thin', color: '4D4D4D' } as const
const boxBorder = { top: borderLine, bottom: borderLine, left: borderLine, right: borderLine }

interface CellLook {
  readonly size?: number
  readonly bold?: boolean
  readonly align?: 'left' | 'center' | 'right'
  readonly tinted?: boolean
  readonly boxed?: boolean
  readonly color?: string
}

/**
 * An official form as an Excel workbook, with the same content as its print. Every text stays a
 * text: nothing in it is a formula. `blank` is a form that is still to be filled in: its footer has
 * no case number and no sum.
 */
export async function createFormXlsx(
  sheet: FormSheet,
  { blank = false }: { readonly blank?: boolean } = {},
): Promise<Uint8Array> {
  const frame = frameOf(sheet)
  const rows = new RowWriter()
  if (sheet.formNumber)
    rows.add([{ from: 1, to: columns, text: sheet.formNumber, size: 9, align: 'right' }])
  rows.add([{ from: 1, to: columns, text: sheet.title, size: 16, bold: true, align: 'center' }], 32)
  if (sheet.documentNumber)
    rows.add([{ from: 1, to: columns, text: sheet.documentNumber, align: 'right' }])
  rows.add([{ from: 1, to: columns, text: formatPrintDate(sheet.date), align: 'right' }])
  if (sheet.addressee) rows.add([{ from: 1, to: columns, text: sheet.addressee, size: 12 }])
  for (const item of sheet.applicant ?? [])
    rows.add([
      { from: 7, to: 8, text: item.label },
      { from: 9, to: columns, text: item.value },
    ])
  if (sheet.lead) rows.add([{ from: 1, to: columns, text: sheet.lead }])
  for (const section of sheet.sections) {
    rows.addGap()
    if (section.heading) rows.add([{ from: 1, to: columns, text: section.heading, bold: true }])
    for (const item of section.rows)
      rows.add([
        { from: 1, to: 3, text: item.label, tinted: true, boxed: true },
        { from: 4, to: columns, text: item.value, boxed: true },
      ])
  }
  for (const seals of sealRows(sheet.seals ?? [])) addSeals(rows, seals)
  addHistory(rows, sheet)
  for (const note of sheet.notes ?? [])
    rows.add([{ from: 1, to: columns, text: `※ ${note}`, size: 8.5 }])
  return workbookBytes({
    title: plainText(sheet.title),
    sheets: [
      {
        name: '様式',
        columns: Array.from({ length: columns }, () => ({ width: columnWidth })),
        rows: rows.all,
        rowHeight: leastHeight,
        hideGridLines: true,
        print: {
          orientation: 'portrait',
          centered: true,
          margins: { left: 0.7, right: 0.7, top: 0.7, bottom: 0.8, header: 0.3, footer: 0.3 },
          header: frame.mark === '' ? '' : `&L（${footerText(frame.mark)}）`,
          footer: blank
            ? '&C&P / &N'
            : `&L${footerText(frame.organization)}&C&P / &N\n&6SHA-256: ${frame.hash}&R${footerText(frame.documentNumber)}`,
        },
        end: () => ({ merges: rows.merges }),
      },
    ],
  })
}

function addSeals(rows: RowWriter, seals: readonly Seal[]): void {
  rows.addGap()
  const at = (i: number) => ({
    from: columns - (seals.length - i) * 2 + 1,
    to: columns - (seals.length - i) * 2 + 2,
  })
  rows.add(
    seals.map((seal, i) => ({
      ...at(i),
      text: seal.role,
      size: 8,
      align: 'center' as const,
      tinted: true,
      boxed: true,
    })),
  )
  rows.add(
    seals.map((seal, i) => ({
      ...at(i),
      text: sealText(seal),
      size: 9,
      align: 'center' as const,
      boxed: true,
      color: vermilion,
    })),
    54,
  )
}

function addHistory(rows: RowWriter, sheet: FormSheet): void {
  if (!sheet.history) return
  rows.addGap()
  rows.add([{ from: 1, to: columns, text: '経過', bold: true }])
  const all = [
    { texts: historyHeaders, tinted: true },
    ...historyRows(sheet).map((texts) => ({ texts, tinted: false })),
  ]
  for (const { texts, tinted } of all)
    rows.add(
      texts.map((text, i) => ({
        from: i * 3 + 1,
        to: i * 3 + 3,
        text,
        size: 9,
        tinted,
        boxed: true,
      })),
    )
}

interface FormCell extends CellLook {
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * Rows of merged cells, each as high as its longest text needs: Excel does not adjust the height of
 * merged cells.
 */
class RowWriter {
  readonly all: WorkbookRow[] = []
  readonly merges: string[] = []

  addGap(): void {
    this.all.push({ cells: [], height: 9 })
  }

  add(pieces: readonly FormCell[], minHeight = leastHeight): void {
    const number = this.all.length + 1
    const cells: (WorkbookCell | null)[] = Array.from({ length: columns }, () => null)
    for (const { from, to, text, ...look } of pieces) {
      const style = styleOf(look)
      for (let column = from; column <= to; column++) cells[column - 1] = { style }
      cells[from - 1] = { value: text, style }
      if (to > from) this.merges.push(`${columnLetter(from)}${number}:${columnLetter(to)}${number}`)
    }
    const height = Math.min(highestRow, Math.max(minHeight, ...pieces.map(rowHeightFor)))
    this.all.push({ cells, height })
  }
}

function styleOf({
  size = 10.5,
  bold = false,
  align = 'left',
  tinted = false,
  boxed = false,
  color = '1A1A1C',
}: CellLook): CellStyle {
  return {
    numberFormat: '@',
    font: { name: font, size, bold, color },
    alignment: { vertical: 'center', horizontal: align, wrap: true },
    ...(boxed ? { border: boxBorder } : {}),
    ...(tinted ? { fill: 'F2F2F2' } : {}),
  }
}

/** Height of a text: its lines, each broken at the width. */
function rowHeightFor({ from, to, text, size = 10.5 }: FormCell): number {
  const width = ((to - from + 1) * columnWidth * 10.5) / size - 1
  const lines = plainText(text)
    .split('\n')
    .reduce((sum, part) => sum + Math.max(1, Math.ceil(displayWidth(part) / width)), 0)
  return lines * size * 1.4 + 6
}

/**
 * A text in the header or footer of a page, where & begins a code and 255 characters are the limit
 * of all parts together.
 */
function footerText(text: string): string {
  return [...plainText(text)].slice(0, 60).join('').replaceAll('&', '&&').replaceAll('\n', ' ')
}
