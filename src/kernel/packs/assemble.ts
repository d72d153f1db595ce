import type { Cause } from './fold.ts'
import type { FaultCollector } from './faults.ts'
import { fileKindOf, fileKinds, isFolder } from './schema/files.ts'
import type { FileKind, FileKindName } from './schema/files.ts'
import type { PackSources, SourceOrigin, SourceFile } from './source.ts'
import { suggest } from './suggest.ts'
import { hasHead } from './library/head.ts'
import { withItemParts } from './library/itemParts.ts'
import { takeAll, waysTo } from './library/take.ts'
import type { Taken } from './library/take.ts'
import { child, entriesOf, flagOf, buildTree, itemsOf, overlay, prune, textOf } from './tree.ts'
import type { MapTree, Tree } from './tree.ts'

/** The files of a pack and of all that it extends, laid over each other. */
export interface AssembledPack {
  readonly id: string
  readonly shared: boolean
  /** Ids of the packs taken over, the deepest first; without the pack itself. */
  readonly extends: readonly string[]
  readonly manifest: Tree
  /** Single files by kind. */
  readonly files: ReadonlyMap<FileKindName, Tree>
  readonly registers: ReadonlyMap<string, Tree>
  readonly procedures: ReadonlyMap<string, Tree>
  readonly checklists: ReadonlyMap<string, Tree>
  readonly documents: ReadonlyMap<string, Tree>
  /** The sections in which procedures are shown: those of the packs taken over, then its own. */
  readonly groups: readonly string[]
  /** The sections of registers, in the same order. */
  readonly registerGroups: readonly string[]
  /** Mechanisms that others take with values, by path: `procedures/take-out`. */
  readonly library: ReadonlyMap<string, Tree>
  /** What the pack takes from the library, as it is written, and as it was taken. */
  readonly takings: readonly Tree[]
  readonly taken: readonly Taken[]
  /** Files that are lists, in order. */
  readonly provisions: readonly Tree[]
  readonly cases: readonly Tree[]
  /** What could not be read, so that what hangs together with it cannot be judged. */
  readonly causes: readonly Cause[]
}

/** Collects the files of a pack; undefined where there is no such pack or its manifest. */
export function assemble(
  id: string,
  sources: PackSources,
  faults: FaultCollector,
): AssembledPack | undefined {
  const own = sources.get(id)
  const manifestFile = own?.find((file) => file.path === `${id}/pack.yaml`)
  const misnamed = own?.find((file) => /^[^/]+\/pack\.ya?ml$/i.test(file.path))
  if (manifestFile === undefined && misnamed !== undefined) {
    addExtension(misnamed, faults)
    return undefined
  }
  if (own === undefined || manifestFile === undefined) {
    faults.addAt('missing-pack-file', `${id}/pack.yaml`, { line: 1, column: 1 }, { pack: id })
    return undefined
  }
  const chain: string[] = []
  const causes: Cause[] = []
  resolveExtends(id, sources, { ancestors: [], chain, causes, faults })
  let root: Tree = emptyRoot(manifestFile)
  const library = new Map<string, Tree>()
  const takings: Tree[] = []
  const taken: Taken[] = []
  const libraries = new Libraries(sources, faults)
  const lists = { provisions: [] as Tree[], cases: [] as Tree[] }
  const groups = new Set<string>()
  const registerGroups = new Set<string>()
  for (const packId of chain) {
    const layer = readLayer(packId, sources.get(packId) ?? [], faults)
    causes.push(...layer.causes)
    root = applyDrops(root, layer.manifest, faults)
    root = overlay(
      takeAll(
        root,
        layer.takings,
        (from) => libraries.root(from),
        faults,
        (each) => taken.push(each),
      ),
      layer.root,
    )
    takings.push(...layer.takings)
    for (const [path, tree] of layer.library) library.set(path, tree)
    lists.provisions.push(...layer.provisions)
    for (const group of itemsOf(child(layer.manifest, 'groups'))) groups.add(textOf(group) ?? '')
    for (const group of itemsOf(child(layer.manifest, 'registerGroups')))
      registerGroups.add(textOf(group) ?? '')
    if (packId === id) lists.cases.push(...layer.cases)
  }
  for (const english of libraries.english()) {
    const entries = new Map([['english', english]])
    root = overlay({ kind: 'map', at: english.at, entries }, root)
  }
  const manifest = buildTree(manifestFile)
  const files = new Map<FileKindName, Tree>()
  for (const [name, tree] of entriesOf(root))
    if (!isFolder(name)) files.set(name as FileKindName, tree)
  return {
    id,
    shared: flagOf(child(manifest, 'shared')),
    extends: [...new Set([...chain.slice(0, -1), ...libraries.used()])].filter(
      (each) => each !== id,
    ),
    manifest,
    library,
    takings,
    taken,
    files,
    causes,
    ...lists,
    groups: [...groups],
    registerGroups: [...registerGroups],
    registers: new Map(entriesOf(child(root, 'registers'))),
    procedures: new Map(entriesOf(child(root, 'procedures'))),
    checklists: new Map(entriesOf(child(root, 'checklists'))),
    documents: new Map(entriesOf(child(root, 'documents'))),
  }
}

