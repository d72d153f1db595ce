import type { DefaultTreeAdapterMap } from 'parse5'

/** A node of a parsed page. */
export type XmlNode = DefaultTreeAdapterMap['childNode']
/** An element of a parsed page. */
export type HtmlElement = DefaultTreeAdapterMap['element']

/** Elements that never hold the text of a document. */
const hiddenTags = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'head',
  'nav',
  'iframe',
  'object',
  'svg',
  'math',
  'canvas',
  'audio',
  'video',
  'button',
  'select',
  'input',
  'textarea',
  'del',
  'rt',
  'rp',
])

/** Inline elements; all others are blocks. */
export const inlineTags = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'br',
  'cite',
  'code',
  'data',
  'dfn',
  'em',
  'font',
  'i',
  'img',
  'ins',
  'kbd',
  'label',
  'mark',
  'q',
  'ruby',
  'rb',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
])

/**
 * All text of an element; line breaks of `<br>` and of blocks are distinguished from those of the
 * source.
 */
export function textOf(element: HtmlElement): string {
  return element.childNodes
    .map((node) => {
      if (node.nodeName === '#text' && 'value' in node) return node.value
      if (!('tagName' in node) || isHidden(node)) return ''
      if (node.tagName === 'br') return '\u2028'
      if (node.tagName === 'li') return `\u2028・ ${textOf(node)}\u2028`
      const inner = textOf(node)
      return inlineTags.has(node.tagName) ? inner : `\u2028${inner}\u2028`
    })
    .join('')
}

/**
 * White space as a browser shows it; U+2028 becomes a line break. Japanese text that the source
 * breaks over lines is joined without a space.
 */
export function collapse(text: string): string {
  return text
    .replaceAll(
      /(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])/g,
      '',
    )
    .replaceAll(/[ \t\r\n\f\u00a0]+/g, ' ')
    .split('\u2028')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n')
}

/** The value of an attribute. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value
}

/** The line of the source at which a node begins. */
export function lineOf(node: XmlNode): number {
  return node.sourceCodeLocation?.startLine ?? 1
}

/** Whether an element shows no text to a reader of the page. */
export function isHidden(element: HtmlElement): boolean {
  return (
    hiddenTags.has(element.tagName) ||
    attribute(element, 'hidden') !== undefined ||
    /display\s*:\s*none/i.test(attribute(element, 'style') ?? '')
  )
}
