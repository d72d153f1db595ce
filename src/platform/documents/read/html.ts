import { parse } from 'parse5'
import type { Block } from '#kernel/reader/blocks.ts'
import { attribute, collapse, inlines, isHidden, lineOf, textOf } from './html-dom.ts'
import type { HtmlElement, Node } from './html-dom.ts'
import { readTableRows } from './html-table.ts'
import { itemLabel } from './html-numbers.ts'
import { listBlocks, textBlocks } from './lines.ts'

/** Reads HTML: headings, lists with the numbers a browser shows, tables, details; scripts and what is hidden left out. */
export function readHtml(source: string): readonly Block[] {
  const walk = new HtmlWalk()
  walk.through(parse(source, { sourceCodeLocationInfo: true }).childNodes, 0)
  walk.endLine()
  return walk.blocks
}

class HtmlWalk {
  readonly blocks: Block[] = []
  private text = ''
  private line = 1
  private indent = 0
  private pending: string | null = null

  through(nodes: readonly Node[], indent: number): void {
    for (const node of nodes) this.take(node, indent)
  }

  /** Writes the text collected so far as the piece it belongs to. */
  endLine(): void {
    const text = collapse(this.text)
    this.text = ''
    if (text === '') return
    const place = {
      line: this.line,
      ...(this.indent > 0 || this.pending !== null ? { indent: this.indent } : {}),
    }
    if (this.pending === null) this.blocks.push(...textBlocks(text, this.line, place))
    else this.blocks.push(...listBlocks(text, this.pending, this.line, place))
    this.pending = null
  }

  private take(node: Node, indent: number): void {
    if (node.nodeName === '#text' && 'value' in node) this.write(node.value, node, indent)
    else if ('tagName' in node && !isHidden(node)) {
      if (node.tagName === 'br') this.text += '\u2028'
      else if (node.tagName === 'img') this.write(attribute(node, 'alt') ?? '', node, indent)
      else if (inlines.has(node.tagName)) this.through(node.childNodes, indent)
      else this.block(node, indent)
    }
  }

  private write(value: string, node: Node, indent: number): void {
    if (this.text.trim() === '') {
      this.line = lineOf(node) + (/^\s*/.exec(value)?.[0].split('\n').length ?? 1) - 1
      this.indent = indent
    }
    this.text += value
  }

  private block(element: HtmlElement, indent: number): void {
    this.endLine()
    const level = /^h([1-6])$/.exec(element.tagName)?.[1]
    if (level !== undefined) this.heading(element, Number(level))
    else if (element.tagName === 'table') this.table(element)
    else if (['ol', 'ul', 'menu', 'dir'].includes(element.tagName)) this.list(element, indent)
    else if (element.tagName === 'pre')
      this.blocks.push(...textBlocks(textOf(element), lineOf(element)))
    else {
      this.through(
        element.childNodes,
        element.tagName === 'dd' || element.tagName === 'blockquote' ? indent + 1 : indent,
      )
      this.endLine()
    }
    if (['table', 'ol', 'ul', 'dl'].includes(element.tagName)) this.blank(element)
  }

  private heading(element: HtmlElement, level: number): void {
    const text = collapse(textOf(element)).replaceAll('\n', ' ')
    if (text !== '') this.blocks.push({ kind: 'heading', text, line: lineOf(element), level })
  }

  private table(element: HtmlElement): void {
    for (const caption of element.childNodes) {
      if ('tagName' in caption && caption.tagName === 'caption')
        this.blocks.push(...textBlocks(collapse(textOf(caption)), lineOf(caption)))
    }
    this.blocks.push(...readTableRows(element))
  }

  private list(element: HtmlElement, indent: number): void {
    const step = attribute(element, 'reversed') === undefined ? 1 : -1
    const items = element.childNodes.filter(
      (it): it is HtmlElement => 'tagName' in it && it.tagName === 'li',
    )
    let number = whole(attribute(element, 'start')) ?? (step === 1 ? 1 : items.length)
    for (const node of element.childNodes) {
      if (!('tagName' in node) || node.tagName !== 'li') {
        this.take(node, indent + 1)
        continue
      }
      this.endLine()
      number = whole(attribute(node, 'value')) ?? number
      const label =
        element.tagName === 'ol'
          ? itemLabel(
              number,
              attribute(node, 'type') ?? attribute(element, 'type'),
              attribute(element, 'style'),
            )
          : '・'
      this.pending = label === '' ? null : label
      this.through(node.childNodes, indent)
      this.endLine()
      this.pending = null
      number += step
    }
  }

  private blank(element: HtmlElement): void {
    if (this.blocks.at(-1)?.kind !== 'blank')
      this.blocks.push({
        kind: 'blank',
        text: '',
        line: element.sourceCodeLocation?.endLine ?? lineOf(element),
      })
  }
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : undefined
}
