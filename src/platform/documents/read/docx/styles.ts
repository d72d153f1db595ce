import { child, children } from '../../xml.ts'
import { numberOf, valueOf } from './xml.ts'
import type { Element } from '../../xml.ts'

/** The properties of a paragraph style that matter for reading. */
interface ParagraphStyle {
  readonly id: string
  readonly name: string
  /** 0 is the highest; absent for body text. */
  readonly outlineLevel?: number
  readonly numberingId?: string
  readonly numberingLevel?: number
}

/** The paragraph styles of a document with inherited properties. */
export type Styles = ReadonlyMap<string, ParagraphStyle>

/** Reads styles.xml. */
export function readStyles(root: Element | undefined): Styles {
  const elements = new Map(
    children(root, 'style').map((style) => [style.attributes['styleId'] ?? '', style]),
  )
  const resolved = new Map<string, ParagraphStyle>()
  for (const id of elements.keys()) resolveStyle(id, elements, resolved, new Set())
  return resolved
}

function resolveStyle(
  id: string,
  elements: ReadonlyMap<string, Element>,
  resolved: Map<string, ParagraphStyle>,
  resolving: Set<string>,
): ParagraphStyle | undefined {
  const cached = resolved.get(id)
  const style = elements.get(id)
  if (cached !== undefined || style === undefined || resolving.has(id)) return cached
  resolving.add(id)
  const parentId = valueOf(style, 'basedOn')
  const parent =
    parentId === undefined ? undefined : resolveStyle(parentId, elements, resolved, resolving)
  const properties = child(style, 'pPr')
  const name = valueOf(style, 'name') ?? id
  const numbering = child(properties, 'numPr')
  const outlineLevel =
    numberOf(properties, 'outlineLvl') ?? levelOfName(name) ?? parent?.outlineLevel
  const numberingId = valueOf(numbering, 'numId') ?? parent?.numberingId
  const numberingLevel = numberOf(numbering, 'ilvl') ?? parent?.numberingLevel
  const result: ParagraphStyle = {
    id,
    name,
    ...(outlineLevel === undefined ? {} : { outlineLevel }),
    ...(numberingId === undefined ? {} : { numberingId }),
    ...(numberingLevel === undefined ? {} : { numberingLevel }),
  }
  resolved.set(id, result)
  return result
}

/** The names of Word's built-in headings hold their level. */
function levelOfName(name: string): number | undefined {
  const level = /^(?:heading|見出し)\s*([1-9])$/i.exec(name)?.[1]
  if (level !== undefined) return Number(level) - 1
  return /^(?:title|表題)$/i.test(name) ? 0 : undefined
}
