import { sayCondition } from '../expressions/say.ts'
import { conditionKeys, titlesAt } from './conditions.ts'
import { sayTaken, takenKeys } from './takings.ts'
import { sayTerm } from './terms.ts'
import { changeAreas, keyTitle } from './labels.ts'
import type { ChangeArea } from './labels.ts'
import { child, entriesOf, itemsOf, textOf, toPlain } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** One difference between two packs. */
export interface PackChange {
  readonly area: ChangeArea
  /** `procedures/take-out/steps/approve/within` */
  readonly path: string
  /** The titles of what it is about, from the outside in: 持ち出し, 許可. Rules have their ids. */
  readonly subject: readonly string[]
  /**
   * The keys from the subject to what changed (`stocktake`, `every`); none where the whole subject
   * was added or removed.
   */
  readonly keys: readonly string[]
  /** `moved`: the order of what is in it is another. */
  readonly change: 'added' | 'removed' | 'changed' | 'moved'
  readonly before: string | null
  readonly after: string | null
}

/**
 * Every difference between two merged packs, in the order of the pack. One value alone counts as a
 * list of one. Two packs that say the same have no changes.
 */
export function comparePacks(before: Tree, after: Tree): readonly PackChange[] {
  const changes: PackChange[] = []
  const packs = { before, after }
  for (const area of changeAreas) {
    const [left, right] = [child(before, area), child(after, area)]
    compare({ area, path: [area], subject: [], keys: [], packs, changes }, left, right)
  }
  return changes
}

interface Position {
  readonly area: ChangeArea
  readonly path: readonly string[]
  readonly subject: readonly string[]
  readonly keys: readonly string[]
  /** The whole packs, from which conditions take their titles. */
  readonly packs: { readonly before: Tree; readonly after: Tree }
  readonly changes: PackChange[]
}

function compare(position: Position, before: Tree | undefined, after: Tree | undefined): void {
  if (before === undefined && after === undefined) return
  if (before === undefined || after === undefined) {
    const change = before === undefined ? 'added' : 'removed'
    const whole = before ?? after
    if (position.path.length === 1 && whole?.kind === 'map')
      for (const [key, item] of whole.entries)
        compare(inside(position, key, item), ...pair(change, item))
    else note(position, change, before, after)
    return
  }
  const isDecided = position.area === 'library' && position.path.at(-1) === 'value'
  if (!isDecided && before.kind === 'map' && after.kind === 'map') {
    compareMaps(position, before, after)
    return
  }
  const [left, right] = [itemsOf(before), itemsOf(after)]
  const areLists = before.kind === 'list' || after.kind === 'list'
  const isDeep = [...left, ...right].some((item) => item.kind !== 'scalar')
  if (!isDecided && areLists && isDeep && left.length === right.length) {
    for (const [index, item] of left.entries())
      compare(inside(position, String(index + 1), item), item, right[index])
    return
  }
  if (canonical(left) !== canonical(right)) note(position, 'changed', before, after)
}

const pair = (change: 'added' | 'removed', tree: Tree): [Tree | undefined, Tree | undefined] =>
  change === 'added' ? [undefined, tree] : [tree, undefined]

function compareMaps(position: Position, before: Tree, after: Tree): void {
  const [left, right] = [entriesOf(before), entriesOf(after)]
  const remaining = new Map(right)
  for (const [key, item] of left) {
    compare(inside(position, key, remaining.get(key) ?? item), item, remaining.get(key))
    remaining.delete(key)
  }
  for (const [key, item] of remaining) compare(inside(position, key, item), undefined, item)
  const keysBefore = left.map(([key]) => key)
  const keysAfter = right.map(([key]) => key)
  const kept = new Set(keysBefore).intersection(new Set(keysAfter))
  const [orderBefore, orderAfter] = [keysBefore, keysAfter].map((keys) =>
    keys.filter((key) => kept.has(key)),
  )
  if (orderBefore?.join('\n') !== orderAfter?.join('\n') && holdsParts(before))
    position.changes.push({
      ...placeOf(position),
      change: 'moved',
      before: (orderBefore ?? []).join('、'),
      after: (orderAfter ?? []).join('、'),
    })
}

