import { declared, fixedParts, sheetPart } from './parts.ts'
import { sheetXml } from './sheet.ts'
import { StyleTable } from './styles.ts'
import type { WorkbookPlan } from './types.ts'
import { zipped } from './zip.ts'
import type { ZipPart } from './zip.ts'

export { quotedName } from './parts.ts'
export type {
  CellContent,
  CellStyle,
  ListValidation,
  WorkbookCell,
  WorkbookPlan,
  WorkbookRow,
  WorkbookSheet,
} from './types.ts'

/**
 * Writes an Excel workbook, piece by piece: each row is taken when it is written, and none is held
 * in memory (docs/decisions/0027-writing-workbooks.md).
 */
export function writeWorkbook(plan: WorkbookPlan): AsyncIterable<Uint8Array> {
  return zipped(partsOf(plan))
}

/** A whole workbook in memory. */
export async function workbookBytes(plan: WorkbookPlan): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of writeWorkbook(plan)) pieces.push(piece)
  return Uint8Array.from(Buffer.concat(pieces))
}

function* partsOf(plan: WorkbookPlan): Iterable<ZipPart> {
  const styles = new StyleTable()
  for (const [name, xml] of fixedParts(plan)) yield { name, text: [xml] }
  for (const [i, sheet] of plan.sheets.entries())
    yield { name: sheetPart(i), text: declaredPieces(sheetXml(sheet, styles)) }
  // After the sheets, because their cells determine the styles.
  yield { name: 'xl/styles.xml', text: [declared(styles.xml())] }
}

async function* declaredPieces(pieces: AsyncIterable<string>): AsyncIterable<string> {
  yield declared('')
  yield* pieces
}
