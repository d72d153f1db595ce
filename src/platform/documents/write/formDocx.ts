import type { FileChild, Table } from 'docx'
import type { FormSheet, LabelledValue, Seal } from '../print/sheets.ts'
import { formatPrintDate } from '../print/wareki.ts'
import { cell, createDocx, paragraph, portraitWidth, table } from './docx.ts'
import { frameOf, historyHeaders, historyRows, sealRows, sealText, vermilion } from './paper.ts'

const labelWidth = 1928
const sealWidth = 1474
const historyWidths = [2154, 2608, 2041, portraitWidth - 6803] as const

/** An official form as a Word document, with the same content as its print. */
export function createFormDocx(sheet: FormSheet): Promise<Uint8Array> {
  const body: FileChild[] = [
    ...(sheet.formNumber
      ? [paragraph(sheet.formNumber, { gothic: true, size: 9, align: 'right' })]
      : []),
    paragraph(sheet.title, { gothic: true, bold: true, size: 16, align: 'center' }, 4),
    ...(sheet.documentNumber ? [paragraph(sheet.documentNumber, { align: 'right' }, 8)] : []),
    paragraph(formatPrintDate(sheet.date), { align: 'right' }),
    ...(sheet.addressee ? [paragraph(sheet.addressee, { size: 12 }, 6)] : []),
    ...(sheet.applicant ?? []).map((row) =>
      paragraph(`${row.label}　${row.value}`, { align: 'right' }, 2),
    ),
    ...(sheet.lead ? [paragraph(`　${sheet.lead}`, {}, 8)] : []),
    ...sheet.sections.flatMap((section) => [
      heading(section.heading ?? ''),
      ...(section.rows.length === 0 ? [] : [labelledTable(section.rows)]),
    ]),
    ...sealRows(sheet.seals ?? []).flatMap((seals) => [heading(''), sealTable(seals)]),
    ...(sheet.history ? [heading('経過'), historyTable(sheet)] : []),
    ...(sheet.notes ?? []).map((note) => paragraph(`※ ${note}`, { size: 8.5 }, 4)),
  ]
  return createDocx(frameOf(sheet), body)
}

const heading = (text: string) =>
  paragraph(text, { gothic: true, bold: true, size: text === '' ? 5 : 10.5 }, text === '' ? 4 : 10)

function labelledTable(rows: readonly LabelledValue[]): Table {
  const widths = [labelWidth, portraitWidth - labelWidth] as const
  return table(
    rows.map((row) => [
      cell([paragraph(row.label, { gothic: true, size: 9.5 })], widths[0], {
        tinted: true,
        middle: true,
      }),
      cell([paragraph(row.value)], widths[1], { middle: true }),
    ]),
    widths,
  )
}

function sealTable(seals: readonly Seal[]): Table {
  return table(
    [
      seals.map((seal) =>
        cell([paragraph(seal.role, { gothic: true, size: 7.5, align: 'center' })], sealWidth, {
          tinted: true,
          middle: true,
        }),
      ),
      seals.map((seal) =>
        cell(
          [paragraph(sealText(seal), { gothic: true, size: 9, align: 'center', color: vermilion })],
          sealWidth,
          { middle: true },
        ),
      ),
    ],
    seals.map(() => sealWidth),
    { align: 'right', height: 454 },
  )
}

function historyTable(sheet: FormSheet): Table {
  const small = { size: 9 } as const
  const rowCells = (texts: readonly string[], tinted: boolean) =>
    texts.map((text, i) =>
      cell([paragraph(text, { ...small, gothic: tinted })], historyWidths[i]!, { tinted }),
    )
  return table(
    [rowCells(historyHeaders, true), ...historyRows(sheet).map((texts) => rowCells(texts, false))],
    historyWidths,
    { heads: 1 },
  )
}
