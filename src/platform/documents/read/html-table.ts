import type { Block } from '#kernel/reader/blocks.ts'
import { attribute, collapse, lineOf, textOf } from './html-dom.ts'
import type { HtmlElement } from './html-dom.ts'

const widest = 100

/** The rows of an HTML table; a cell that spans rows or columns is followed by empty ones. */
export function readTableRows(table: HtmlElement): Block[] {
  /** For each column, how many rows below are still taken by a cell above. */
  const taken: number[] = []
  const blocks: Block[] = []
  for (const { row, inHead } of rowsOf(table)) {
    const cells: string[] = []
    const elements = row.childNodes.filter(
      (it): it is HtmlElement => 'tagName' in it && (it.tagName === 'td' || it.tagName === 'th'),
    )
    const skipTaken = (): void => {
      for (let left = taken[cells.length] ?? 0; left > 0; left = taken[cells.length] ?? 0) {
        taken[cells.length] = left - 1
        cells.push('')
      }
    }
    for (const cell of elements) {
      skipTaken()
      const text = collapse(textOf(cell))
      const columns = span(cell, 'colspan')
      const rows = span(cell, 'rowspan')
      for (let i = 0; i < columns && cells.length < widest; i++) {
        taken[cells.length] = rows - 1
        cells.push(i === 0 ? text : '')
      }
    }
    skipTaken()
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

function span(cell: HtmlElement, name: string): number {
  const value = Number(attribute(cell, name) ?? 1)
  return Number.isInteger(value) && value > 0 ? Math.min(value, widest) : 1
}
