import { ProblemError, refuse } from '#kernel/problems/index.ts'
import { sniff, workbook } from '../read/sniff.ts'
import { readWorkbook } from '../tables/xlsx-book.ts'
import { archiveLimits } from '../limits.ts'
import { openZip, ZipTooLargeError } from '../zip.ts'
import type { Zip } from '../zip.ts'
import { mergedRangesOf, readRows, readSharedStrings } from './cells.ts'
import type { CellRange, Run, SheetRow } from './cells.ts'
import { refuseActiveParts, refuseExternalFormulas, refuseExternalLinks } from './guard.ts'
import { decodeXml } from './xml.ts'

/** Limits of the work that a layout may cause. */
export const layoutLimits = {
  bytes: 5 * 1024 * 1024,
  unpacked: archiveLimits.layout.unpacked,
  xml: 12 * 1024 * 1024,
  sheets: 20,
  cells: 100_000,
  places: 1000,
} as const

/** A sheet of a layout: its XML, and what was read from it. */
export interface LayoutSheet {
  readonly name: string
  readonly part: string
  readonly xml: string
  readonly rows: readonly SheetRow[]
  readonly mergedRanges: readonly CellRange[]
}

/** A workbook that is the layout of a form. */
export interface LayoutBook {
  readonly name: string
  /** All unpacked parts by name. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  readonly sheets: readonly LayoutSheet[]
  readonly mainPart: string
  readonly stylesPart: string | null
  /** Texts of drawings: they are checked for places, never filled. */
  readonly drawings: readonly string[]
}

/**
 * Reads a workbook as a whole, within limits. Nothing in it is run; macros and links to the outside
 * are refused. Problems: layout-not-excel, layout-active, layout-too-big, document-too-large,
 * -empty, -encrypted, -damaged, -inflates.
 */
export async function openLayout(bytes: Uint8Array, name: string): Promise<LayoutBook> {
  if (bytes.length === 0) refuse('document-empty', { name })
  if (bytes.length > layoutLimits.bytes)
    refuse('document-too-large', { name, bytes: bytes.length, limit: layoutLimits.bytes })
  const sniffed = sniff(name, bytes)
  if ('encrypted' in sniffed) refuse('document-encrypted', { name })
  if (!('what' in sniffed) || sniffed.what !== workbook)
    refuse('layout-not-excel', {
      name,
      what: 'what' in sniffed ? sniffed.what : formatNames[sniffed.format],
    })
  try {
    const zip = await openZip(bytes, archiveLimits.layout)
    return await readLayoutBook(zip, name)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    if (error instanceof ZipTooLargeError)
      return refuse('document-inflates', { name, limit: layoutLimits.unpacked })
    return refuse('document-damaged', {
      name,
      format: { ja: ' Excel ブック', en: 'an Excel workbook' },
    })
  }
}

const formatNames = {
  text: { ja: '文字のファイル', en: 'a text file' },
  markdown: { ja: '文字のファイル', en: 'a text file' },
  html: { ja: 'Web ページ', en: 'a web page' },
  docx: { ja: 'Word 文書', en: 'a Word document' },
  pdf: 'PDF',
} as const

async function readLayoutBook(zip: Zip, name: string): Promise<LayoutBook> {
  if ([...zip.entries.values()].some((entry) => entry.encrypted))
    refuse('document-encrypted', { name })
  if (zip.entries.has('xl/workbook.bin'))
    refuse('layout-not-excel', {
      name,
      what: { ja: 'バイナリ形式のブック（.xlsb）', en: 'a binary workbook (.xlsb)' },
    })
  const parts = await unpack(zip)
  const text = (part: string | null): string => decodeXml(parts.get(part ?? '') ?? new Uint8Array())
  refuseActiveParts(zip, text('[Content_Types].xml'), name)
  for (const part of parts.keys()) if (part.endsWith('.rels')) refuseExternalLinks(text(part), name)
  const book = await readWorkbook(zip)
  if (book.sheets.length > layoutLimits.sheets)
    refuse('layout-too-big', {
      name,
      what: { ja: 'シートの数', en: 'the number of sheets' },
      limit: layoutLimits.sheets,
    })
  refuseExternalFormulas(text(book.mainPart), name)
  const strings = readSharedStrings(text(book.stringsPart))
  const sheets = book.sheets.map((sheet) => readSheet(sheet, text(sheet.part), strings, name))
  if (
    sheets.reduce(
      (sum, sheet) => sum + sheet.rows.reduce((cells, row) => cells + row.cells.length, 0),
      0,
    ) > layoutLimits.cells
  )
    refuse('layout-too-big', {
      name,
      what: { ja: 'セルの数', en: 'the number of cells' },
      limit: layoutLimits.cells,
    })
  const drawings = [...parts.keys()].filter((part) => /(?:^|\/)drawings\/[^/]+\.xml$/i.test(part))
  return {
    name,
    parts,
    sheets,
    mainPart: book.mainPart,
    stylesPart: book.stylesPart,
    drawings: drawings.map(text),
  }
}

/** Unpacks every part; stops as soon as a container yields more than its directory states. */
async function unpack(zip: Zip): Promise<Map<string, Uint8Array>> {
  let remaining: number = layoutLimits.unpacked
  const parts = new Map<string, Uint8Array>()
  for (const entry of zip.entries.values()) {
    if (entry.name.endsWith('/')) continue
    const bytes = await zip.read(
      entry,
      /\.(?:xml|rels|vml)$/i.test(entry.name) ? Math.min(remaining, layoutLimits.xml) : remaining,
    )
    remaining -= bytes.length
    if (remaining <= 0) throw new ZipTooLargeError(entry.name)
    parts.set(entry.name, bytes)
  }
  return parts
}

function readSheet(
  sheet: { readonly name: string; readonly part: string },
  xml: string,
  strings: readonly (readonly Run[])[],
  name: string,
): LayoutSheet {
  refuseExternalFormulas(xml, name)
  return {
    name: sheet.name,
    part: sheet.part,
    xml,
    rows: readRows(xml, strings),
    mergedRanges: mergedRangesOf(xml),
  }
}
