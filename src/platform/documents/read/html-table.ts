import type { Block } from '#kernel/reader/blocks.ts'
import { attribute, collapse, lineOf, textOf } from './html-dom.ts'
import type { HtmlElement } from './html-dom.ts'

const maxColumns = 100

/** The rows of an HTML table; a cell that spans rows or columns is followed by empty ones. */
export function readTableRows(table: HtmlElement): Block[] {
  /** For each column, the number of rows below that a cell above still occupies. */
  const rowspans: number[] = []
  const blocks: Block[] = []
  for (const { row, inHead } of rowsOf(table)) {
    const cells: string[] = []
    const elements = row.childNodes.filter(
      (node): node is HtmlElement =>
        'tagName' in node && (node.tagName === 'td' || node.tagName === 'th'),
    )
    const skipSpannedCells = (): void => {
      for (let left = rowspans[cells.length] ?? 0; left > 0; left = rowspans[cells.length] ?? 0) {
        rowspans[cells.length] = left - 1
        cells.push('')
      }
    }
    for (const cell of elements) {
      skipSpannedCells()
      const text = collapse(textOf(cell))
      const columns = spanOf(cell, 'colspan')
      const rows = spanOf(cell, 'rowspan')
      for (let i = 0; i < columns && cells.length < maxColumns; i++) {
        rowspans[cells.length] = rows - 1
        cells.push(i === 0 ? text : '')
      }
    }
    skipSpannedCells()
    const header =
      inHead || (elements.length > 0 && elements.every((cell) => cell.tagName === 'th'))
    blocks.push({
      kind: 'table-row',
      text: cells.join('\t'),
      line: lineOf(row),
      cells,
      ...(header ? { header } : {}),
    })
  }
  return blocks
}

function rowsOf(element: HtmlElement, inHead = false): { row: HtmlElement; inHead: boolean }[] {
  return element.childNodes.flatMap((node) => {
    if (!('tagName' in node)) return []
    if (node.tagName === 'tr') return [{ row: node, inHead }]
    return ['thead', 'tbody', 'tfoot'].includes(node.tagName)
      ? rowsOf(node, node.tagName === 'thead')
      : []
  })
}

function spanOf(cell: HtmlElement, name: string): number {
  const value = Number(attribute(cell, name) ?? 1)
  return Number.isInteger(value) && value > 0 ? Math.min(value, maxColumns) : 1
}
