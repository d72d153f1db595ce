import type { SourceOrigin } from '../source.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { headKeys } from './head.ts'

/** Values of parameters and refs of parts by name; what is not there is not given. */
export type Given = ReadonlyMap<string, Tree>

/** `$name`; behind `carries`, `$name?` is a part that is not missed where it has no provision. */
const whole = /^\$([a-z][A-Za-z0-9]*)\??$/
const within = /\$\{([a-z][A-Za-z0-9]*)\}/g

/** The names that a mechanism of the library leaves open, each with a place where it stands. */
export function openNames(tree: Tree): ReadonlyMap<string, SourceOrigin> {
  const names = new Map<string, SourceOrigin>()
  const note = (name: string | undefined, at: SourceOrigin): void => {
    if (name !== undefined && !names.has(name)) names.set(name, at)
  }
  const visit = (each: Tree): void => {
    if (each.kind === 'list') each.items.forEach(visit)
    if (each.kind === 'map') {
      note(wanting(each)?.name, each.at)
      for (const [key, value] of each.entries) {
        note(whole.exec(key)?.[1], each.at)
        if (key !== 'if') visit(value)
      }
    }
    const text = textOf(each)
    if (text === undefined) return
    note(whole.exec(text)?.[1], each.at)
    for (const [, name] of text.matchAll(within)) note(name, each.at)
  }
  for (const [key, value] of entriesOf(tree))
    if (!headKeys.some((head) => head === key)) visit(value)
  for (const [, parameter] of entriesOf(child(tree, 'parameters'))) {
    const usual = child(parameter, 'default')
    if (usual !== undefined) visit(usual)
  }
  return names
}

/**
 * A mechanism of the library with everything that it leaves open filled in. What reads a name that
 * is not given is left out: a value with its key, an item of a list, a part with all that it holds.
 * Every value keeps its place in the library and knows where it was taken.
 */
export function instantiate(tree: Tree, given: Given, taker: SourceOrigin): Tree | undefined {
  const fill = (each: Tree): Tree | undefined => fillIn(each, given, taker)
  if (tree.kind !== 'map') return fill(tree)
  const entries = new Map(
    [...tree.entries].filter(([key]) => !headKeys.some((head) => head === key)),
  )
  const carries = entries.get('carries')
  entries.delete('carries')
  const filled = fill({ ...tree, entries })
  const carried = carries && refsOf(fill(carries))
  if (filled?.kind !== 'map' || carried === undefined) return filled
  return { ...filled, entries: new Map(filled.entries).set('carries', carried) }
}

/** A part of a mechanism filled in; without a taker it keeps its own place alone. */
export function fillIn(
  tree: Tree,
  given: Given,
  taker: SourceOrigin | undefined,
): Tree | undefined {
  const at = taker === undefined ? tree.at : { ...tree.at, taker }
  const fill = (each: Tree): Tree | undefined => fillIn(each, given, taker)
  if (tree.kind === 'scalar') return fillText(tree, given, at)
  if (tree.kind === 'list')
    return { ...tree, at, items: tree.items.flatMap((item) => itemOf(item, fill(item))) }
  if (!isWanted(tree, given)) return undefined
  const filled = new Map<string, Tree>()
  for (const [key, value] of tree.entries) {
    if (key === 'if') continue
    const more = whole.exec(key)?.[1]
    if (more !== undefined) {
      for (const [id, each] of entriesOf(given.get(more))) filled.set(id, each)
      continue
    }
    const to = key === 'carries' ? refsOf(fill(value)) : fill(value)
    if (to !== undefined) {
      if (key === 'carries' || !isNothing(value, to)) filled.set(key, to)
    } else if (key === 'carries' && !isUnmissed(value)) return undefined
  }
  return { ...tree, at, entries: filled }
}

/** A parameter that is given as an empty list: its key is not taken. */
function isNothing(written: Tree, filled: Tree): boolean {
  return isEmpty(filled) && whole.test(textOf(written) ?? '')
}

