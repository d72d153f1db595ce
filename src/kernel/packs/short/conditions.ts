import { reservedNames } from '../expressions/names.ts'
import type { FaultCollector } from '../faults.ts'
import { child, entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** Keys whose text is a condition, wherever they stand. */
const conditionKeys: ReadonlySet<string> = new Set([
  'when',
  'applies',
  'required',
  'should',
  'must',
  'where',
])

/** Texts in quotes, and words that no dot precedes: only they can be names. */
const tokens = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<![\w.])[a-z][A-Za-z0-9]*(?![\w(])/g

/** The letters of a condition when it is written out. */
const longest = 2000

/** The conditions that a pack has given a name, each as it is written out. */
export type NamedConditions = ReadonlyMap<string, string>

/**
 * conditions.yaml: what a condition is called. One may be said with those above it. Reports a name
 * that a field of the pack or the language has: nobody would know which is meant. Conditions of
 * conditions grow fast; one that is too long is none.
 */
export function readConditions(
  tree: Tree | undefined,
  fieldIds: ReadonlySet<string>,
  faults: FaultCollector,
): NamedConditions {
  const named = new Map<string, string>()
  for (const [name, condition] of entriesOf(tree)) {
    if (fieldIds.has(name) || reservedNames.has(name))
      faults.add('condition-name', condition.at, { name }, { key: true })
    const source = writeOut(textOf(child(condition, 'when')) ?? '', named)
    if (source.length <= longest) named.set(name, source)
    else faults.add('condition-long', condition.at, { name, longest }, { key: true })
  }
  return named
}

/** The tree with the names of conditions written out where conditions stand. */
export function withConditions(tree: Tree, named: NamedConditions): Tree {
  if (named.size === 0) return tree
  const visit = (each: Tree, key?: string): Tree => {
    if (each.kind === 'list') return { ...each, items: each.items.map((item) => visit(item, key)) }
    if (each.kind === 'map') {
      const entries = [...each.entries].map(([name, value]) => [name, visit(value, name)] as const)
      return { ...each, entries: new Map(entries) }
    }
    if (key === undefined || !conditionKeys.has(key) || typeof each.value !== 'string') return each
    return { ...each, value: writeOut(each.value, named) }
  }
  return visit(tree)
}

function writeOut(source: string, named: NamedConditions): string {
  return source.replaceAll(tokens, (token) => {
    const condition = named.get(token)
    return condition === undefined || condition === source ? token : `(${condition})`
  })
}
