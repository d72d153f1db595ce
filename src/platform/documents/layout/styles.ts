import { attribute, elementsOf, tagsOf, withAttribute } from './xml.ts'

/**
 * The cell formats of a workbook: read, and copied with an addition where a filled cell needs one.
 */
export class Styles {
  private readonly xml: string
  private readonly formats: string[]
  private readonly originalCount: number
  private readonly borders: readonly boolean[]
  private readonly fontSizes: readonly number[]
  private readonly formatsRange:
    | { readonly start: number; readonly end: number; readonly prefix: string }
    | undefined
  private readonly variants = new Map<string, number>()

  constructor(xml: string) {
    this.xml = xml
    const list = [...elementsOf(xml, 'cellXfs')][0]
    const inside = list === undefined ? '' : xml.slice(list.start, list.end)
    this.formats = [...elementsOf(inside, 'xf')].map((element) =>
      inside.slice(element.start, element.end),
    )
    this.originalCount = this.formats.length
    this.formatsRange =
      list === undefined ? undefined : { start: list.start, end: list.end, prefix: list.tag.prefix }
    const borders = [...elementsOf(xml, 'borders')][0]?.inner ?? ''
    this.borders = [...elementsOf(borders, 'border')].map((element) =>
      [...tagsOf(element.inner)].some(
        (side) => ![undefined, 'none'].includes(attribute(side, 'style')),
      ),
    )
    const fonts = [...elementsOf(xml, 'fonts')][0]?.inner ?? ''
    this.fontSizes = [...elementsOf(fonts, 'font')].map((element) =>
      Number(
        attribute(
          [...tagsOf(element.inner)].find((tag) => tag.name === 'sz') ?? element.tag,
          'val',
        ) ?? 11,
      ),
    )
  }

  /** Font size in points, and whether the text wraps. */
  textSetting(style: number): { readonly size: number; readonly wraps: boolean } {
    const alignment = [...tagsOf(this.formats[style] ?? '')].find((tag) => tag.name === 'alignment')
    const wraps =
      alignment !== undefined && ['1', 'true'].includes(attribute(alignment, 'wrapText') ?? '')
    return { size: this.fontSizes[Number(this.attributeOf(style, 'fontId') ?? 0)] ?? 11, wraps }
  }

  hasBorder(style: number): boolean {
    return this.borders[Number(this.attributeOf(style, 'borderId') ?? 0)] ?? false
  }

  align(style: number): 'left' | 'center' | 'right' {
    const alignment = [...tagsOf(this.formats[style] ?? '')].find((tag) => tag.name === 'alignment')
    const side = alignment === undefined ? undefined : attribute(alignment, 'horizontal')
    return side === 'center' || side === 'centerContinuous' || side === 'distributed'
      ? 'center'
      : side === 'right'
        ? 'right'
        : 'left'
  }

  /**
   * The number of the same format with the addition that its text is never read as a formula
   * (`quote`), or that its text wraps (`wrap`).
   */
  variant(
    style: number,
    { quote, wrap }: { readonly quote: boolean; readonly wrap: boolean },
  ): number {
    const format = this.formats[style]
    if (format === undefined || (!quote && !wrap)) return style
    const key = `${style} ${quote} ${wrap}`
    const index =
      this.variants.get(key) ??
      this.formats.push(
        wrap ? withWrappedText(quote ? withQuotePrefix(format) : format) : withQuotePrefix(format),
      ) - 1
    this.variants.set(key, index)
    return index
  }

  /** The part as it is to be written. */
  text(): string {
    const { formatsRange: place } = this
    if (place === undefined || this.formats.length === this.originalCount) return this.xml
    const list = `<${place.prefix}cellXfs count="${this.formats.length}">${this.formats.join('')}</${place.prefix}cellXfs>`
    return this.xml.slice(0, place.start) + list + this.xml.slice(place.end)
  }

  private attributeOf(style: number, name: string): string | undefined {
    const tag = tagsOf(this.formats[style] ?? '').next().value
    return tag === undefined ? undefined : attribute(tag, name)
  }
}

/** A format with an attribute set in its first tag. */
function editOpeningTag(format: string, edit: (tag: string) => string): string {
  const end = format.indexOf('>') + 1
  return edit(format.slice(0, end)) + format.slice(end)
}

const withQuotePrefix = (format: string): string =>
  editOpeningTag(format, (tag) => withAttribute(tag, 'quotePrefix', '1'))

function withWrappedText(format: string): string {
  const aligned = editOpeningTag(format, (tag) => withAttribute(tag, 'applyAlignment', '1'))
  const alignment = [...tagsOf(aligned)].find((tag) => tag.name === 'alignment')
  if (alignment !== undefined)
    return (
      aligned.slice(0, alignment.start) +
      withAttribute(aligned.slice(alignment.start, alignment.end), 'wrapText', '1') +
      aligned.slice(alignment.end)
    )
  const head = [...tagsOf(aligned)][0]!
  const added = `<${head.prefix}alignment wrapText="1"/>`
  if (head.kind === 'empty') return `${aligned.replace(/\s*\/>$/, '>')}${added}</${head.prefix}xf>`
  return aligned.slice(0, head.end) + added + aligned.slice(head.end)
}
