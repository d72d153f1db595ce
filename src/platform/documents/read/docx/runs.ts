import { child } from '../../xml.ts'
import { isOn } from './xml.ts'
import type { Element } from '../../xml.ts'

/** The text of a paragraph, and the text boxes anchored to it. */
export interface RunText {
  readonly text: string
  readonly boxes: readonly Element[]
}

/** Elements whose content is not (or no longer) part of the text. */
const skippedTags = new Set([
  'pPr',
  'rPr',
  'del',
  'moveFrom',
  'delText',
  'instrText',
  'delInstrText',
  'rt',
  'rubyPr',
  'sdtPr',
  'sdtEndPr',
  'commentReference',
  'annotationRef',
  'footnoteRef',
  'endnoteRef',
  'binData',
  'fldData',
])

/** Characters of Word's symbol fonts that Japanese documents use. */
const symbols: Readonly<Record<string, string>> = {
  F0A8: '□',
  F06F: '□',
  F0FE: '☑',
  F0FC: '✓',
  F06C: '●',
  F0B7: '・',
  F06E: '■',
  F0D8: '＞',
  F0E0: '→',
}

/**
 * Reads the text of a paragraph: deleted and hidden text and readings of kanji are left out, line
 * breaks become `\n`.
 */
export function readRuns(paragraph: Element): RunText {
  const boxes: Element[] = []
  return { text: paragraph.children.map((node) => inlineText(node, boxes)).join(''), boxes }
}

function inlineText(element: Element, boxes: Element[]): string {
  if (skippedTags.has(element.tag)) return ''
  switch (element.tag) {
    case 't':
      return element.text
    case 'tab':
    case 'ptab':
      return '\t'
    case 'br':
      return element.attributes['type'] === 'page' || element.attributes['type'] === 'column'
        ? ''
        : '\n'
    case 'cr':
      return '\n'
    case 'noBreakHyphen':
      return '-'
    case 'sym':
      return symbols[(element.attributes['char'] ?? '').toUpperCase()] ?? '・'
    case 'r':
      return isOn(child(element, 'rPr'), 'vanish') ? '' : childrenText(element, boxes)
    case 'AlternateContent':
      return childrenText(preferredAlternative(element), boxes)
    case 'txbxContent':
      boxes.push(element)
      return ''
    default:
      return childrenText(element, boxes)
  }
}

function childrenText(element: Element | undefined, boxes: Element[]): string {
  return element?.children.map((node) => inlineText(node, boxes)).join('') ?? ''
}

/** Of the alternatives for newer and older programs, the newer one. */
export function preferredAlternative(alternatives: Element): Element | undefined {
  const choice = child(alternatives, 'Choice')
  return choice !== undefined && choice.children.length > 0
    ? choice
    : child(alternatives, 'Fallback')
}
