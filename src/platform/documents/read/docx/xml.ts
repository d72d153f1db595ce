import { XMLParser } from 'fast-xml-parser'

/** An element with its children in order. Namespace prefixes are taken off tags and attributes. */
export interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Character data directly inside. */
  readonly text: string
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
})

const nothing: Readonly<Record<string, string>> = {}

type RawNode = Readonly<Record<string, unknown>>

/** The root element of an XML part. Throws on what is no XML. */
export function parseXml(bytes: Uint8Array): Element {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe
  const text = new TextDecoder(
    wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8',
  ).decode(bytes)
  const root = (parser.parse(text) as RawNode[]).map(toElement).find((it) => it !== null)
  if (root === undefined || root === null) throw new Error('no root element')
  return root
}

function toElement(node: RawNode): Element | null {
  const tag = Object.keys(node).find((key) => key !== ':@')
  if (tag === undefined || tag === '#text') return null
  const inside = node[tag] as RawNode[]
  const children: Element[] = []
  let text = ''
  for (const child of inside) {
    if ('#text' in child) text += String(child['#text'])
    else {
      const element = toElement(child)
      if (element !== null) children.push(element)
    }
  }
  return {
    tag,
    attributes: (node[':@'] as Record<string, string> | undefined) ?? nothing,
    children,
    text,
  }
}

/** The first child of a name. */
export function child(element: Element | undefined, tag: string): Element | undefined {
  return element?.children.find((it) => it.tag === tag)
}

/** All children of a name. */
export function children(element: Element | undefined, tag: string): readonly Element[] {
  return element?.children.filter((it) => it.tag === tag) ?? []
}

/** The `val` of a child, such as `<w:ilvl w:val="1"/>`. */
export function valueOf(element: Element | undefined, tag: string): string | undefined {
  return child(element, tag)?.attributes['val']
}

/** A whole number of a child's `val`. */
export function numberOf(element: Element | undefined, tag: string): number | undefined {
  const value = Number(valueOf(element, tag))
  return Number.isInteger(value) ? value : undefined
}

/** Says whether a switch such as `<w:vanish/>` is on. */
export function isOn(element: Element | undefined, tag: string): boolean {
  const found = child(element, tag)
  return found !== undefined && !['0', 'false', 'off'].includes(found.attributes['val'] ?? '1')
}
