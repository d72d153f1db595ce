/**
 * References of provisions, written the way people cite them: 1-2(3)①, 5.1(2), 第3条2, 2-1【補足事項】・1.
 */
import { APPENDIX, isNominal } from './headings.ts'
import type { TreeNode } from './treeNode.ts'
import { isForm } from './wording.ts'

/** Reference of a node under a place; `index` counts its sisters of the same series from 1. */
export function refOf(place: string, node: TreeNode, index: number): string {
  const { style, display } = node
  if (namesTable(node)) return place
  if (style.startsWith('n')) return place.replace(/(?:[0-9]+(?:[.-][0-9]+)*)?$/, '') + display
  if (/^第[編部章節款]$/.test(style)) return place
  if (style === '第条' || style === '第') {
    const outside = place.replace(/\s?第[0-9]+条?(?:の[0-9]+)?.*$/, '')
    return `${outside}${outside !== '' && !outside.endsWith(' ') ? ' ' : ''}${display}`
  }
  if (style === 'd' || style === 'd^')
    return /[0-9]$/.test(place) ? `${place}-${display}` : `${place}${display}`
  if (style === 'b:・' || style === 'b:-') {
    return node.kind === 'item' && isNominal(node.text) && node.children.length > 0
      ? `${place}・${node.text.replace(/に関する定め$/, '')}`
      : `${place}・${index}`
  }
  if (style.startsWith('b:')) return `${place} ${node.text}`
  if (style.startsWith('br:（'))
    return node.children.some((c) => /^第条?$/.test(c.style))
      ? place
      : `${place} ${node.text}`.trim()
  if (style.startsWith('br:')) return `${place}${display}`
  if (style === 'u') return place === '' ? partName(node) : `${place} ${node.text}`
  return `${place}${display}`
}

/** A heading without numbering that only gives a table its name is left out of references. */
function namesTable(node: TreeNode): boolean {
  return (
    /^(?:u|b:[◇◆■□●○◎])$/.test(node.style) &&
    node.parent?.kind !== 'root' &&
    node.children.some((c) => c.kind === 'table') &&
    node.children.every((c) => c.kind === 'table' || c.kind === 'note')
  )
}

const PART_ENDS = /(方針|基準|手順|要綱|要領|規程|規則|指針|特記事項|計画)$/

/**
 * Short name of a part: 情報管理基本方針 → 方針. The only or first heading of a document is its title and no
 * part.
 */
function partName(node: TreeNode): string {
  const parts = (node.parent?.children ?? []).filter(
    (c) =>
      c.style === 'u' &&
      !APPENDIX.test(c.text) &&
      !isForm(c.text) &&
      c.children.some((d) => d.value > 0 || d.style === 'u'),
  )
  if (parts.length < 2)
    return parts[0] === node || node.parent?.children[0] === node ? '' : node.text
  if (!parts.includes(node)) return node.text
  const end = PART_ENDS.exec(node.text.replace(/[（(][^（）()]*[）)]$/, ''))?.[1]
  if (end !== undefined && parts.filter((p) => p.text.includes(end)).length === 1) return end
  const shared = sharedEnd(parts.map((p) => p.text))
  const own = node.text.slice(0, node.text.length - shared.length)
  return own.length > 2 ? own.replace(/的$/, '') : own === '' ? node.text : own
}

function sharedEnd(texts: readonly string[]): string {
  const first = texts[0] ?? ''
  let length = 0
  while (length < first.length && texts.every((t) => t.at(-1 - length) === first.at(-1 - length)))
    length++
  return length === 0 ? '' : first.slice(-length)
}
