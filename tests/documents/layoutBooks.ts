import exceljs from 'exceljs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** A workbook as an office would make it: a title over merged cells, a table drawn with lines, a column of sums, set up for printing. */
export async function officeForm(
  cells: Readonly<Record<string, exceljs.CellValue>> = {},
): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('持出許可', {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printArea: 'A1:D12',
    },
    headerFooter: { oddFooter: '&L様式2&R&P' },
  })
  sheet.columns = [{ width: 12 }, { width: 31 }, { width: 9 }, { width: 14 }]
  const line = { style: 'thin' } as const
  sheet.mergeCells('A1:D1')
  sheet.getCell('A1').value = '情報資産持出許可申請書'
  sheet.getCell('A1').style = {
    font: { name: 'MS 明朝', size: 16, bold: true },
    alignment: { horizontal: 'center' },
  }
  for (const [ref, value] of Object.entries({
    A2: '番号',
    B2: '{番号}',
    A3: '申請者',
    B3: '{所属}　{申請者}様',
    A5: '品名',
    B5: 'くわしく',
    C5: '数',
    A10: '合計',
  }))
    sheet.getCell(ref).value = value
  for (let row = 5; row <= 9; row++)
    for (const column of ['A', 'B', 'C'])
      sheet.getCell(`${column}${row}`).style = {
        border: { top: line, bottom: line, left: line, right: line },
      }
  sheet.getCell('C10').value = { formula: 'SUM(C6:C9)', result: 0 }
  for (const [ref, value] of Object.entries({
    A6: '{品名}',
    B6: '{くわしく}',
    C6: '{数}',
    ...cells,
  }))
    sheet.getCell(ref).value = value
  return Uint8Array.from(Buffer.from(await book.xlsx.writeBuffer()))
}

/** Reads a workbook back with another reader than the one that wrote it. */
export async function readBook(bytes: Uint8Array): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(Uint8Array.from(bytes).buffer)
  return book
}

/** Changes the parts of a workbook by their names; what was not there is added. */
export function withParts(
  bytes: Uint8Array,
  change: Readonly<Record<string, string | ((xml: string) => string)>>,
): Uint8Array {
  const parts = unzipSync(bytes)
  for (const [part, edit] of Object.entries(change))
    parts[part] = strToU8(
      typeof edit === 'string' ? edit : edit(strFromU8(parts[part] ?? new Uint8Array())),
    )
  return zipSync(parts)
}

/** The XML of the parts of a workbook. */
export function partsOf(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  )
}
