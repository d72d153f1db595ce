import type { Emptiness } from '../check/empty.ts'
import { emptinessOf } from '../check/empty.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

/**
 * Fields that were before a case on every way to a step (`before`), and those that are when the
 * step is left (`after`).
 */
export interface FilledAt {
  readonly before: ReadonlySet<string>
  readonly after: ReadonlySet<string>
}

const nothing: ReadonlySet<string> = new Set()

/**
 * Which fields have been put before somebody, step by step. A step that may be passed over fills
 * nothing for certain.
 */
export function filledAt(
  steps: readonly (readonly [string, Tree])[],
  start: string,
): ReadonlyMap<string, FilledAt> {
  const trees = new Map(steps)
  const fills = new Map(
    steps.map(([id, step]) => [
      id,
      new Set(itemsOf(child(step, 'fill')).flatMap((each) => textOf(each) ?? [])),
    ]),
  )
  const before = new Map<string, ReadonlySet<string>>([[start, new Set()]])
  const waiting = [start]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = trees.get(id)
    const here: ReadonlySet<string> = before.get(id) ?? nothing
    const after = here.union(fills.get(id) ?? nothing)
    const passed = child(step, 'when') !== undefined || child(step, 'applies') !== undefined
    const ways = nextOf(step).map((to) => [to, after] as const)
    const skips = passed ? passedTo(step).map((to) => [to, here] as const) : []
    for (const [to, given] of [...ways, ...skips]) {
      const previous = before.get(to)
      const common = previous === undefined ? given : previous.intersection(given)
      if (previous !== undefined && common.size === previous.size) continue
      before.set(to, common)
      waiting.push(to)
    }
  }
  return new Map(
    steps.map(([id]) => {
      const here = before.get(id) ?? nothing
      return [id, { before: here, after: here.union(fills.get(id) ?? nothing) }]
    }),
  )
}

/** The steps that a step may lead to. */
function nextOf(step: Tree | undefined): string[] {
  const ways = [
    child(step, 'then'),
    ...entriesOf(child(step, 'may')).map(([, decision]) => child(decision, 'then')),
  ]
  return ways.flatMap(goesOf)
}

/** Where it leads when it is passed over. */
function passedTo(step: Tree | undefined): string[] {
  const to = textOf(child(step, 'skipTo'))
  if (to !== undefined) return [to]
  const [first] = entriesOf(child(step, 'may'))
  return goesOf(child(step, 'then') ?? child(first?.[1], 'then'))
}

function goesOf(then: Tree | undefined): string[] {
  return itemsOf(then).flatMap((item) => textOf(item) ?? textOf(child(item, 'go')) ?? [])
}

/**
 * What may be empty in an expression of a procedure, given the fields that were put before somebody
 * by then.
 */
export function emptyIn(
  fields: readonly FieldSymbol[],
  about: boolean,
): (filled: ReadonlySet<string>) => (path: string) => Emptiness {
  const byId = new Map(fields.map((field) => [field.id, field]))
  const classes = fields.filter((field) => field.type === 'class')
  return (filled) => (path) => {
    const [root = ''] = path.split('.')
    if (root === 'class') {
      if (about) return 'never'
      return classes.some((field) => filled.has(field.id) && field.alwaysRequired === true)
        ? 'never'
        : {}
    }
    const field = byId.get(root)
    if (field === undefined) return 'never'
    return emptinessOf(
      filled.has(root) ? field : { ...field, alwaysRequired: false, requiredWhen: undefined },
    )
  }
}

/**
 * What may be empty among fields that are filled in together: those of a register, the questions of
 * an act with the entry that it is about.
 */
export function emptyAmong(
  fields: readonly FieldSymbol[],
  asset: readonly FieldSymbol[] = [],
): (path: string) => Emptiness {
  const byId = new Map(fields.map((field) => [field.id, field]))
  const ofAsset = new Map(asset.map((field) => [field.id, field]))
  const classField = fields.find((field) => field.type === 'class')
  return (path) => {
    const [root = '', id = ''] = path.split('.')
    const field = root === 'asset' ? ofAsset.get(id) : byId.get(root)
    if (field !== undefined) return emptinessOf(field)
    return root === 'class' && classField !== undefined ? emptinessOf(classField) : 'never'
  }
}
