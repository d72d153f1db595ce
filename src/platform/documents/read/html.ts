import { parse } from 'parse5'
import type { Block } from '#kernel/reader/blocks.ts'
import { attribute, collapse, inlineTags, isHidden, lineOf, textOf } from './html-dom.ts'
import type { HtmlElement, XmlNode } from './html-dom.ts'
import { readTableRows } from './html-table.ts'
import { itemLabel } from './html-numbers.ts'
import { listBlocks, textBlocks } from './lines.ts'

/**
 * Reads HTML: headings, lists with the numbers a browser shows, tables, details; scripts and hidden
 * elements are left out.
 */
export function readHtml(source: string): readonly Block[] {
  const reader = new HtmlReader()
  reader.readNodes(parse(source, { sourceCodeLocationInfo: true }).childNodes, 0)
  reader.flushText()
  return reader.blocks
}

class HtmlReader {
  readonly blocks: Block[] = []
  private text = ''
  private line = 1
  private indent = 0
  private pendingLabel: string | null = null

  readNodes(nodes: readonly XmlNode[], indent: number): void {
    for (const node of nodes) this.readNode(node, indent)
  }

  /** Writes the text collected so far as a block. */
  flushText(): void {
    const text = collapse(this.text)
    this.text = ''
    if (text === '') return
    const place = {
      line: this.line,
      ...(this.indent > 0 || this.pendingLabel !== null ? { indent: this.indent } : {}),
    }
    if (this.pendingLabel === null) this.blocks.push(...textBlocks(text, this.line, place))
    else this.blocks.push(...listBlocks(text, this.pendingLabel, this.line, place))
    this.pendingLabel = null
  }

  private readNode(node: XmlNode, indent: number): void {
    if (node.nodeName === '#text' && 'value' in node) this.appendText(node.value, node, indent)
    else if ('tagName' in node && !isHidden(node)) {
      if (node.tagName === 'br') this.text += '\u2028'
      else if (node.tagName === 'img') this.appendText(attribute(node, 'alt') ?? '', node, indent)
      else if (inlineTags.has(node.tagName)) this.readNodes(node.childNodes, indent)
      else this.readBlock(node, indent)
    }
  }

  private appendText(value: string, node: XmlNode, indent: number): void {
    if (this.text.trim() === '') {
      this.line = lineOf(node) + (/^\s*/.exec(value)?.[0].split('\n').length ?? 1) - 1
      this.indent = indent
    }
    this.text += value
  }

  private readBlock(element: HtmlElement, indent: number): void {
    this.flushText()
    const level = /^h([1-6])$/.exec(element.tagName)?.[1]
    if (level !== undefined) this.readHeading(element, Number(level))
    else if (element.tagName === 'table') this.readTable(element)
    else if (['ol', 'ul', 'menu', 'dir'].includes(element.tagName)) this.readList(element, indent)
    else if (element.tagName === 'pre')
      this.blocks.push(...textBlocks(textOf(element), lineOf(element)))
    else {
      this.readNodes(
        element.childNodes,
        element.tagName === 'dd' || element.tagName === 'blockquote' ? indent + 1 : indent,
      )
      this.flushText()
    }
    if (['table', 'ol', 'ul', 'dl'].includes(element.tagName)) this.addBlank(element)
  }

  private readHeading(element: HtmlElement, level: number): void {
    const text = collapse(textOf(element)).replaceAll('\n', ' ')
    if (text !== '') this.blocks.push({ kind: 'heading', text, line: lineOf(element), level })
  }

  private readTable(element: HtmlElement): void {
    for (const caption of element.childNodes) {
      if ('tagName' in caption && caption.tagName === 'caption')
        this.blocks.push(...textBlocks(collapse(textOf(caption)), lineOf(caption)))
    }
    this.blocks.push(...readTableRows(element))
  }

  private readList(element: HtmlElement, indent: number): void {
    const step = attribute(element, 'reversed') === undefined ? 1 : -1
    const items = element.childNodes.filter(
      (item): item is HtmlElement => 'tagName' in item && item.tagName === 'li',
    )
    let number = parseInteger(attribute(element, 'start')) ?? (step === 1 ? 1 : items.length)
    for (const node of element.childNodes) {
      if (!('tagName' in node) || node.tagName !== 'li') {
        this.readNode(node, indent + 1)
        continue
      }
      this.flushText()
      number = parseInteger(attribute(node, 'value')) ?? number
      const label =
        element.tagName === 'ol'
          ? itemLabel(
              number,
              attribute(node, 'type') ?? attribute(element, 'type'),
              attribute(element, 'style'),
            )
          : '・'
      this.pendingLabel = label === '' ? null : label
      this.readNodes(node.childNodes, indent)
      this.flushText()
      this.pendingLabel = null
      number += step
    }
  }

  private addBlank(element: HtmlElement): void {
    if (this.blocks.at(-1)?.kind !== 'blank')
      this.blocks.push({
        kind: 'blank',
        text: '',
        line: element.sourceCodeLocation?.endLine ?? lineOf(element),
      })
  }
}

function parseInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : undefined
}
