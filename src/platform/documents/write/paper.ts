import { sheetHash } from '../print/prepare.ts'
import type { FormSheet, HistoryLine, LedgerSheet, Seal } from '../print/sheets.ts'
import { printedDate, stampDate } from '../print/wareki.ts'
import type { Frame } from './docx.ts'

/** Vermilion of a seal, as hexadecimal RGB. */
export const vermilion = 'C1272D'

/** What the head and foot of a sheet say. */
export function frameOf(sheet: FormSheet | LedgerSheet): Frame {
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
    : [seal.decision ?? '承認', seal.date === undefined ? '' : stampDate(seal.date), seal.name]
        .filter((line) => line !== '')
        .join('\n')
}

/** Seal boxes row by row, at most six a row, in rows as equal as can be. */
export function sealRows(seals: readonly Seal[]): readonly (readonly Seal[])[] {
  const most = Math.ceil(seals.length / Math.ceil(seals.length / 6))
  return Array.from({ length: Math.ceil(seals.length / most) }, (_, i) =>
    seals.slice(i * most, (i + 1) * most),
  )
}

/** The history as lines of four cells. */
export function historyRows(sheet: FormSheet): string[][] {
  return (sheet.history ?? []).map((line) => [
    printedDate(line.at),
    line.who,
    line.act,
    line.note ?? '',
  ])
}

/** The history in one text, a line for each act. */
export function historyText(history: readonly HistoryLine[]): string {
  return history
    .map((line) =>
      [`${printedDate(line.at)} ${line.who}`, line.act, ...(line.note ? [line.note] : [])].join(
        '　',
      ),
    )
    .join('\n')
}

export const historyHeads = ['日時', '氏名', '内容', '備考'] as const
