import { sheetHash } from '../print/prepare.ts'
import type { FormSheet, HistoryEntry, RegisterSheet, ReportSheet, Seal } from '../print/sheets.ts'
import { formatPrintDate, formatStampDate } from '../print/wareki.ts'
import type { Frame } from './docx.ts'

/** Vermilion of a seal, as hexadecimal RGB. */
export const vermilion = 'C1272D'

/** Texts in the header and footer of a sheet. */
export function frameOf(sheet: FormSheet | RegisterSheet | ReportSheet): Frame {
  return {
    title: sheet.title,
    organization: sheet.organization,
    documentNumber: 'documentNumber' in sheet ? (sheet.documentNumber ?? '') : '',
    hash: sheetHash(sheet),
    mark: sheet.mark ?? '',
  }
}

/** Content of a seal box: empty before the decision; then the word, the date and the name. */
export function sealText(seal: Seal): string {
  return seal.name === undefined
    ? ''
    : [
        seal.decision ?? '承認',
        seal.date === undefined ? '' : formatStampDate(seal.date),
        seal.name,
      ]
        .filter((part) => part !== '')
        .join('\n')
}

/** Seal boxes in rows of at most six, as equal as possible. */
export function sealRows(seals: readonly Seal[]): readonly (readonly Seal[])[] {
  const perRow = Math.ceil(seals.length / Math.ceil(seals.length / 6))
  return Array.from({ length: Math.ceil(seals.length / perRow) }, (_, i) =>
    seals.slice(i * perRow, (i + 1) * perRow),
  )
}

/** The history as rows of four cells. */
export function historyRows(sheet: FormSheet): string[][] {
  return (sheet.history ?? []).map((entry) => [
    formatPrintDate(entry.at),
    entry.who,
    entry.act,
    entry.note ?? '',
  ])
}

/** The history in one text, one line for each entry. */
export function historyText(history: readonly HistoryEntry[]): string {
  return history
    .map((entry) =>
      [
        `${formatPrintDate(entry.at)} ${entry.who}`,
        entry.act,
        ...(entry.note ? [entry.note] : []),
      ].join('　'),
    )
    .join('\n')
}

export const historyHeaders = ['日時', '氏名', '内容', '備考'] as const
