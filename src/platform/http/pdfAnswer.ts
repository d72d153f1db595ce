import type { Printer, RegisterSheet } from '../documents/print/index.ts'
import { FileResponse } from './fileAnswer.ts'

/** A sheet with a table as a PDF that the browser shows. */
export async function sheetAsPdf(
  printer: Pick<Printer, 'register'>,
  sheet: RegisterSheet,
): Promise<FileResponse> {
  return new FileResponse(
    await printer.register(sheet),
    `${sheet.title}.pdf`,
    'application/pdf',
    true,
  )
}
