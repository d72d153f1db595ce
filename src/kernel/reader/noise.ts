/**
 * Sets aside what is on the page but no wording of the document: contents, page numbers, running
 * heads, ruled lines.
 */
import type { Block } from './blocks.ts'
import { readLabel } from './labels.ts'
import type { Leftover, LeftoverReason } from './reading.ts'
import { compact, endsSentence, halfWidth } from './text.ts'

const PAGE_NUMBER =
  /^[-–―‐ー~\s]{0,6}(?:p(?:age)?\.?\s?)?\d{1,4}(?:\s?(?:\/|of)\s?\d{1,4})?\s?(?:ページ|頁)?[-–―‐ー~\s]{0,6}$/i
const RULE = /^[\s\-–—―=_*~|:+.・…─━]{2,}$/
const CONTENTS_HEAD = /^(?:目次|もくじ|目 次|contents|table of contents)$/i
const CONTENTS_ENTRY = /(?:[.．…‥・･\s\t]{3,}|[\t ]|…|\.{2,})\s*[(-]?\d{1,3}[)-]?$/
const PAGE_MARK = /^(?:第\s?\d+\s?版|\(?\d{4}[./年-]\d{1,2})/

const withoutFigures = (text: string): string => compact(text).replace(/[0-9０-９]+/g, '#')

function isContentsEntry(block: Block): boolean {
  if (block.text.length > 120) return false
  const text = halfWidth(block.text.replace(/\n/g, ' ')).trim()
  return (
    text.length <= 80 &&
    text.length >= 3 &&
    !endsSentence(text) &&
    CONTENTS_ENTRY.test(text) &&
    !PAGE_NUMBER.test(text) &&
    (block.kind !== 'table-row' || (block.cells ?? []).filter((c) => c !== '').length <= 3)
  )
}

/** Lines that belong to a table of contents, by place in `blocks`. */
function findContents(blocks: readonly Block[]): Set<number> {
  const found = new Set<number>()
  const counts = new Map<string, number>()
  const plain = (b: Block): string =>
    b.text.length > 120 ? b.text : compact(halfWidth(b.text).replace(/[.…‥・\s]*\d{1,3}$/, ''))
  for (const b of blocks)
    if (b.kind !== 'blank') counts.set(plain(b), (counts.get(plain(b)) ?? 0) + 1)
  let open = false
  let run: number[] = []
  const closeRun = (least: number): void => {
    if (run.length >= least) for (const i of run) found.add(i)
    run = []
  }
  let missed = 0
  const listed = new Set<string>()
  for (const [i, b] of blocks.entries()) {
    if (b.kind === 'blank') continue
    if (
      CONTENTS_HEAD.test(b.text.trim().replace(/\s+/g, ' ')) ||
      CONTENTS_HEAD.test(compact(b.text))
    ) {
      closeRun(4)
      open = true
      missed = 0
      found.add(i)
    } else if (isContentsEntry(b)) {
      run.push(i)
      listed.add(plain(b))
      if (open) closeRun(1)
    } else if (
      open &&
      missed < 1 &&
      !listed.has(plain(b)) &&
      b.kind !== 'table-row' &&
      !endsSentence(b.text) &&
      plain(b) !== '' &&
      (counts.get(plain(b)) ?? 0) >= 2
    ) {
      found.add(i)
      listed.add(plain(b))
    } else {
      closeRun(4)
      if (open && ++missed > 0) open = false
    }
  }
  closeRun(4)
  return found
}

/** Lines that stand again and again at the head or foot of pages. */
function findRunningHeads(blocks: readonly Block[], pageNumbers: ReadonlySet<number>): Set<number> {
  const edges: number[] = []
  const solid = blocks.map((b, i) => ({ b, i })).filter(({ b }) => b.kind !== 'blank')
  const paged = solid.some(({ b }) => b.page !== undefined)
  solid.forEach(({ b, i }, k) => {
    const near = (d: number): boolean => {
      const other = solid[k + d]
      return paged
        ? other === undefined || other.b.page !== b.page
        : other !== undefined && pageNumbers.has(other.i)
    }
    if (near(1) || near(-1) || near(2) || near(-2)) edges.push(i)
  })
  const seen = new Map<string, number>()
  for (const i of edges) {
    const key = withoutFigures((blocks[i] as Block).text)
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  const pages = new Set(blocks.map((b) => b.page ?? 0)).size
  const least = paged ? Math.max(3, Math.floor(pages * 0.3)) : 3
  return new Set(
    edges.filter((i) => {
      const b = blocks[i] as Block
      return (
        b.text.length <= 60 &&
        !pageNumbers.has(i) &&
        (seen.get(withoutFigures(b.text)) ?? 0) >= least &&
        !endsSentence(b.text) &&
        b.kind !== 'table-row' &&
        (readLabel(b.text) === undefined ||
          (paged && PAGE_MARK.test(b.text)) ||
          (seen.get(withoutFigures(b.text)) ?? 0) >= least + 2)
      )
    }),
  )
}

/**
 * Splits blocks into those that carry wording and those that do not, the latter with the reason.
 */
export function setAsideNoise(blocks: readonly Block[]): { kept: Block[]; leftovers: Leftover[] } {
  const pageNumbers = new Set<number>()
  blocks.forEach((b, i) => {
    if (
      (b.kind === 'text' || b.kind === 'list') &&
      !b.label &&
      PAGE_NUMBER.test(halfWidth(b.text).trim())
    )
      pageNumbers.add(i)
  })
  const contents = findContents(blocks)
  const heads = findRunningHeads(blocks, pageNumbers)
  const kept: Block[] = []
  const leftovers: Leftover[] = []
  const aside = (b: Block, reason: LeftoverReason): void => {
    for (const line of b.lines ?? [b.line]) leftovers.push({ line, text: b.text, reason })
  }
  blocks.forEach((b, i) => {
    if (b.kind === 'blank') kept.push(b)
    else if (contents.has(i)) aside(b, 'contents')
    else if (heads.has(i)) aside(b, 'running-head')
    else if (pageNumbers.has(i)) aside(b, 'page-number')
    else if (
      RULE.test(b.text) ||
      (b.kind === 'table-row' && (b.cells ?? []).every((c) => RULE.test(c) || c.trim() === ''))
    )
      aside(b, b.kind === 'table-row' ? 'empty-row' : 'rule')
    else kept.push(b)
  })
  return { kept, leftovers }
}
