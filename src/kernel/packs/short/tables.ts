import type { FaultCollector } from '../faults.ts'
import { child, entriesOf, itemsOf, overlay, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { mapAt, scalarAt, without } from './build.ts'

/** Keys of a table that all its rules have in common. */
const tableKeys = ['when', 'rows'] as const

/**
 * handling.yaml with its tables written out as rules: a row holds where all that it `is` holds and
 * no row above it does, so that nobody writes a rule and its opposite.
 */
export function expandTables(tree: Tree, faults: FaultCollector): Tree {
  const tables = child(tree, 'tables')
  if (tree.kind !== 'map' || tables === undefined) return tree
  const written = child(tree, 'rules')
  const rules = new Map(entriesOf(written))
  for (const [table, content] of entriesOf(tables))
    for (const [id, rule] of rulesOf(table, content)) {
      if (child(rule, 'verdict') === undefined)
        faults.add('missing-key', rule.at, { name: 'verdict' })
      if (rules.has(id)) faults.add('duplicate', rule.at, { what: '規則', name: id })
      rules.set(id, rule)
    }
  const entries = new Map(without(tree, ['tables']).entries)
  entries.set('rules', { kind: 'map', at: written?.at ?? tables.at, entries: rules })
  return { ...tree, entries }
}

function rulesOf(table: string, content: Tree): [string, Tree][] {
  if (content.kind !== 'map') return []
  const common = without(content, tableKeys)
  const always = textOf(child(content, 'when'))
  const above: string[] = []
  return itemsOf(child(content, 'rows')).flatMap((row, index): [string, Tree][] => {
    if (row.kind !== 'map') return []
    const own = conditionOf(row)
    const parts = [always && bracketed(always), own, ...above.map((each) => `!(${each})`)]
    const when = parts.filter((part) => part !== undefined).join(' && ')
    if (own !== undefined) above.push(own)
    const id = textOf(child(row, 'id')) ?? `${table}-${index + 1}`
    const rule = overlay(common, without(row, ['id', 'is', 'when'])) as MapTree
    return [
      [id, when === '' ? rule : overlay(rule, mapAt(row.at, { when: scalarAt(row.at, when) }))],
    ]
  })
}

/** What a row is, and its own condition: both must hold. Undefined of a row for all that is left. */
function conditionOf(row: Tree): string | undefined {
  const is = entriesOf(child(row, 'is')).map(([name, value]) => comparison(name, value))
  const own = textOf(child(row, 'when'))
  const parts = own === undefined ? is : [...is, bracketed(own)]
  return parts.length === 0 ? undefined : parts.join(' && ')
}

/** `method: [shred, burn]`, `class.confidentiality: '>= 2'`, `count: 3`, `urgent: true` */
function comparison(name: string, value: Tree): string {
  if (value.kind === 'list') return `${name} in [${value.items.map(literal).join(', ')}]`
  const text = textOf(value)
  if (text !== undefined && /^(?:[<>]=?|!=)\s*\S/.test(text)) return `${name} ${text}`
  if (value.kind === 'scalar' && typeof value.value === 'boolean')
    return value.value ? name : `!${name}`
  return `${name} == ${literal(value)}`
}

function literal(value: Tree): string {
  const plain = value.kind === 'scalar' ? value.value : ''
  return typeof plain === 'number' ? String(plain) : `'${String(plain)}'`
}

const bracketed = (condition: string): string =>
  condition.includes('||') || condition.includes('?') ? `(${condition})` : condition
