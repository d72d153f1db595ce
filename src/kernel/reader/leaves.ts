/**
 * Tree → leaves: the smallest units that ask, forbid, permit, empower or define, each with its
 * reference and its surroundings.
 */
import { isBlankToFill, splitChoices, splitSentences } from './choices.ts'
import { isNominal } from './headings.ts'
import { ANNOUNCES } from './listWording.ts'
import type { TreeNode } from './treeNode.ts'
import type { Leftover, OutlineNode } from './reading.ts'
import { refOf } from './refs.ts'
import { tableLeaves } from './tables.ts'
import { compact, endsPredicate } from './text.ts'
import { isHistory } from './history.ts'
import { isCommentary, isExplanation, isForm, isPureLead, isReferenceOnly } from './wording.ts'
import type { LeafCollection, Leaf } from './leaf.ts'

interface Place {
  readonly ref: string
  readonly path: readonly string[]
  readonly leads: readonly string[]
  /** The heading above is a history, a cover or the like. */
  readonly ancestors: readonly TreeNode[]
}

const PROVISO = /^(?:なお|ただし|但し)/
/** Words with which a paragraph goes on about what the one before it said. */
const GOES_ON = /^(?:また|さらに|加えて|併せて|この場合)/
const TITLED = /^([^：:、。「」]{2,10})[：:]\s?(?=[^：:]{12,}$)/

function isHeading(node: TreeNode): boolean {
  if (node.kind === 'heading') return !(endsPredicate(node.text) && node.text.endsWith('。'))
  if (node.kind !== 'item') return false
  if (/^第[編部章節款]/.test(node.style)) return true
  const own = node.children.filter((c) => c.kind !== 'note')
  if (own.length === 0) return /^b:[◇◆■□●○◎]$/.test(node.style) && isNominal(node.text)
  return isNominal(node.text) && !ANNOUNCES.test(node.text)
}

/**
 * Wordings of articles printed again in an appendix, by their first 24 characters: the earlier
 * print is a commentary's quotation.
 */
function quotedWordings(root: TreeNode): Set<string> {
  const out = new Set<string>()
  const visit = (node: TreeNode, inside: boolean): void => {
    const within = inside || /^(?:別記|別紙|別添|附則)/.test(node.text)
    if (within && node.text.length >= 20 && node.kind === 'item')
      out.add(compact(node.text).slice(0, 20))
    for (const child of node.children) visit(child, within)
  }
  visit(root, false)
  return out
}

/**
 * Whether references of this document can lean on its own numbering; where they cannot, sentences
 * are counted.
 */
function isNumbered(root: TreeNode): boolean {
  let numbered = 0
  let plain = 0
  const visit = (node: TreeNode): void => {
    for (const child of node.children) {
      if (child.kind === 'item' && child.value > 0) numbered++
      else if (child.kind === 'paragraph' || /^b:[・-]/.test(child.style)) plain++
      visit(child)
    }
  }
  visit(root)
  return numbered >= plain * 0.5
}

class LeafCollector implements LeafCollection {
  readonly leaves: Leaf[] = []
  readonly leftovers: Leftover[] = []
  private readonly quoted: Set<string>
  private readonly cutsSentences: boolean
  private begun = false

  constructor(root: TreeNode) {
    this.quoted = quotedWordings(root)
    this.cutsSentences = !isNumbered(root)
  }

  private aside(node: TreeNode, reason: Leftover['reason']): void {
    for (const line of node.lines) this.leftovers.push({ line, text: node.text, reason })
    for (const row of node.rows)
      for (const line of row.lines) this.leftovers.push({ line, text: row.text, reason })
  }

  private asideAll(node: TreeNode, reason: Leftover['reason']): void {
    for (const child of node.children) {
      this.aside(child, reason)
      this.asideAll(child, reason)
    }
  }

  private push(
    place: Place,
    ref: string,
    node: TreeNode,
    source: Leaf['source'],
    before: readonly string[],
  ): void {
    if (node.text === '' || isBlankToFill(node.text)) return this.aside(node, 'blank-to-fill')
    if (isHistory(node.text)) return this.aside(node, 'history')
    if (isReferenceOnly(node.text) && node.kind !== 'item') return this.aside(node, 'reference')
    const text =
      node.value > 0
        ? node.text.replace(TITLED, (whole) => (endsPredicate(node.text) ? '' : whole))
        : node.text
    const cut = this.cutsSentences && source !== 'lead' ? splitSentences(text) : [text]
    const parts = cut.flatMap((s) => splitChoices(s))
    parts.forEach((part, i) => {
      const suffix = parts.length === 1 ? '' : part.choice ? `・案${part.choice}` : `-${i + 1}`
      this.leaves.push({
        ref: ref + suffix,
        line: node.lines[0] ?? 0,
        lines: node.lines,
        text: part.text,
        path: place.path,
        leads: place.leads,
        before: [...before, ...parts.slice(0, i).map((p) => p.text)],
        carries:
          (this.cutsSentences && source !== 'note') ||
          (source === 'paragraph' && GOES_ON.test(part.text)),
        source,
      })
    })
    this.begun = true
  }

  /** A name for a paragraph in references: 前文, なお書, 第2段. */
  private nameParagraph(node: TreeNode, child: TreeNode, shown: number, plain: number): string {
    if (child.text.startsWith('なお')) return 'なお書'
    if (/^(?:ただし|但し)/.test(child.text)) return 'ただし書'
    const others = node.children.some((c) => c.kind !== 'paragraph')
    const unnumbered = node.children.some((c) => /^(?:b:[◇◆■□●○◎]|br:【|u)/.test(c.style))
    if (node.kind === 'item' && !isHeading(node)) return ` 第${shown + 1}段`
    if (plain === 1) return unnumbered && node.kind !== 'root' ? '前文' : ''
    return others ? `前文${shown}` : ` 第${shown}段`
  }

