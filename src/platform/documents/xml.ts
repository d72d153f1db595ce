import { SaxesParser } from 'saxes'

/**
 * An element with its children in order. Namespace prefixes are removed from tags and attributes.
 */
export interface Element {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  /** Character data directly inside. */
  readonly text: string
}

interface GrowingElement extends Element {
  readonly children: GrowingElement[]
  text: string
}

/** Limit of nested elements, because functions over the tree are recursive. */
const deepest = 1_000

/**
 * The root element of an XML part that fits in memory. Throws where it is not XML, and at entities
 * that XML does not predefine: none is ever expanded.
 */
export function parseXml(bytes: Uint8Array): Element {
  const open: GrowingElement[] = []
  let root: Element | undefined
  const parser = new SaxesParser({ xmlns: false, position: false })
  const add = (text: string): void => {
    const inside = open.at(-1)
    if (inside !== undefined) inside.text += text
  }
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === deepest) throw new Error(`more than ${deepest} elements inside one another`)
    const element = {
      tag: localName(name),
      attributes: withoutPrefixes(attributes),
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('closetag', () => void open.pop())
  parser.write(decoded(bytes)).close()
  if (root === undefined) throw new Error('no root element')
  return root
}

function decoded(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : undefined
  return new TextDecoder(wide ?? 'utf-8').decode(bytes)
}

function withoutPrefixes(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [localName(name), value]),
  )
}

/** The name of a tag without its namespace prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** The first child of a name. */
export function child(element: Element | undefined, tag: string): Element | undefined {
  return element?.children.find((it) => it.tag === tag)
}

/** All children of a name. */
export function children(element: Element | undefined, tag: string): readonly Element[] {
  return element?.children.filter((it) => it.tag === tag) ?? []
}
