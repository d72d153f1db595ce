import type { FaultCollector } from '../faults.ts'
import { mapAt, scalarAt, without } from '../short/build.ts'
import type { SourceOrigin } from '../source.ts'
import { isFolder } from '../schema/files.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, overlay, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { checkWords } from './check.ts'
import { fitsParameter, readHead, titleOfType } from './head.ts'
import type { LibraryHead } from './head.ts'
import { fillIn, instantiate, openNames, withoutLostFields, wordsOf } from './instantiate.ts'
import type { Given } from './instantiate.ts'

/** A mechanism that a pack has from the library, with the values that hold there. */
export interface Taken {
  /** Where it stands in the pack: `procedures/take-out`. */
  readonly path: string
  /** As it was taken. */
  readonly tree: Tree
  readonly head: LibraryHead
  /** What is given for parameters and parts, also by default. */
  readonly given: Given
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
    for (const { founds, file } of byFile(pathsOf(taking), libraryOf, faults)) {
      const head = headOf(file, founds)
      const given = readGiven(taking, founds, file, faults)
      const change = changeOf(taking, head, given, faults)
      for (const { path, tree, keys: from } of founds) {
        const taken = takeOne(taking, path, tree, given)
        const changed =
          change === undefined || taken === undefined ? taken : changedBy(change, taken, faults)
        const id = textOf(child(taking, 'as'))
        const keys = id === undefined ? from : [...from.slice(0, -1), id]
        if (changed !== undefined) whole = put(whole, keys, named(changed, from, keys))
        if (head.parameters.size > 0)
          noteTaken({ path: keys.join('/'), tree: changed ?? tree, head, given })
      }
    }
  return whole
}

/** What a line of library.yaml takes: the paths, or of what stands below them only what is named. */
export function pathsOf(taking: Tree): readonly Tree[] {
  const paths = itemsOf(child(taking, 'take'))
  const only = child(taking, 'only')
  if (only === undefined) return paths
  return paths.flatMap((path) =>
    itemsOf(only).map((name) => scalarAt(name.at, `${textOf(path) ?? ''}/${textOf(name) ?? ''}`)),
  )
}

interface Found {
  readonly path: Tree
  readonly tree: Tree
  readonly keys: readonly string[]
  /** The file that it stands in, whose head says what it leaves open. */
  readonly file: Tree
}

/** What the paths name, by the file that it stands in. */
function byFile(
  paths: readonly Tree[],
  libraryOf: LibraryRoot,
  faults: FaultCollector,
): readonly { readonly founds: readonly Found[]; readonly file: Tree }[] {
  const files = new Map<Tree, Found[]>()
  for (const path of paths) {
    const found = find(path, libraryOf, faults)
    if (found !== undefined) files.set(found.file, [...(files.get(found.file) ?? []), found])
  }
  return [...files].map(([file, founds]) => ({ file, founds }))
}

/**
 * Where in a pack what a path names may stand: `roles/ciso` is in the file of that name under the
 * key of that name, `organization/byod` in the file of the choices.
 */
export function waysTo(keys: readonly string[]): readonly (readonly string[])[] {
  const [kind = '', ...rest] = keys
  const isChoice = kind === 'organization' || kind === 'choices'
  return [keys, [kind, ...keys], ...(isChoice ? [['choices', 'organization', ...rest]] : [])]
}

/** A mechanism of the library by its path: `municipal/procedures/take-out`, `municipal/roles/ciso`. */
function find(path: Tree, libraryOf: LibraryRoot, faults: FaultCollector): Found | undefined {
  const text = textOf(path) ?? ''
  const [pack = '', ...keys] = text.split('/')
  const library = libraryOf(pack)
  if (library === undefined) {
    faults.add('unknown-pack', path.at, { name: pack })
    return undefined
  }
  const [kind = ''] = keys
  for (const whole of waysTo(keys)) {
    const tree = child(library, ...whole)
    const file = child(library, ...whole.slice(0, isFolder(kind) ? 2 : 1))
    if (tree !== undefined && file !== undefined && keys.length > 0)
      return { path, tree, keys: whole, file }
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

/** Values and provisions for what the head of the file leaves open in what is taken of it. */
function readGiven(
  taking: Tree,
  founds: readonly Found[],
  file: Tree,
  faults: FaultCollector,
): ReadonlyMap<string, Tree> {
  const head = headOf(file, founds)
  const given = new Map<string, Tree>()
  const path = founds[0]?.path ?? taking
  readValues(taking, path, head, given, faults)
  for (const name of head.parameters.keys())
    checkWords(child(taking, 'with', name), wordsOf(file, name), faults)
  readParts(child(taking, 'carries'), path, head, given, faults)
  return given
}

/** Of a part of a file, only what the part reads can be said. */
function headOf(file: Tree, founds: readonly Found[]): LibraryHead {
  const head = readHead(file)
  if (founds.some(({ tree }) => tree === file)) return head
  const open = new Set(founds.flatMap(({ tree }) => [...openNames(tree).keys()]))
  const read = <T>(names: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...names].filter(([name]) => open.has(name)))
  return { ...head, parameters: read(head.parameters), parts: read(head.parts) }
}

function takeOne(
  taking: Tree,
  path: Tree,
  library: Tree,
  given: ReadonlyMap<string, Tree>,
): Tree | undefined {
  const taken = instantiate(library, given, path.at)
  if (taken?.kind !== 'map') return taken
  const whole = withoutLostFields(taken, library)
  const carries = child(taking, 'carries')
  const own = carries === undefined || carries.kind === 'map' ? undefined : carries
  return own === undefined
    ? whole
    : { ...whole, entries: new Map(whole.entries).set('carries', own) }
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

/** A mechanism as a pack changes it. A step that is added may say behind which one it stands. */
function changedBy(change: Tree, taken: Tree, faults: FaultCollector): Tree {
  const whole = overlay(taken, change)
  const steps = child(whole, 'steps')
  if (whole.kind !== 'map' || steps?.kind !== 'map') return whole
  const order = entriesOf(child(taken, 'steps')).map(([id]) => id)
  for (const [id, step] of entriesOf(child(change, 'steps'))) {
    const behind = child(step, 'behind')
    const place = order.indexOf(textOf(behind) ?? '')
    if (behind !== undefined && place < 0)
      faults.add('unknown-step', behind.at, {
        name: textOf(behind) ?? '',
        near: suggest(textOf(behind) ?? '', order),
      })
    if (!order.includes(id)) order.splice(place < 0 ? order.length : place + 1, 0, id)
  }
  const entries = order.flatMap((id): readonly [string, Tree][] => {
    const step = steps.entries.get(id)
    if (step === undefined) return []
    return [[id, step.kind === 'map' ? without(step, ['behind']) : step]]
  })
  return {
    ...whole,
    entries: new Map(whole.entries).set('steps', { ...steps, entries: new Map(entries) }),
  }
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
  const key = { procedures: 'procedure', registers: 'register', checklists: 'checklist' }[
    from[0] ?? ''
  ]
  const id = to.at(-1) ?? ''
  if (key === undefined || from.length !== 2 || tree.kind !== 'map') return tree
  const entries = new Map<string, Tree>([[key, { kind: 'scalar', at: tree.at, value: id }]])
  for (const [name, value] of tree.entries) if (name !== key) entries.set(name, value)
  return { ...tree, entries } satisfies MapTree
}