interface Extending {
  readonly ancestors: readonly string[]
  readonly chain: string[]
  readonly causes: Cause[]
  readonly faults: FaultCollector
}

/** Puts the pack behind all that it extends. */
function resolveExtends(
  id: string,
  sources: PackSources,
  { ancestors, chain, causes, faults }: Extending,
  from?: SourceOrigin,
): void {
  if (ancestors.includes(id)) {
    if (from !== undefined)
      faults.add('pack-cycle', from, { chain: [...ancestors, id].join(' → ') })
    return
  }
  if (chain.includes(id)) return
  const file = sources.get(id)?.find((source) => source.path === `${id}/pack.yaml`)
  if (file === undefined) {
    if (from !== undefined) {
      faults.add('unknown-pack', from, { name: id, near: suggest(id, sources.keys()) })
      causes.push({ code: 'unknown-pack', file: from.file.path, kinds: 'all' })
    }
    return
  }
  for (const parent of itemsOf(child(buildTree(file), 'extends'))) {
    const name = textOf(parent)
    if (name !== undefined)
      resolveExtends(
        name,
        sources,
        { ancestors: [...ancestors, id], chain, causes, faults },
        parent.at,
      )
  }
  chain.push(id)
}

/** Reports a file that would be read under another ending: roles.yml. */
function addExtension({ path }: SourceFile, faults: FaultCollector): void {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const wanted = name.replace(/\.ya?ml$/i, '.yaml')
  faults.addAt('file-extension', path, { line: 1, column: 1 }, { name, wanted })
}

/** Reports what the syntax has against a file, and what cannot be judged because of it. */
function addSyntax(
  { path, syntax }: SourceFile,
  kind: FileKindName | undefined,
  faults: FaultCollector,
): Cause[] {
  for (const { code, detail, at } of syntax) {
    if (code === 'file-encoding') faults.addAt(code, path, at, {})
    else if (code === 'yaml-tag') faults.addAt(code, path, at, { tag: detail })
    else faults.addAt('syntax', path, at, { reason: detail })
  }
  const cause = syntax.find((fault) => fault.broken || fault.code === 'file-encoding')
  return cause === undefined ? [] : [causeOf(cause.code ?? 'syntax', path, kind)]
}

function causeOf(code: Cause['code'], file: string, kind: FileKindName | undefined): Cause {
  return { code, file, kinds: kind === 'pack' ? 'all' : kind === undefined ? [] : [kind] }
}

interface PackLayer {
  readonly manifest: Tree | undefined
  readonly root: Tree
  readonly library: ReadonlyMap<string, Tree>
  readonly takings: readonly Tree[]
  readonly provisions: readonly Tree[]
  readonly cases: readonly Tree[]
  readonly causes: readonly Cause[]
}

function readLayer(
  packId: string,
  sources: readonly SourceFile[],
  faults: FaultCollector,
): PackLayer {
  const lists = { provisions: [] as Tree[], cases: [] as Tree[] }
  const files = new Map<string, Tree>()
  const library = new Map<string, Tree>()
  const takings: Tree[] = []
  const treesByKind = {
    registers: new Map<string, Tree>(),
    procedures: new Map<string, Tree>(),
    checklists: new Map<string, Tree>(),
    documents: new Map<string, Tree>(),
  }
  let manifest: Tree | undefined
  const causes: Cause[] = []
  for (const file of [...sources].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = file.path.slice(packId.length + 1)
    const name = fileKindOf(path)
    const known = name === 'elsewhere' ? undefined : name
    causes.push(...addSyntax(file, known, faults))
    if (name === 'elsewhere') continue
    const start = { file, path: [] }
    if (name === undefined) {
      const meant = fileKindOf(path.replace(/\.ya?ml$/i, '.yaml'))
      if (meant === undefined || meant === 'elsewhere')
        faults.add('unknown-file', start, { name: path })
      else {
        addExtension(file, faults)
        causes.push(causeOf('file-extension', file.path, meant))
      }
      continue
    }
    if (file.value === null && file.syntax.length === 0) {
      faults.add('file-empty', start, {})
      causes.push(causeOf('file-empty', file.path, name))
      continue
    }
    const tree = buildTree(file)
    if (name === 'pack') manifest = checkPackId(tree, packId, faults)
    else if (name === 'provisions' || name === 'cases') lists[name].push(tree)
    else if (name === 'library') takings.push(...itemsOf(tree))
    else if (hasHead(tree))
      library.set(path.replace(/\.yaml$/, ''), name === 'checklists' ? withItemParts(tree) : tree)
    else if (isFolder(name)) putById(treesByKind[name], tree, fileKinds[name], path, faults)
    else files.set(name, tree)
  }
  const entries = new Map(files)
  for (const [name, map] of Object.entries(treesByKind)) {
    const first = [...map.values()][0]
    if (first !== undefined) entries.set(name, { kind: 'map', at: first.at, entries: map })
  }
  const at = manifest?.at ?? [...entries.values()][0]?.at ?? lists.provisions[0]?.at
  const root: Tree = { kind: 'map', at: at as SourceOrigin, entries }
  return { manifest, root, library, takings, causes, ...lists }
}

