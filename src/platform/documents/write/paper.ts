import { sheetHash } from '../print/prepare.ts'
import type { FormSheet, HistoryEntry, RegisterSheet, Seal } from '../print/sheets.ts'
import { formatPrintDate, formatStampDate } from '../print/wareki.ts'
import type { Frame } from './docx.ts'

/** Vermilion of a seal, as hexadecimal RGB. */
export const vermilion = 'C1272D'

/** What the head and foot of a sheet say. */
export function frameOf(sheet: FormSheet | RegisterSheet): Frame {
  return {
    title: sheet.title,
    organization: sheet.organization,
    documentNumber: 'documentNumber' in sheet ? (sheet.documentNumber ?? '') : '',
    hash: sheetHash(sheet),
    mark: sheet.mark ?? '',
  }
}

/** What stands in a seal box: nothing until somebody has decided; then the word, the day and the name. */
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

/** Seal boxes row by row, at most six a row, in rows as equal as can be. */
export function sealRows(seals: readonly Seal[]): readonly (readonly Seal[])[] {
  const perRow = Math.ceil(seals.length / Math.ceil(seals.length / 6))
  return Array.from({ length: Math.ceil(seals.length / perRow) }, (_, i) =>
    seals.slice(i * perRow, (i + 1) * perRow),
  )
}

/** The history as lines of four cells. */
export function historyRows(sheet: FormSheet): string[][] {
  return (sheet.history ?? []).map((entry) => [
    formatPrintDate(entry.at),
    entry.who,
    entry.act,
    entry.note ?? '',
  ])
}

/** The history in one text, a line for each act. */
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
