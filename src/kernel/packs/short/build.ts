import type { SourceOrigin } from '../source.ts'
import type { MapTree, Tree } from '../tree.ts'

/** A map that stands where something shorter was written; what is undefined is left out. */
export function mapAt(
  at: SourceOrigin,
  entries: Readonly<Record<string, Tree | undefined>>,
): MapTree {
  const given = Object.entries(entries).flatMap(([key, tree]) =>
    tree === undefined ? [] : [[key, tree] as const],
  )
  return { kind: 'map', at, entries: new Map(given) }
}

/** A map that leads somewhere: under `then`. */
export function leading(tree: MapTree, to: Tree | undefined): MapTree {
  return to === undefined ? tree : { ...tree, entries: new Map(tree.entries).set('then', to) }
}

/** A scalar that stands where something shorter was written. */
export function scalarAt(at: SourceOrigin, value: string | boolean): Tree {
  return { kind: 'scalar', at, value }
}

/** A list that stands where something shorter was written. */
export function listAt(at: SourceOrigin, items: readonly Tree[]): Tree {
  return { kind: 'list', at, items }
}

/** The map without some of its keys. */
export function without(tree: MapTree, keys: readonly string[]): MapTree {
  const entries = new Map([...tree.entries].filter(([key]) => !keys.includes(key)))
  return { ...tree, entries }
}