function isEmpty(tree: Tree | undefined): boolean {
  return tree === undefined || (tree.kind === 'list' && tree.items.length === 0)
}

/** A text that names one value is that value; in a longer text the value stands for its name. */
function fillText(tree: Tree, given: Given, at: SourceOrigin): Tree | undefined {
  const text = textOf(tree)
  if (text === undefined || tree.kind !== 'scalar') return { ...tree, at }
  const name = whole.exec(text)?.[1]
  if (name !== undefined) return given.get(name)
  let isOpen = false
  const value = text.replaceAll(within, (_, key: string) => {
    const said = textOf(given.get(key))
    isOpen ||= said === undefined
    return said ?? ''
  })
  if (isOpen) return undefined
  return { ...tree, at, value: value === text ? tree.value : value }
}

/** A list that is given stands with its items in the list around it. */
function itemOf(written: Tree, filled: Tree | undefined): readonly Tree[] {
  if (filled === undefined) return []
  const isName = whole.test(textOf(written) ?? '')
  return isName && filled.kind === 'list' ? filled.items : [filled]
}

/** The provisions of several parts, each once; undefined where there are none. */
function refsOf(carries: Tree | undefined): Tree | undefined {
  if (carries?.kind !== 'list') return carries
  const once = new Map(carries.items.map((item) => [textOf(item) ?? item, item] as const))
  return once.size === 0 ? undefined : { ...carries, items: [...once.values()] }
}

/** Whether what carries a part stays without the part. */
function isUnmissed(carries: Tree): boolean {
  return itemsOf(carries).every((item) => textOf(item)?.endsWith('?'))
}

/** `if: careful`, `if: '!careful'`, and `if: columns.copies` where the list has the word. */
function wanting(
  tree: Tree,
): { readonly name: string; readonly item?: string; readonly not: boolean } | undefined {
  const text = textOf(child(tree, 'if'))
  if (text === undefined) return undefined
  const [name = '', item] = text.replace(/^!/, '').split('.')
  return { name, not: text.startsWith('!'), ...(item !== undefined && { item }) }
}

function isWanted(tree: Tree, given: Given): boolean {
  const wants = wanting(tree)
  if (wants === undefined) return true
  const { name, item, not } = wants
  const value = given.get(name)
  const isGiven =
    item === undefined
      ? !isEmpty(value) && !(value?.kind === 'scalar' && value.value === false)
      : itemsOf(value).some((each) => textOf(each) === item)
  return not ? !isGiven : isGiven
}

/** The words that a list may have: those that `if: NAME.WORD` asks for. None where any will do. */
export function wordsOf(tree: Tree, name: string): ReadonlySet<string> {
  const words = new Set<string>()
  const visit = (each: Tree): void => {
    if (each.kind === 'list') each.items.forEach(visit)
    if (each.kind !== 'map') return
    const wants = wanting(each)
    if (wants?.name === name && wants.item !== undefined) words.add(wants.item)
    each.entries.forEach(visit)
  }
  visit(tree)
  return words
}

/** The form of a procedure without the names of fields that were not taken. */
export function withoutLostFields(taken: MapTree, library: Tree): MapTree {
  const lost = new Set(
    entriesOf(child(library, 'fields'))
      .map(([id]) => id)
      .filter((id) => child(taken, 'fields', id) === undefined),
  )
  const steps = child(taken, 'steps')
  if (lost.size === 0 || steps?.kind !== 'map') return taken
  const kept = [...steps.entries].map(([id, step]): [string, Tree] => {
    const fill = child(step, 'fill')
    if (step.kind !== 'map' || fill?.kind !== 'list') return [id, step]
    const items = fill.items.filter((item) => !lost.has(textOf(item) ?? ''))
    return [id, { ...step, entries: new Map(step.entries).set('fill', { ...fill, items }) }]
  })
  const entries = new Map(taken.entries).set('steps', { ...steps, entries: new Map(kept) })
  return { ...taken, entries }
}