  walk(node: TreeNode, place: Place): void {
    const counts = new Map<string, number>()
    const plain = node.children.filter(
      (c) => c.kind === 'paragraph' && !PROVISO.test(c.text),
    ).length
    let shown = 0
    let announced = ''
    const before: string[] = []
    node.children.forEach((child, at) => {
      const index = (counts.get(child.style) ?? 0) + 1
      counts.set(child.style, index)
      const next = node.children[at + 1]
      if (child.kind === 'table') {
        if (/(?:改訂|改定|改正|変更|更新)履歴|沿革/.test(node.text))
          return this.aside(child, 'history')
        const { leaves, leftovers } = tableLeaves(
          child,
          announced === '' ? place : { ...place, leads: [...place.leads, announced] },
          [...before],
          this.cutsSentences,
        )
        this.leaves.push(...leaves)
        this.leftovers.push(...leftovers)
        return
      }
      if (child.kind === 'paragraph') {
        if (!PROVISO.test(child.text)) shown++
        this.paragraph(
          node,
          child,
          next,
          place,
          before,
          this.nameParagraph(node, child, shown, plain),
        )
        announced = ANNOUNCES.test(child.text) || /[：:]$/.test(child.text) ? child.text : ''
        before.push(child.text)
        return
      }
      const ref = refOf(place.ref, child, index)
      if (child.kind === 'note')
        return this.push(
          place,
          `${place.ref}${child.display}${child.display === '※' && index > 1 ? index : ''}`,
          child,
          'note',
          before,
        )
      const leads = announced === '' ? place.leads : [...place.leads, announced]
      if (isHeading(child)) return this.heading(child, ref, place, leads)
      if (
        this.quoted.has(compact(child.text).slice(0, 20)) &&
        !place.path.some((p) => /^(?:別記|別紙|別添|附則)/.test(p))
      ) {
        this.aside(child, 'quotation')
        this.commentary(child, { ...place, ref })
        return
      }
      const lead = child.children.some((c) => c.kind === 'item' || c.kind === 'table')
      if (
        lead &&
        isPureLead(
          child.text,
          child.children.find((c) => c.kind !== 'note'),
        )
      )
        this.aside(child, 'lead-in')
      else this.push({ ...place, leads }, ref, child, lead ? 'lead' : 'item', before)
      this.walk(child, { ...place, ref, leads: [...leads, child.text] })
    })
  }

  private heading(child: TreeNode, ref: string, place: Place, leads: readonly string[]): void {
    if (
      isForm(child.text) &&
      child.children.some((c) => c.kind === 'table' || c.children.some((d) => d.kind === 'table'))
    ) {
      this.leaves.push({
        ref,
        line: child.lines[0] ?? 0,
        lines: child.lines,
        text: child.text,
        path: place.path,
        leads: [],
        before: [],
        carries: false,
        source: 'form',
      })
      this.asideAll(child, 'form')
      return
    }
    this.walk(child, {
      ref,
      path:
        child.style === 'u' && place.path.length === 0 && ref === ''
          ? []
          : [...place.path, child.text],
      leads,
      ancestors: [...place.ancestors, child],
    })
  }

  private paragraph(
    node: TreeNode,
    child: TreeNode,
    next: TreeNode | undefined,
    place: Place,
    before: readonly string[],
    name: string,
  ): void {
    if (isPureLead(child.text, next)) this.aside(child, 'lead-in')
    else if (isExplanation(child.text)) this.aside(child, 'explanation')
    else if (
      !this.begun &&
      (node.kind === 'root' || place.path.length <= 1) &&
      isNominal(child.text)
    )
      this.aside(child, 'cover')
    else this.push(place, place.ref + name, child, 'paragraph', before)
  }

  /** What stands under a quoted article: a commentary, of which only provisos bind. */
  private commentary(node: TreeNode, place: Place): void {
    for (const child of node.children) {
      if (child.kind === 'table' || (isCommentary(child.text) && !PROVISO.test(child.text)))
        this.aside(child, 'explanation')
      else if (this.quoted.has(compact(child.text).slice(0, 20))) this.aside(child, 'quotation')
      else this.push(place, refOf(place.ref, child, 1), child, 'item', [])
      this.commentary(child, { ...place, ref: refOf(place.ref, child, 1) })
    }
  }
}

/** Outline of headings, for showing. */
export function outlineOf(node: TreeNode, ref: string): OutlineNode[] {
  const counts = new Map<string, number>()
  return node.children.flatMap((child): OutlineNode[] => {
    const index = (counts.get(child.style) ?? 0) + 1
    counts.set(child.style, index)
    if (!isHeading(child))
      return child.kind === 'item' || child.kind === 'heading'
        ? outlineOf(child, refOf(ref, child, index))
        : []
    const own = refOf(ref, child, index)
    return [
      {
        ref: own,
        title: child.text,
        line: child.lines[0] ?? 0,
        lines: child.lines,
        children: outlineOf(child, own),
      },
    ]
  })
}

/** All leaves of a tree, and the lines that are none. */
export function collectLeaves(root: TreeNode): LeafCollection {
  const harvester = new LeafCollector(root)
  harvester.walk(root, { ref: '', path: [], leads: [], ancestors: [] })
  return harvester
}