function checkPackId(tree: Tree, folder: string, faults: FaultCollector): Tree {
  const id = child(tree, 'pack')
  const text = textOf(id)
  if (id !== undefined && text !== undefined && text !== folder)
    faults.add('pack-id', id.at, { id: text, folder })
  return tree
}

/** A register or procedure is kept by its id, which is also the file's name. */
function putById(
  into: Map<string, Tree>,
  tree: Tree,
  kind: FileKind,
  path: string,
  faults: FaultCollector,
): void {
  const name = /([^/]+)\.yaml$/.exec(path)?.[1] ?? path
  const id = child(tree, kind.idKey ?? '')
  const text = textOf(id)
  if (id !== undefined && text !== undefined && text !== name)
    faults.add('file-id', id.at, { id: text, file: name })
  into.set(name, tree)
}

/** The packs of the library that are taken from, each laid together once. */
class Libraries {
  private readonly roots = new Map<string, Tree | undefined>()
  private readonly packs = new Set<string>()
  private readonly sources: PackSources
  private readonly faults: FaultCollector

  constructor(sources: PackSources, faults: FaultCollector) {
    this.sources = sources
    this.faults = faults
  }

  /** A pack with all that it extends, and its mechanisms that are taken with values. */
  root(id: string): Tree | undefined {
    if (!this.roots.has(id)) this.roots.set(id, this.lay(id))
    return this.roots.get(id)
  }

  /** The ids of the packs that were taken from, with those that they extend. */
  used(): readonly string[] {
    return [...this.packs]
  }

  /** The English of what was taken. */
  english(): readonly Tree[] {
    return [...this.roots.values()].flatMap((root) => child(root, 'english') ?? [])
  }

  private lay(id: string): Tree | undefined {
    const manifest = this.sources.get(id)?.find((file) => file.path === `${id}/pack.yaml`)
    if (manifest === undefined) return undefined
    const chain: string[] = []
    resolveExtends(id, this.sources, { ancestors: [], chain, causes: [], faults: this.faults })
    let root: Tree = emptyRoot(manifest)
    for (const packId of chain) {
      this.packs.add(packId)
      const layer = readLayer(packId, this.sources.get(packId) ?? [], this.faults)
      root = overlay(root, layer.root)
      for (const [path, tree] of layer.library) {
        const keys = path.split('/')
        root = overlay(
          root,
          keys.reduceRight<Tree>(
            (inner, key) => ({ kind: 'map', at: tree.at, entries: new Map([[key, inner]]) }),
            tree,
          ),
        )
      }
    }
    return root
  }
}

function emptyRoot(file: SourceFile): MapTree {
  return { kind: 'map', at: { file, path: [] }, entries: new Map() }
}

/**
 * Takes out what the extending pack drops: `handling/rules/send-lgwan`, `roles/ciso`,
 * `procedures/visit/fields/place`, `organization/byod`.
 */
function applyDrops(root: Tree, manifest: Tree | undefined, faults: FaultCollector): Tree {
  let tree = root
  for (const item of itemsOf(child(manifest, 'drop'))) {
    const path = textOf(item)
    if (path === undefined) continue
    const keys = path.split('/')
    const pruned = waysTo(keys)
      .map((way) => prune(tree, way))
      .find((each) => each !== undefined)
    if (pruned === undefined) faults.add('drop-missing', item.at, { path })
    else tree = pruned
  }
  return tree
}