/** A map of mechanisms, whose order is shown; the order of the keys of one mechanism is layout. */
function holdsParts(tree: Tree): boolean {
  return entriesOf(tree).some(
    ([, item]) => textOf(child(item, 'title')) !== undefined || child(item, 'ref') !== undefined,
  )
}

function inside(position: Position, key: string, item: Tree): Position {
  const title = textOf(child(item, 'title'))
  const path = [...position.path, key]
  const isPart =
    item.kind === 'map' &&
    (title !== undefined || child(item, 'gist') !== undefined || position.path.at(-1) === 'rules')
  return isPart
    ? { ...position, path, subject: [...position.subject, title ?? key], keys: [] }
    : position.area === 'library' && takenKeys.has(key)
      ? { ...position, path }
      : { ...position, path, keys: [...position.keys, key] }
}

const placeOf = ({ area, path, subject, keys }: Position) => ({
  area,
  path: path.join('/'),
  subject,
  keys,
})

function note(
  position: Position,
  change: PackChange['change'],
  before: Tree | undefined,
  after: Tree | undefined,
): void {
  const { packs, path } = position
  const said = (sayBefore: Say, sayAfter: Say) => ({
    before: before === undefined ? null : sayBefore(before, path),
    after: after === undefined ? null : sayAfter(after, path),
  })
  const words = said(sayIn(packs.before), sayIn(packs.after))
  position.changes.push({
    ...placeOf(position),
    change,
    // Two conditions that read the same differ in how they are written.
    ...(words.before === words.after ? said(asWritten, asWritten) : words),
  })
}

/** How a scalar at a place is said. */
type Say = (tree: Tree, path: readonly string[]) => string

const asWritten: Say = (tree, path) => inWords(tree, path, text)

function sayIn(pack: Tree): Say {
  return (tree, path) => {
    if (path[0] === 'library' && path.at(-1) === 'value') return sayTaken(pack, path, tree)
    return inWords(tree, path, (scalar, at) =>
      conditionKeys.has(at.at(-1) ?? '')
        ? (sayCondition(text(scalar), titlesAt(pack, at)) ?? text(scalar))
        : (sayTerm(pack, at, text(scalar)) ?? text(scalar)),
    )
  }
}

/**
 * A change of what a pack decides of what it takes, as a person says it: 持ち出しの許可：許可する人が
 * 「所属の責任者」から「統括責任者」に. Undefined of other changes.
 */
export function sayDecision({ area, subject, before, after }: PackChange): string | undefined {
  const [mechanism, parameter] = subject
  if (area !== 'library' || mechanism === undefined || parameter === undefined) return undefined
  const from = before === null ? '' : `「${before}」から`
  return `${mechanism}：${parameter}が${from}${after === null ? 'なし' : `「${after}」`}に`
}

/** A value in one line of Japanese: 「はい」, 「a、b」, 「期限：3 days、行う人：ciso」. */
function inWords(tree: Tree, path: readonly string[], sayScalar: Say): string {
  if (tree.kind === 'scalar')
    return typeof tree.value === 'boolean' ? flag(tree.value) : sayScalar(tree, path)
  if (tree.kind === 'list')
    return tree.items
      .map((item) => {
        const words = inWords(item, path, sayScalar)
        return item.kind === 'scalar' ? words : `（${words}）`
      })
      .join('、')
  const gist = textOf(child(tree, 'gist')) ?? textOf(child(tree, 'title'))
  if (gist !== undefined) return gist
  const closing = path.includes('closedBy') ? child(tree, 'by') : undefined
  const where = child(tree, 'where')
  if (closing !== undefined && where !== undefined)
    return `${inWords(closing, [...path, 'by'], sayScalar)}（${inWords(where, [...path, 'where'], sayScalar)}）`
  return entriesOf(tree)
    .map(([key, item]) => {
      const words = inWords(item, [...path, key], sayScalar)
      return `${keyTitle(key, path[0]).ja}：${item.kind === 'map' ? `（${words}）` : words}`
    })
    .join('、')
}

const flag = (value: boolean): string => (value ? 'はい' : 'いいえ')
const text = (tree: Tree): string => textOf(tree) ?? ''

function canonical(items: readonly Tree[]): string {
  return JSON.stringify(items.map(toPlain))
}
