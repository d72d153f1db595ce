import { isBlankToFill } from './choices.ts'
import { bracketTitle, readLabel } from './labels.ts'
import type { TreeNode } from './treeNode.ts'
import { cellPieces } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { endsPredicate, endsSentence } from './text.ts'
import type { LeafCollection, Leaf } from './leaf.ts'

const HEAD_WORDS = new RegExp(
  '^(?:No\\.?|番号|項番|区分|種類|種別|分類|分類基準.*|名称|内容|概要|項目|役割|役職名?|担当|備考|取扱い|取扱制限|管理方法|対象|対象者|該当者|頻度' +
    '|時期|手順|対応手順?|責任者|例|用語|定義|説明|文書名|役割と責任|主な役割等?|体制内役職名|実施状況|確認項目|評価.*|基準|条件|レベル|事故レベル|影響範囲|版数?' +
    '|修正年月|改訂日|期限|承認者?|許可.*|報告.*|保存期間|措置|方法|対策|方式|詳細|用途|利用場所|被害対象|事象.*|原因.*|チェック.*|関係者連絡先|緊急連絡先' +
    '|復旧責任者)$',
)
/** How the heading of a last column ends when its words are not known. */
const HEAD_ENDS =
  /(?:方法|名|名称|種類|内容|条件|要件|手順|項目|頻度|期間|区分|事項|レベル|範囲|対策|用途|理由|備考|アカウント|機器|制限|義務)$/
/** Columns whose entries illustrate and bind nobody. */
const ILLUSTRATES = /例|解釈|備考|参考|No|番号/
const MARKED = /^[・·•]\s*/

interface Row {
  readonly cells: readonly string[]
  readonly piece: Piece
}
interface Place {
  readonly ref: string
  readonly path: readonly string[]
  readonly leads: readonly string[]
}

