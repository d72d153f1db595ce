import { child, children } from '../../xml.ts'
import { numberOf, valueOf } from './xml.ts'
import type { Element } from '../../xml.ts'

/** What a paragraph style says that matters for reading. */
export interface ParagraphStyle {
  readonly id: string
  readonly name: string
  /** 0 is the highest; absent for body text. */
  readonly outlineLevel?: number
  readonly numberingId?: string
  readonly numberingLevel?: number
}

/** The paragraph styles of a document with what they inherit. */
export type Styles = ReadonlyMap<string, ParagraphStyle>

/** Reads styles.xml. */
export function readStyles(root: Element | undefined): Styles {
  const raw = new Map(
    children(root, 'style').map((style) => [style.attributes['styleId'] ?? '', style]),
  )
  const resolved = new Map<string, ParagraphStyle>()
  for (const id of raw.keys()) resolve(id, raw, resolved, new Set())
  return resolved
}

function resolve(
  id: string,
  raw: ReadonlyMap<string, Element>,
  resolved: Map<string, ParagraphStyle>,
  open: Set<string>,
): ParagraphStyle | undefined {
  const done = resolved.get(id)
  const style = raw.get(id)
  if (done !== undefined || style === undefined || open.has(id)) return done
  open.add(id)
  const parentId = valueOf(style, 'basedOn')
  const parent = parentId === undefined ? undefined : resolve(parentId, raw, resolved, open)
  const properties = child(style, 'pPr')
  const name = valueOf(style, 'name') ?? id
  const numbering = child(properties, 'numPr')
  const outlineLevel =
    numberOf(properties, 'outlineLvl') ?? levelOfName(name) ?? parent?.outlineLevel
  const numberingId = valueOf(numbering, 'numId') ?? parent?.numberingId
  const numberingLevel = numberOf(numbering, 'ilvl') ?? parent?.numberingLevel
  const own: ParagraphStyle = {
    id,
    name,
    ...(outlineLevel === undefined ? {} : { outlineLevel }),
    ...(numberingId === undefined ? {} : { numberingId }),
    ...(numberingLevel === undefined ? {} : { numberingLevel }),
  }
  resolved.set(id, own)
  return own
}

/** Word's own headings carry their level in the name. */
function levelOfName(name: string): number | undefined {
  const level = /^(?:heading|見出し)\s*([1-9])$/i.exec(name)?.[1]
  if (level !== undefined) return Number(level) - 1
  return /^(?:title|表題)$/i.test(name) ? 0 : undefined
}
