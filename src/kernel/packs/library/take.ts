import type { FaultCollector } from '../faults.ts'
import { mapAt } from '../short/build.ts'
import type { SourceOrigin } from '../source.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, overlay, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { fitsParameter, readHead, titleOfType } from './head.ts'
import type { LibraryHead } from './head.ts'
import { fillIn, instantiate, openNames, withoutLostFields } from './instantiate.ts'
import type { Given } from './instantiate.ts'

/** A mechanism that a pack has from the library, with the values that hold there. */
export interface Taken {
  /** Where it stands in the pack: `procedures/take-out`. */
  readonly path: string
  /** As it was taken. */
  readonly tree: Tree
  readonly head: LibraryHead
  /** What is given for parameters and parts, also by default. */
  readonly given: ReadonlyMap<string, Tree>
}

/** The mechanisms of a pack of the library; undefined where there is no such pack. */
export type LibraryRoot = (pack: string) => Tree | undefined

/**
 * Lays what a pack takes from the library over what it has: each mechanism at the path that it has
 * in the library, with the values, provisions and changes of the pack.
 */
export function takeAll(
  root: Tree,
  takings: readonly Tree[],
  libraryOf: LibraryRoot,
  faults: FaultCollector,
  noteTaken: (taken: Taken) => void,
): Tree {
  let whole = root
  for (const taking of takings)
    for (const path of itemsOf(child(taking, 'take'))) {
      const found = find(path, libraryOf, faults)
      if (found === undefined) continue
      const { taken: changed, head, given } = takeOne(taking, path, found.tree, faults)
      const id = textOf(child(taking, 'as'))
      const keys = id === undefined ? found.keys : [...found.keys.slice(0, -1), id]
      if (changed !== undefined) whole = put(whole, keys, named(changed, found.keys, keys))
      if (head.parameters.size > 0)
        noteTaken({ path: keys.join('/'), tree: changed ?? found.tree, head, given })
    }
  return whole
}

/** A mechanism of the library by its path: `municipal/procedures/take-out`, `municipal/roles/ciso`. */
function find(
  path: Tree,
  libraryOf: LibraryRoot,
  faults: FaultCollector,
): { readonly tree: Tree; readonly keys: readonly string[] } | undefined {
  const text = textOf(path) ?? ''
  const [pack = '', ...keys] = text.split('/')
  const library = libraryOf(pack)
  if (library === undefined) {
    faults.add('unknown-pack', path.at, { name: pack })
    return undefined
  }
  const [kind = ''] = keys
  for (const whole of [keys, [kind, ...keys]]) {
    const tree = child(library, ...whole)
    if (tree !== undefined && keys.length > 0) return { tree, keys: whole }
  }
  const beside = child(library, ...keys.slice(0, -1)) ?? child(library, kind, ...keys.slice(0, -1))
  const near = suggest(
    keys.at(-1) ?? '',
    entriesOf(beside).map(([key]) => key),
  )
  faults.add('take-missing', path.at, {
    name: text,
    near: near && [pack, ...keys.slice(0, -1), near].join('/'),
  })
  return undefined
}

function takeOne(
  taking: Tree,
  path: Tree,
  library: Tree,
  faults: FaultCollector,
): {
  readonly taken: Tree | undefined
  readonly head: LibraryHead
  readonly given: ReadonlyMap<string, Tree>
} {
  const head = readHead(library)
  const given = new Map<string, Tree>()
  readValues(taking, path, head, given, faults)
  const carries = child(taking, 'carries')
  readParts(carries, path, head, given, faults)
  const taken = instantiate(library, given, path.at)
  if (taken?.kind !== 'map') return { taken, head, given }
  const whole = withoutLostFields(taken, library)
  const own = carries === undefined || carries.kind === 'map' ? undefined : carries
  const carried =
    own === undefined ? whole : { ...whole, entries: new Map(whole.entries).set('carries', own) }
  const change = changeOf(taking, head, given, faults)
  return { taken: change === undefined ? carried : overlay(carried, change), head, given }
}

/** What the pack says differently; it may read the parameters, too. */
function changeOf(
  taking: Tree,
  { parameters, parts }: LibraryHead,
  given: Given,
  faults: FaultCollector,
): Tree | undefined {
  const change = child(taking, 'change')
  if (change === undefined) return undefined
  for (const [name, at] of openNames(change))
    if (!parameters.has(name) && !parts.has(name))
      faults.add('unknown-parameter', at, { name, near: suggest(name, parameters.keys()) })
  return fillIn(change, given, undefined)
}

/** The values of `with`, and the defaults of what is not given there. */
function readValues(
  taking: Tree,
  path: Tree,
  { parameters }: LibraryHead,
  given: Map<string, Tree>,
  faults: FaultCollector,
): void {
  const values = child(taking, 'with')
  for (const [name, value] of entriesOf(values)) {
    const parameter = parameters.get(name)
    if (parameter === undefined)
      faults.add(
        'unknown-parameter',
        value.at,
        { name, near: suggest(name, parameters.keys()) },
        { key: true },
      )
    else if (!fitsParameter(parameter.type, value))
      faults.add('wrong-parameter', beside(value.at, parameter.at), {
        title: parameter.title,
        wanted: titleOfType(parameter.type),
      })
    else given.set(name, value)
  }
  for (const [name, parameter] of parameters) {
    if (child(values, name) !== undefined) continue
    // The usual value may read what is given, and the usual values that stand before it.
    const usual = parameter.default && fillIn(parameter.default, given, path.at)
    if (usual !== undefined) given.set(name, usual)
    else if (parameter.required)
      faults.add('missing-parameter', beside(path.at, parameter.at), {
        name,
        title: parameter.title,
      })
  }
}

/** The provisions of `carries` by part; a part that must have one is told where it has none. */
function readParts(
  carries: Tree | undefined,
  path: Tree,
  { parts }: LibraryHead,
  given: Map<string, Tree>,
  faults: FaultCollector,
): void {
  const byPart = carries?.kind === 'map' ? carries : undefined
  for (const [name, refs] of entriesOf(byPart)) {
    if (parts.has(name)) given.set(name, refs)
    else
      faults.add(
        'unknown-library-part',
        refs.at,
        { name, near: suggest(name, parts.keys()) },
        { key: true },
      )
  }
  for (const [name, part] of parts)
    if (!given.has(name) && !part.optional)
      faults.add('missing-library-part', beside(path.at, part.at), { name, says: part.says })
}

/** A place in the pack, with the line of the library that it is about. */
function beside(at: SourceOrigin, library: SourceOrigin): SourceOrigin {
  return { ...library, taker: at }
}

function put(root: Tree, keys: readonly string[], tree: Tree): Tree {
  const over = keys.reduceRight<Tree>((inner, key) => mapAt(tree.at, { [key]: inner }), tree)
  return overlay(root, over)
}

/** A mechanism under another id says so in the key that names it. */
function named(tree: Tree, from: readonly string[], to: readonly string[]): Tree {
  const key = { procedures: 'procedure', registers: 'register' }[from[0] ?? '']
  const id = to.at(-1) ?? ''
  if (key === undefined || from.length !== 2 || tree.kind !== 'map') return tree
  const entries = new Map<string, Tree>([[key, { kind: 'scalar', at: tree.at, value: id }]])
  for (const [name, value] of tree.entries) if (name !== key) entries.set(name, value)
  return { ...tree, entries } satisfies MapTree
}
