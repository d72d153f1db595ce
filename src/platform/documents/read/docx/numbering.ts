import { formatNumber } from './number-formats.ts'
import { child, children } from '../../xml.ts'
import { isOn, numberOf, valueOf } from './xml.ts'
import type { Element } from '../../xml.ts'

interface LevelDefinition {
  readonly start: number
  readonly format: string
  readonly text: string
  readonly styleId: string | undefined
  /**
   * Restarts when this level (counted from 1) or a higher one is used; 0: never; absent: at any
   * higher level.
   */
  readonly restart: number | undefined
  /** Shows the numbers of higher levels as plain digits. */
  readonly legal: boolean
}

interface ListDefinition {
  readonly abstractId: string
  readonly levels: ReadonlyMap<number, LevelDefinition>
  readonly startOverrides: ReadonlyMap<number, number>
}

/** A reference of a paragraph to a list. */
export interface NumberingPlace {
  readonly listId: string
  readonly level: number
}

/** A paragraph's number. A bullet has the label `・`. */
export interface NumberLabel {
  readonly label: string
  readonly bullet: boolean
}

/** The automatic numbering of a document: counts while its paragraphs are read in order. */
export class Numbering {
  private readonly lists: ReadonlyMap<string, ListDefinition>
  private readonly counters = new Map<string, (number | undefined)[]>()
  private readonly appliedOverrides = new Set<string>()

  constructor(root: Element | undefined) {
    this.lists = readLists(root)
  }

  /** The level of a list to which a paragraph style is linked. */
  levelOfStyle(listId: string, styleId: string): number | undefined {
    for (const [level, definition] of this.lists.get(listId)?.levels ?? [])
      if (definition.styleId === styleId) return level
    return undefined
  }

  /** The next number of a list at a level; null where the list has none. */
  next(place: NumberingPlace): NumberLabel | null {
    const list = this.lists.get(place.listId)
    const level = list?.levels.get(place.level)
    if (list === undefined || level === undefined) return null
    const counters = this.counters.get(list.abstractId) ?? []
    this.counters.set(list.abstractId, counters)
    this.applyStartOverride(place, list, counters)
    for (let higher = 0; higher < place.level; higher++)
      counters[higher] ??= list.levels.get(higher)?.start ?? 1
    const current = counters[place.level]
    counters[place.level] = current === undefined ? level.start : current + 1
    restartDeeper(place.level, list, counters)
    if (level.format === 'bullet') return { label: '・', bullet: true }
    const label = labelText(level, list, counters)
    return label === '' ? null : { label, bullet: false }
  }

  /** A list with its own start number begins there when it is first used at that level. */
  private applyStartOverride(
    place: NumberingPlace,
    list: ListDefinition,
    counters: (number | undefined)[],
  ): void {
    const override = list.startOverrides.get(place.level)
    const key = `${place.listId}/${place.level}`
    if (override === undefined || this.appliedOverrides.has(key)) return
    this.appliedOverrides.add(key)
    counters[place.level] = override - 1
  }
}

function restartDeeper(used: number, list: ListDefinition, counters: (number | undefined)[]): void {
  for (let deeper = used + 1; deeper < counters.length; deeper++) {
    const restart = list.levels.get(deeper)?.restart
    if (restart === undefined || (restart > 0 && used < restart)) counters[deeper] = undefined
  }
}

function labelText(
  level: LevelDefinition,
  list: ListDefinition,
  counters: readonly (number | undefined)[],
): string {
  return level.text
    .replaceAll(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const referenced = list.levels.get(index)
      const format = level.legal ? 'decimal' : (referenced?.format ?? 'decimal')
      return formatNumber(counters[index] ?? referenced?.start ?? 1, format)
    })
    .trim()
}

function readLists(root: Element | undefined): Map<string, ListDefinition> {
  const abstracts = new Map(
    children(root, 'abstractNum').map((definition) => [
      definition.attributes['abstractNumId'] ?? '',
      definition,
    ]),
  )
  const byStyle = new Map<string, Element>()
  for (const abstract of abstracts.values()) {
    const style = valueOf(abstract, 'styleLink')
    if (style !== undefined) byStyle.set(style, abstract)
  }
  return new Map(
    children(root, 'num').map((num) => [
      num.attributes['numId'] ?? '',
      readList(num, abstracts, byStyle),
    ]),
  )
}

function readList(
  num: Element,
  abstracts: ReadonlyMap<string, Element>,
  byStyle: ReadonlyMap<string, Element>,
): ListDefinition {
  const ownDefinition = abstracts.get(valueOf(num, 'abstractNumId') ?? '')
  const link = valueOf(ownDefinition, 'numStyleLink')
  const abstract = (link === undefined ? undefined : byStyle.get(link)) ?? ownDefinition
  const levels = new Map(
    children(abstract, 'lvl').map((level) => [Number(level.attributes['ilvl']), readLevel(level)]),
  )
  const startOverrides = new Map<number, number>()
  for (const override of children(num, 'lvlOverride')) {
    const index = Number(override.attributes['ilvl'])
    const level = child(override, 'lvl')
    if (level !== undefined) levels.set(index, readLevel(level))
    const start = numberOf(override, 'startOverride')
    if (start !== undefined) startOverrides.set(index, start)
  }
  return { abstractId: abstract?.attributes['abstractNumId'] ?? '', levels, startOverrides }
}

function readLevel(level: Element): LevelDefinition {
  const format =
    child(level, 'numFmt') ?? child(child(child(level, 'AlternateContent'), 'Choice'), 'numFmt')
  return {
    start: numberOf(level, 'start') ?? 0,
    format: format?.attributes['val'] ?? 'decimal',
    text: valueOf(level, 'lvlText') ?? '',
    styleId: valueOf(level, 'pStyle'),
    restart: numberOf(level, 'lvlRestart'),
    legal: isOn(level, 'isLgl'),
  }
}
