import type { AssembledPack } from '../assemble.ts'
import type { FaultCollector } from '../faults.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { listAt, scalarAt, without } from './build.ts'

/**
 * A pack with what it says of provisions in short written out: `carries: { from, to, count }` is
 * every provision from one to the other, and `carriedBy` names the fields that carry each provision.
 */
export function expandRefs(pack: AssembledPack, faults: FaultCollector): AssembledPack {
  const order = pack.provisions
    .flatMap((file) => itemsOf(file))
    .flatMap((item) => textOf(child(item, 'ref')) ?? [])
  const written = (tree: Tree): Tree => withRanges(tree, order, faults)
  const each = <Key extends string>(
    trees: ReadonlyMap<Key, Tree>,
    change: (tree: Tree) => Tree,
  ): ReadonlyMap<Key, Tree> => new Map([...trees].map(([id, tree]) => [id, change(tree)] as const))
  return {
    ...pack,
    files: each(pack.files, written),
    registers: each(pack.registers, (tree) => withCarriers(written(tree), faults)),
    procedures: each(pack.procedures, (tree) => withCarriers(written(tree), faults)),
    checklists: each(pack.checklists, written),
    documents: each(pack.documents, written),
  }
}

function withRanges(tree: Tree, order: readonly string[], faults: FaultCollector): Tree {
  if (tree.kind === 'scalar') return tree
  if (tree.kind === 'list')
    return { ...tree, items: tree.items.map((item) => withRanges(item, order, faults)) }
  const entries = [...tree.entries].map(([key, value]): [string, Tree] => [
    key,
    key === 'carries' && itemsOf(value).some((item) => item.kind === 'map')
      ? listAt(
          value.at,
          itemsOf(value).flatMap((item) => rangeOf(item, order, faults)),
        )
      : withRanges(value, order, faults),
  ])
  return { ...tree, entries: new Map(entries) }
}

/**
 * The provisions of a range, in the order of the document; how many they are is written, so that
 * none slips in.
 */
function rangeOf(item: Tree, order: readonly string[], faults: FaultCollector): readonly Tree[] {
  if (item.kind !== 'map') return [item]
  const ends = [child(item, 'from'), child(item, 'to')].filter((end) => end !== undefined)
  const [from = -1, to = -1] = ends.map((end) => order.indexOf(textOf(end) ?? ''))
  if (from < 0 || to < 0) return ends
  const range = order.slice(from, to + 1)
  if (range.length !== numberOf(child(item, 'count')))
    faults.add('range-count', item.at, { count: range.length })
  return range.map((ref) => scalarAt(item.at, ref))
}

/** A form whose fields carry what `carriedBy` says of them. */
function withCarriers(tree: Tree, faults: FaultCollector): Tree {
  const carriedBy = child(tree, 'carriedBy')
  if (tree.kind !== 'map' || carriedBy === undefined) return tree
  const whole = without(tree, ['carriedBy'])
  const written = child(tree, 'fields')
  const fields = new Map(entriesOf(written))
  for (const [ref, ids] of entriesOf(carriedBy))
    for (const id of itemsOf(ids)) {
      const name = textOf(id) ?? ''
      const field = fields.get(name)
      if (field?.kind === 'map') fields.set(name, carrying(field, scalarAt(id.at, ref)))
      else faults.add('unknown-field', id.at, { name, near: suggest(name, fields.keys()) })
    }
  if (written === undefined) return whole
  const filled: Tree = { kind: 'map', at: written.at, entries: fields }
  return { ...whole, entries: new Map(whole.entries).set('fields', filled) }
}

function carrying(field: MapTree, ref: Tree): MapTree {
  const own = itemsOf(child(field, 'carries'))
  return { ...field, entries: new Map(field.entries).set('carries', listAt(ref.at, [...own, ref])) }
}
