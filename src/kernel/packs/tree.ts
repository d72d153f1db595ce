import type { Path, SourceOrigin, SourceFile } from './source.ts'

/**
 * A value of a pack with its origin. Files of several packs are laid over each other as trees, so
 * that every fault still finds its line.
 */
export type Tree = MapTree | ListTree | ScalarTree

export interface MapTree {
  readonly kind: 'map'
  readonly at: SourceOrigin
  readonly entries: ReadonlyMap<string, Tree>
}
interface ListTree {
  readonly kind: 'list'
  readonly at: SourceOrigin
  readonly items: readonly Tree[]
}
interface ScalarTree {
  readonly kind: 'scalar'
  readonly at: SourceOrigin
  readonly value: string | number | boolean | null
}

/** The tree of a file. A null value is a flag that is on. */
export function buildTree(file: SourceFile, value: unknown = file.value, path: Path = []): Tree {
  const at = { file, path }
  if (Array.isArray(value))
    return {
      kind: 'list',
      at,
      items: value.map((item, index) => buildTree(file, item, [...path, index])),
    }
  if (value !== null && typeof value === 'object') {
    const entries = new Map<string, Tree>()
    for (const [key, child] of Object.entries(value))
      entries.set(key, buildTree(file, child, [...path, key]))
    return { kind: 'map', at, entries }
  }
  if (value === null || value === undefined)
    return { kind: 'scalar', at, value: path.length === 0 ? null : true }
  return {
    kind: 'scalar',
    at,
    value:
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : String(value),
  }
}

/**
 * Lays one tree over another: maps key by key, everything else is replaced. A merged map keeps the
 * lower place, each value its own.
 */
export function overlay(under: Tree | undefined, over: Tree): Tree {
  if (under?.kind !== 'map' || over.kind !== 'map') return over
  const entries = new Map(under.entries)
  for (const [key, child] of over.entries) entries.set(key, overlay(entries.get(key), child))
  return { kind: 'map', at: over.at, entries }
}

/** The tree without the value at the path; undefined where there is no such value. */
export function prune(tree: Tree | undefined, path: readonly string[]): Tree | undefined {
  const [key, ...rest] = path
  if (tree?.kind !== 'map' || key === undefined) return undefined
  const child = tree.entries.get(key)
  if (child === undefined) return undefined
  const entries = new Map(tree.entries)
  if (rest.length === 0) entries.delete(key)
  else {
    const pruned = prune(child, rest)
    if (pruned === undefined) return undefined
    entries.set(key, pruned)
  }
  return { ...tree, entries }
}

/** The value without its places. */
export function toPlain(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value
  if (tree.kind === 'list') return tree.items.map(toPlain)
  const value: Record<string, unknown> = {}
  for (const [key, child] of tree.entries)
    Object.defineProperty(value, key, {
      value: toPlain(child),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  return value
}

/** The value under a key, if the tree is a map that has it. */
export function child(
  tree: Tree | undefined,
  ...path: readonly (string | number)[]
): Tree | undefined {
  let at = tree
  for (const key of path) {
    if (at?.kind === 'map') at = at.entries.get(String(key))
    else if (at?.kind === 'list') at = at.items[Number(key)]
    else return undefined
  }
  return at
}

/** The entries of a map; none where it is something else. */
export function entriesOf(tree: Tree | undefined): (readonly [string, Tree])[] {
  return tree?.kind === 'map' ? [...tree.entries] : []
}

/** The items of a list; one value alone counts as a list of one. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  if (tree === undefined) return []
  return tree.kind === 'list' ? tree.items : [tree]
}

/** A scalar as text; undefined for maps, lists and flags. */
export function textOf(tree: Tree | undefined): string | undefined {
  if (tree?.kind !== 'scalar' || typeof tree.value === 'boolean' || tree.value === null)
    return undefined
  return String(tree.value)
}

/** A number, undefined where it is none. */
export function numberOf(tree: Tree | undefined): number | undefined {
  return tree?.kind === 'scalar' && typeof tree.value === 'number' ? tree.value : undefined
}

/** True where a flag is on. */
export function flagOf(tree: Tree | undefined, otherwise = false): boolean {
  return tree?.kind === 'scalar' && typeof tree.value === 'boolean' ? tree.value : otherwise
}
