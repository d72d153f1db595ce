import { refuse } from '#kernel/problems/index.ts'
import { columnWidths } from '../print/columnWidths.ts'
import type { RegisterSheet } from '../print/sheets.ts'
import { formatPrintDate } from '../print/wareki.ts'
import { cell, createDocx, landscapeWidth, paragraph, table } from './docx.ts'
import { frameOf } from './paper.ts'

/** Most rows of a register in Word: more do not open in reasonable time. */
export const wordRowLimit = 2000

/**
 * A register as a Word document, A4 landscape, with its header on every page. Problem:
 * print-too-long.
 */
export async function createRegisterDocx(sheet: RegisterSheet): Promise<Uint8Array> {
  if (sheet.rows.length > wordRowLimit)
    refuse('print-too-long', { rows: sheet.rows.length, limit: wordRowLimit })
  const size = sheet.columns.length > 14 ? 6.5 : sheet.columns.length > 10 ? 7.5 : 8.5
  const asked = columnWidths(
    sheet.columns.map((column) => column.header),
    sheet.rows,
    size,
  )
  const total = asked.reduce((sum, width) => sum + width, 0)
  const widths = asked.map((width) => Math.floor((landscapeWidth * width) / total))
  const head = sheet.columns.map((column, i) =>
    cell([paragraph(column.header, { gothic: true, size, align: 'center' })], widths[i]!, {
      tinted: true,
      middle: true,
    }),
  )
  const rows = sheet.rows.map((row) =>
    sheet.columns.map((column, i) =>
      cell([paragraph(row[i] ?? '', { size, align: column.align ?? 'left' })], widths[i]!),
    ),
  )
  const count =
    sheet.rows.length === 0 ? '該当する登録はありません。' : `全 ${sheet.rows.length} 件`
  return createDocx({ ...frameOf(sheet), landscape: true }, [
    paragraph(sheet.title, { gothic: true, bold: true, size: 15 }),
    ...(sheet.subtitle ? [paragraph(sheet.subtitle, { size: 9, color: '626264' })] : []),
    paragraph(
      [sheet.formNumber ?? '', formatPrintDate(sheet.date)]
        .filter((text) => text !== '')
        .join('　'),
      { size: 9, align: 'right' },
    ),
    table([head, ...rows], widths, { heads: 1 }),
    paragraph(count, { size: 8, color: '626264', align: 'right' }, 2),
  ])
}