function isHead(row: Row, index: number, all: readonly Row[]): boolean {
  if (row.piece.header) return true
  const filled = row.cells.filter((c) => c !== '')
  if (filled.length === 0 || filled.some((c) => c.length > 20 || endsSentence(c) || MARKED.test(c)))
    return false
  const headWordCount = filled.filter((c) => HEAD_WORDS.test(c.replace(/\s|[（(].*$/g, ''))).length
  if (headWordCount * 2 >= filled.length && (index === 0 || headWordCount === filled.length))
    return true
  if (
    index === 0 &&
    all.length > 2 &&
    filled.length > 1 &&
    HEAD_ENDS.test(filled.at(-1) ?? '') &&
    filled.every((c) => !endsPredicate(c))
  )
    return true
  return (
    index === 0 &&
    all.length > 2 &&
    filled.length > 1 &&
    filled.every((c) => !endsPredicate(c)) &&
    all.slice(1).some((r) => r.cells.some((c) => c.length > 24 || MARKED.test(c)))
  )
}

function isListCell(cell: string): boolean {
  const lines = cell.split('\n')
  const marked = lines.filter((l) => MARKED.test(l) || readLabel(l) !== undefined).length
  return (
    (marked >= 2 ||
      (marked === 1 && lines.length === 1 && MARKED.test(cell)) ||
      (marked >= 1 && lines.length > 1)) &&
    marked * 3 >= lines.length
  )
}

const isClause = (cell: string): boolean =>
  cell !== '' &&
  (endsPredicate(cell) ||
    /(?:利用|禁止|実施|参照|不可|可|必要|方式|使用)$/.test(cell) ||
    endsSentence(cell)) &&
  cell.length >= 6

/** Leaves of a table under a place, and the rows that are none. */
export function tableLeaves(
  node: TreeNode,
  place: Place,
  before: readonly string[],
  carries: boolean,
): LeafCollection {
  const leaves: Leaf[] = []
  const leftovers: LeafCollection['leftovers'] = []
  const rows: Row[] = node.rows.map((piece) => ({
    cells: (piece.cells ?? []).map((c) => c.trim()),
    piece,
  }))
  let heads: readonly string[] = []
  let lastName = ''
  rows.forEach((row, index) => {
    if (isHead(row, index, rows)) {
      heads = row.cells
      for (const line of row.piece.lines)
        leftovers.push({ line, text: row.piece.text, reason: 'table-head' })
      return
    }
    const spanned = row.cells[0] === ''
    const name = (row.cells[0] ?? '').replace(/\n/g, ' ') || lastName
    lastName = name
    const found = rowLeaves(row, spanned, name, heads, place, before, carries)
    if (found.length === 0)
      for (const line of row.piece.lines)
        leftovers.push({ line, text: row.piece.text, reason: 'table-cell' })
    leaves.push(...found)
  })
  return { leaves, leftovers }
}

function rowLeaves(
  row: Row,
  spanned: boolean,
  name: string,
  heads: readonly string[],
  place: Place,
  before: readonly string[],
  carries: boolean,
): Leaf[] {
  const { cells, piece } = row
  const lineOf = (cell: number, offset: number): number =>
    piece.cellLines
      ? (piece.cellLines[cell] ?? piece.lines[0] ?? 0) + offset
      : (piece.lines[0] ?? 0)
  const label = readLabel(name)
  const ref =
    label && label.value > 0
      ? `${place.ref}${label.display}`
      : `${place.ref}${place.ref === '' ? '' : '・'}${name.replace(/\s/g, '').slice(0, 24)}`
  const holderAt = heads.findIndex((h, i) => i > 0 && /責任者|担当者?$|該当者|だれ|誰/.test(h))
  const holder =
    cells[holderAt] ?? (cells.length === 2 && heads.length === 0 ? cells[1] : undefined)
  const common = {
    ...(holder ? { holder } : {}),
    path: place.path,
    leads: place.leads,
    before,
    carries,
    row: label ? label.rest : name,
    lines: piece.lines,
  }
  const out: Leaf[] = []
  const leaf = (
    text: string,
    cell: number,
    offset: number,
    source: Leaf['source'],
    suffix: string,
    above = '',
  ): void => {
    if (text.trim() === '' || isBlankToFill(text)) return
    out.push({
      ...common,
      leads: above === '' ? place.leads : [...place.leads, above],
      ref: `${ref}${suffix}`,
      line: lineOf(cell, offset),
      text: text.replace(/\n/g, ' '),
      source,
      ...(heads[cell] ? { column: heads[cell] } : {}),
    })
  }
  const lists = cells
    .map((c, i) => (i > 0 && isListCell(c) && !ILLUSTRATES.test(heads[i] ?? '') ? i : -1))
    .filter((i) => i >= 0)
  const binding = cells
    .map((c, i) => ({ c, i }))
    .filter(({ c, i }) => c !== '' && !lists.includes(i))
  const numbered = cells.some((c) => /^[0-9０-９]{1,3}$/.test(c))
  const clauses = binding.filter(
    ({ c, i }) => i > 0 && isClause(c) && !ILLUSTRATES.test(heads[i] ?? ''),
  )
  const own = binding.filter(({ i }) => i > 0)
  if (numbered && clauses.length === 1 && lists.length === 0) {
    leaf(clauses[0]?.c ?? '', clauses[0]?.i ?? 0, 0, 'row', '')
  } else if (clauses.length >= 2 && clauses.length === own.length && cells.length > 2) {
    clauses.forEach(({ c, i }) => leaf(c, i, 0, 'bullet', `・${heads[i] ?? i}`))
  } else if (label && label.value > 0 && own.length > 0) {
    leaf(own.map(({ c }) => c).join(' '), own[0]?.i ?? 0, 0, 'row', '')
  } else if (lists.length === 0 || own.length > 0) {
    const shown = spanned ? own : binding
    leaf(shown.map(({ c }) => c).join('\t'), shown[0]?.i ?? 0, 0, 'row', '')
  }
  for (const i of lists) {
    let count = 0
    let above = ''
    const columnName = heads[i] && (lists.length > 1 || cells.length > 2) ? `・${heads[i]}` : ''
    const items = cellPieces(cells[i] ?? '')
    for (const item of items) {
      if (bracketTitle(item.text) !== undefined) continue
      const mark = readLabel(item.text)
      count++
      const nested = above !== '' && (mark === undefined || mark.value === 0)
      if (mark && mark.value > 0) above = item.text
      leaf(
        (mark ? mark.rest : item.text).replace(/^推奨[：:]/, ''),
        i,
        item.offset,
        'bullet',
        `${columnName}${mark && mark.value > 0 ? mark.display : items.length === 1 ? '' : count}`,
        nested ? above : '',
      )
    }
  }
  return out
}
