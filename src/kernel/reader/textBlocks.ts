/** Plain text (also the Markdown-like text that converters make of documents) → blocks. */
import type { Block, SourceDocument } from './blocks.ts'
import { collapseSpaces, stripMarkup } from './text.ts'

const CONTENTS_LINE = /\S[^\n]*(?:\.{3,}|…{2,}|\t)\s?\d{1,3}\s*$/
const HEADING_MARK = /^\s*\[bookmark:\s?_Toc/
const RULE_ROW = /^[\s|:+\-–―ー=]+$/

/** A cell's markup as lines: a list item becomes `・ …`, a break or paragraph a new line. */
function cellText(raw: string): string {
  const marked = raw
    .replace(/<li>\s{0,9}[・·•]?/gi, '\n・ ')
    .replace(/<br\s?\/?>|<\/?p>|<\/?ul>|<\/?ol>|<\/li>/gi, '\n')
  const lines = stripMarkup(marked)
    .split('\n')
    .map(collapseSpaces)
    .filter((l) => l !== '')
  return lines.flatMap((l) => (/^[・·•]/.test(l) ? l.split(/ (?=[・·•])/) : [l])).join('\n')
}

function pipeCells(line: string): string[] | undefined {
  const t = line.trim().replace(/^[-*]\s+(?=\|)/, '')
  if (!t.startsWith('|') || t.length < 3) return undefined
  return t.replace(/^\|/, '').replace(/\|$/, '').split('|').map(cellText)
}

function rowBlock(cells: readonly string[], line: number, lines?: readonly number[]): Block {
  return {
    kind: 'table-row',
    text: cells.join('\t'),
    line,
    cells,
    ...(lines && lines.length > 1 ? { lines } : {}),
  }
}

/**
 * Rows written one cell a line, each cell opened by a tab and a row closed by an empty line (what
 * text exports of word processors give). Returns the row and the number of lines it took; undefined
 * where the lines are no such row.
 */
function tabbedRow(
  source: readonly string[],
  at: number,
): { cells: string[]; starts: number[]; taken: number } | undefined {
  const cells: string[] = []
  const starts: number[] = []
  let i = at
  for (; i < source.length; i++) {
    const raw = source[i] as string
    if (raw.trim() === '' || (i > at && raw.startsWith(' \t'))) break
    if (CONTENTS_LINE.test(raw)) return undefined
    if (/^ ?\t/.test(raw)) {
      cells.push(cellText(raw))
      starts.push(i)
    } else if (cells.length > 0) {
      cells[cells.length - 1] += `\n${cellText(raw)}`
    }
  }
  return cells.length >= 2 ? { cells, starts, taken: i - at } : undefined
}

function plainBlock(raw: string, line: number): Block {
  const heading = /^(#{1,6})\s+(\S.*)$/.exec(raw)
  if (heading)
    return {
      kind: 'heading',
      text: collapseSpaces(stripMarkup(heading[2] ?? '')),
      line,
      level: (heading[1] ?? '').length,
    }
  if (HEADING_MARK.test(raw))
    return { kind: 'heading', text: collapseSpaces(stripMarkup(raw)), line }
  const lead = raw.length - raw.trimStart().length
  const item = /^\s*[-*+]\s+(\S.*)$/.exec(raw)
  if (item)
    return {
      kind: 'list',
      text: collapseSpaces(stripMarkup(item[1] ?? '')),
      line,
      indent: Math.floor(lead / 2),
    }
  return { kind: 'text', text: collapseSpaces(stripMarkup(raw)), line }
}

/**
 * Blocks of a text: one a line, except rows whose cells stand on lines of their own. `name` is the
 * file's name.
 */
export function textToBlocks(text: string, name: string): SourceDocument {
  const source = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r|\f/)
  const blocks: Block[] = []
  for (let i = 0; i < source.length; i++) {
    const raw = source[i] as string
    const line = i + 1
    if (raw.trim() === '') {
      blocks.push({ kind: 'blank', text: '', line })
      continue
    }
    const row = /^ ?\t/.test(raw) ? tabbedRow(source, i) : undefined
    if (row) {
      const lines = Array.from({ length: row.taken }, (_, k) => i + k + 1)
      blocks.push({ ...rowBlock(row.cells, line, lines), cellLines: row.starts.map((s) => s + 1) })
      i += row.taken - 1
      continue
    }
    const pipes = pipeCells(raw)
    const cells = pipes ?? (raw.trim().includes('\t') ? raw.split('\t').map(cellText) : undefined)
    if (cells && !pipes && /^[ぁ-んー、。]/.test(cells[1] ?? '') && cells.length === 2) {
      blocks.push(plainBlock(raw.replace(/\t/g, ''), line))
      continue
    }
    const above = blocks.at(-1)
    if (cells && RULE_ROW.test(raw)) {
      if (pipes && above?.kind === 'table-row')
        blocks[blocks.length - 1] = { ...above, header: true }
      blocks.push({ kind: 'text', text: raw.trim(), line })
    } else if (cells && (pipes || cells.filter((c) => c !== '').length >= 1))
      blocks.push(rowBlock(cells, line))
    else blocks.push(plainBlock(raw, line))
  }
  return { name, blocks }
}
