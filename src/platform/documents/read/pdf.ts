import { refuse } from '#kernel/problems/index.ts'
import type { Block } from '#kernel/reader/blocks.ts'
import { runPdftotext } from './pdftotext.ts'
import { repairCharacters } from './pdf-characters.ts'
import { findTables } from './pdf-tables.ts'
import type { PdfTableRow } from './pdf-tables.ts'

/** A page with fewer characters than this counts as a scan with a stamp or a page number. */
const minCharactersPerPage = 10

/**
 * Reads a PDF into one block a line, each with its page; page headers, page numbers and broken
 * lines are left to the reader. Uses pdftotext where it is installed, else a built-in engine.
 * A PDF with a password is read by the built-in engine: no other process sees the password. Problems:
 * document-password, -damaged, -slow, -scanned.
 */
export async function readPdf(
  bytes: Uint8Array,
  name: string,
  milliseconds: number,
  password?: string,
): Promise<readonly Block[]> {
  const result =
    (password === undefined ? await runPdftotext(bytes, milliseconds) : null) ??
    (await (await import('./pdf-builtin.ts')).readPdfPages(bytes, milliseconds, password))
  if ('fault' in result) {
    if (result.fault === 'encrypted')
      refuse('document-password', { name, wrong: password !== undefined })
    if (result.fault === 'slow')
      refuse('document-slow', { name, seconds: Math.round(milliseconds / 1000) })
    return refuse('document-damaged', { name, format: { ja: ' PDF ', en: 'PDF' } })
  }
  const pages = result.pages.map(repairCharacters)
  if (isScanned(pages)) refuse('document-scanned', { name })
  return pageBlocks(pages)
}

function isScanned(pages: readonly string[]): boolean {
  const characters = pages.join('').replaceAll(/\s+/g, '')
  const unreadable = characters.replaceAll(/[^\ufffd\p{Co}\p{Cc}]/gu, '').length
  return (
    characters.length - unreadable < minCharactersPerPage * pages.length ||
    unreadable > characters.length * 0.3
  )
}

/**
 * Lines of pages as blocks, without their margins; several empty lines count as one, lines of a
 * table's row are one block.
 */
export function pageBlocks(pages: readonly string[]): Block[] {
  const blocks: Block[] = []
  let above = 0
  for (const [i, page] of pages.entries()) {
    const lines = page.split('\n').map((rawLine) => rawLine.trimEnd())
    while (lines.at(-1) === '') lines.pop()
    const rows = findTables(lines)
    const inRows = new Set([...rows.values()].flatMap((row) => row.lines))
    for (const [k, line] of lines.entries()) {
      const row = rows.get(k)
      const position = { line: above + k + 1, page: i + 1 }
      if (row !== undefined) blocks.push(rowBlock(row, position, above))
      else if (inRows.has(k)) continue
      else if (line.trim() !== '') blocks.push({ kind: 'text', text: line.trim(), ...position })
      else if (blocks.at(-1)?.kind !== 'blank' && !isInside(k, rows))
        blocks.push({ kind: 'blank', text: '', ...position })
    }
    above += lines.length
  }
  return blocks
}

function rowBlock(
  row: PdfTableRow,
  position: { line: number; page: number },
  above: number,
): Block {
  const lines = row.lines.map((lineIndex) => above + lineIndex + 1)
  return {
    kind: 'table-row',
    text: row.cells.join('\t'),
    cells: row.cells,
    ...position,
    ...(lines.length > 1 ? { lines } : {}),
  }
}

/** Whether an empty line is between two rows of one table. */
function isInside(k: number, rows: ReadonlyMap<number, PdfTableRow>): boolean {
  return rows.has(k + 1) && [...rows.values()].some((row) => row.lines.includes(k - 1))
}
