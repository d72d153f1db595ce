import type { FileChild } from 'docx'
import type { ReportPart, ReportSheet } from '../print/sheets.ts'
import { formatPrintDate } from '../print/wareki.ts'
import { cell, createDocx, paragraph, portraitWidth, table } from './docx.ts'
import { frameOf } from './paper.ts'

const quiet = '626264'
/** Words of a table in a report. */
const small = { size: 9 } as const

/**
 * A report as a Word document, with the same content as its print. Bars are tables of numbers, so
 * that everything in it can be edited.
 */
export function createReportDocx(sheet: ReportSheet): Promise<Uint8Array> {
  const body: FileChild[] = [
    ...(sheet.documentNumber ? [paragraph(sheet.documentNumber, { align: 'right' })] : []),
    paragraph(formatPrintDate(sheet.date), { align: 'right' }),
    paragraph(sheet.organization, { align: 'right' }, 2),
    paragraph(sheet.title, { gothic: true, bold: true, size: 17, align: 'center' }, 12),
    ...(sheet.subtitle
      ? [paragraph(sheet.subtitle, { size: 9.5, color: quiet, align: 'center' }, 4)]
      : []),
    ...(sheet.lead ?? []).map((text) => paragraph(`　${text}`, {}, 6)),
    ...sheet.sections.flatMap(({ heading, parts }, index) => [
      paragraph(`${index + 1}　${heading}`, { gothic: true, bold: true, size: 12 }, 16),
      ...parts.flatMap(partInWord),
    ]),
  ]
  return createDocx(frameOf(sheet), body)
}

function partInWord(part: ReportPart): FileChild[] {
  switch (part.kind) {
    case 'text':
      return [paragraph(part.text, {}, 4)]
    case 'figures':
      return [
        gap(),
        grid(
          ['', '', ''],
          part.figures.map(({ label, figure, note }) => [label, figure, note]),
          [3, 2, 5],
          [],
          false,
        ),
      ]
    case 'bars':
      return [
        gap(),
        grid(
          ['', ...part.legend.map(({ label }) => label)],
          part.rows.map(({ label, pieces }) => [label, ...pieces.map(String)]),
          [part.legend.length * 0.9, ...part.legend.map(() => 1)],
          ['left', ...part.legend.map(() => 'right' as const)],
        ),
      ]
    case 'table':
      return part.rows.length === 0
        ? [paragraph(part.empty, { color: quiet }, 4)]
        : [
            gap(),
            grid(
              part.columns.map(({ header }) => header),
              part.rows,
              part.widths,
              part.columns.map(({ align = 'left' }) => align),
            ),
          ]
    case 'blank':
      return [
        paragraph(part.label, { gothic: true, size: 9.5 }, 8),
        table([[cell([paragraph('')], portraitWidth)]], [portraitWidth], {
          height: part.lines * 380,
        }),
      ]
  }
}

/** Two tables that touch become one. */
const gap = () => paragraph('', { size: 4 })

function grid(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  shares: readonly number[],
  aligns: readonly ('left' | 'center' | 'right')[],
  headed = true,
) {
  const all = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => Math.floor((portraitWidth * share) / all))
  const head = headers.map((header, i) =>
    cell([paragraph(header, { gothic: true, size: 8.5, align: 'center' })], widths[i]!, {
      tinted: true,
      middle: true,
    }),
  )
  const body = rows.map((row) =>
    row.map((text, i) =>
      cell([paragraph(text, { ...small, align: aligns[i] ?? 'left' })], widths[i]!, {
        middle: true,
      }),
    ),
  )
  return table(headed ? [head, ...body] : body, widths, { heads: headed ? 1 : 0 })
}
