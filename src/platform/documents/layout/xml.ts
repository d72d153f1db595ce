import { ZipDamagedError } from '../zip.ts'

/**
 * A tag of an XML part with its position in the text, so that everything that is not changed stays
 * byte for byte the same.
 */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty'
  /** Without its namespace prefix. */
  readonly name: string
  readonly prefix: string
  readonly attributes: string
  readonly start: number
  readonly end: number
}

const tagPattern =
  /<(?:\/([^\s<>/]+)\s*|([^\s<>/?!]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>/g

/**
 * The text of an XML part. Comments are removed; entities and marked sections, which no workbook
 * needs, are refused as damage.
 */
export function decodeXml(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes).replaceAll(/<!--[^]*?-->/g, '')
  if (text.includes('<!') || text.includes('\0')) throw new ZipDamagedError('not plain XML')
  return text
}

/** The tags of an XML text from a position on, in order. */
export function* tagsOf(xml: string, from = 0, to = xml.length): Generator<Tag> {
  const pattern = new RegExp(tagPattern)
  pattern.lastIndex = from
  for (
    let match = pattern.exec(xml);
    match !== null && match.index < to;
    match = pattern.exec(xml)
  ) {
    const whole = match[1] ?? match[2] ?? ''
    const colon = whole.indexOf(':')
    yield {
      kind: match[1] !== undefined ? 'close' : match[4] === '/' ? 'empty' : 'open',
      name: whole.slice(colon + 1),
      prefix: whole.slice(0, colon + 1),
      attributes: match[3] ?? '',
      start: match.index,
      end: pattern.lastIndex,
    }
  }
}

/** An attribute of a tag, by its name with its prefix. */
export function attribute(tag: Tag, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag.attributes)
  const value = match?.[1] ?? match?.[2]
  return value === undefined ? undefined : unescapeXml(value)
}

/** Sets an attribute in the text of a tag. */
export function withAttribute(tagText: string, name: string, value: string): string {
  const without = tagText.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '')
  return without.replace(/\s*\/?>$/, (end) => ` ${name}="${escapeXml(value)}"${end.trimStart()}`)
}

/** An element with the text between its tags. */
export interface Element {
  readonly tag: Tag
  readonly inner: string
  readonly start: number
  readonly end: number
}

/** The elements of a name that are not nested in one another. */
export function* elementsOf(
  xml: string,
  name: string,
  from = 0,
  to = xml.length,
): Generator<Element> {
  let open: Tag | undefined
  for (const tag of tagsOf(xml, from, to)) {
    if (tag.name !== name) continue
    if (open === undefined && tag.kind === 'empty')
      yield { tag, inner: '', start: tag.start, end: tag.end }
    else if (open === undefined && tag.kind === 'open') open = tag
    else if (open !== undefined && tag.kind === 'close') {
      yield { tag: open, inner: xml.slice(open.end, tag.start), start: open.start, end: tag.end }
      open = undefined
    }
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

export function unescapeXml(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )
}

export function escapeXml(text: string): string {
  if (!/[&<>"]/.test(text)) return text
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
