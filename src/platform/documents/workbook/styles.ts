import { escapeXml } from '../layout/xml.ts'
import type { CellStyle } from './types.ts'

/** Built-in number formats of Excel (ECMA-376, part 1, 18.8.30). */
const builtInFormats: Readonly<Record<string, number>> = { General: 0, '@': 49 }
/** The first number that is free for other formats. */
const firstOwnFormat = 164

/** A list of distinct texts that are referred to by their index. */
class UniqueList {
  readonly #places: Map<string, number>

  constructor(...first: readonly string[]) {
    this.#places = new Map(first.map((xml, place) => [xml, place]))
  }

  placeOf(xml: string): number {
    const place = this.#places.get(xml) ?? this.#places.size
    this.#places.set(xml, place)
    return place
  }

  xml(tag: string): string {
    return `<${tag} count="${this.#places.size}">${[...this.#places.keys()].join('')}</${tag}>`
  }
}

/**
 * The styles of a workbook's cells; the list grows while the rows are written, and is written after
 * them.
 */
export class StyleTable {
  readonly #numbers = new WeakMap<CellStyle, number>()
  readonly #formats = new Map<string, number>()
  readonly #fonts = new UniqueList(
    '<font><sz val="11"/><name val="BIZ UDPゴシック"/><family val="3"/></font>',
  )
  // Excel uses the first two fills for itself, whatever their content.
  readonly #fills = new UniqueList(
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  )
  readonly #borders = new UniqueList('<border><left/><right/><top/><bottom/><diagonal/></border>')
  readonly #looks = new UniqueList('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>')

  /** The number by which cells refer to a style; 0 is the workbook's default. */
  numberOf(style: CellStyle | undefined): number {
    if (style === undefined) return 0
    const existing = this.#numbers.get(style)
    if (existing !== undefined) return existing
    const number = this.#looks.placeOf(this.#lookXml(style))
    this.#numbers.set(style, number)
    return number
  }

  /** xl/styles.xml */
  xml(): string {
    const formats = [...this.#formats].map(
      ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`,
    )
    return [
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      formats.length === 0
        ? ''
        : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
      this.#fonts.xml('fonts'),
      this.#fills.xml('fills'),
      this.#borders.xml('borders'),
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      this.#looks.xml('cellXfs'),
      '<cellStyles count="1"><cellStyle name="標準" xfId="0" builtinId="0"/></cellStyles>',
      '</styleSheet>',
    ].join('')
  }

  #lookXml({ font, numberFormat = 'General', fill, border, alignment }: CellStyle): string {
    const fontId = this.#fonts.placeOf(fontXml(font))
    const fillId = fill === undefined ? 0 : this.#fills.placeOf(fillXml(fill))
    const borderId = border === undefined ? 0 : this.#borders.placeOf(borderXml(border))
    const ids = `numFmtId="${this.#formatId(numberFormat)}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"`
    const applied =
      'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
    return `<xf ${ids} ${applied}>${alignmentXml(alignment)}</xf>`
  }

  #formatId(code: string): number {
    const existing = builtInFormats[code] ?? this.#formats.get(code)
    if (existing !== undefined) return existing
    const id = firstOwnFormat + this.#formats.size
    this.#formats.set(code, id)
    return id
  }
}

function fontXml({ name, size, bold, color }: CellStyle['font']): string {
  const colour = color === undefined ? '' : `<color rgb="FF${color}"/>`
  return `<font>${bold ? '<b/>' : ''}<sz val="${size}"/>${colour}<name val="${escapeXml(name)}"/><family val="3"/></font>`
}

function fillXml(color: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="FF${color}"/><bgColor indexed="64"/></patternFill></fill>`
}

function borderXml(border: NonNullable<CellStyle['border']>): string {
  const sides = (['left', 'right', 'top', 'bottom'] as const).map((side) => {
    const line = border[side]
    return line === undefined
      ? `<${side}/>`
      : `<${side} style="${line.style}"><color rgb="FF${line.color}"/></${side}>`
  })
  return `<border>${sides.join('')}<diagonal/></border>`
}

function alignmentXml(alignment: CellStyle['alignment']): string {
  if (alignment === undefined) return ''
  const { horizontal, vertical, wrap } = alignment
  return `<alignment${horizontal ? ` horizontal="${horizontal}"` : ''}${vertical ? ` vertical="${vertical}"` : ''}${wrap ? ' wrapText="1"' : ''}/>`
}
