import { getDocumentProxy } from 'unpdf'
import type { PdfPages } from './pdfPages.ts'

interface TextItem {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Reads the text of a PDF without external programs: the text items of a line are found by their
 * position on the page.
 */
export async function readPdfPages(
  bytes: Uint8Array,
  milliseconds: number,
  password?: string,
): Promise<PdfPages> {
  const deadline = performance.now() + milliseconds
  try {
    const document = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      ...(password === undefined ? {} : { password }),
    })
    const pages: string[] = []
    for (let number = 1; number <= document.numPages; number++) {
      if (performance.now() > deadline) return { fault: 'slow' }
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      pages.push(layOutLines(items.flatMap(toItem)))
      page.cleanup()
    }
    await document.destroy()
    return { pages }
  } catch (error) {
    return {
      fault: error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged',
    }
  }
}

function toItem(raw: unknown): TextItem[] {
  if (typeof raw !== 'object' || raw === null || !('str' in raw) || !('transform' in raw)) return []
  const item = raw as { str: string; transform: readonly number[]; width: number; height: number }
  if (item.str.trim() === '') return []
  return [
    {
      text: item.str,
      x: item.transform[4] ?? 0,
      y: item.transform[5] ?? 0,
      width: item.width,
      height: Math.max(1, item.height),
    },
  ]
}

/**
 * Items at one height form a line, from left to right; a wide gap is written as spaces, a tall one
 * as an empty line.
 */
function layOutLines(items: readonly TextItem[]): string {
  const rows: TextItem[][] = []
  for (const item of [...items].sort((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (
      row !== undefined &&
      first !== undefined &&
      Math.abs(first.y - item.y) < Math.min(first.height, item.height) * 0.5
    )
      row.push(item)
    else rows.push([item])
  }
  const lines: string[] = []
  let previous: TextItem | undefined
  for (const row of rows) {
    const first = row[0]
    if (previous !== undefined && first !== undefined && previous.y - first.y > first.height * 2.4)
      lines.push('')
    lines.push(joinRow(row.sort((a, b) => a.x - b.x)))
    previous = first
  }
  return lines.join('\n')
}

function joinRow(row: readonly TextItem[]): string {
  let text = ''
  let end: number | null = null
  for (const item of row) {
    const gap: number = end === null ? 0 : (item.x - end) / item.height
    text += `${' '.repeat(Math.min(20, gap > 0.3 ? Math.max(1, Math.round(gap * 2)) : 0))}${item.text}`
    end = item.x + item.width
  }
  return text
}
