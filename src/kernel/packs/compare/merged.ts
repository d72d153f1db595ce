import { assemble } from '../assemble.ts'
import { FaultCollector } from '../faults.ts'
import { expandPack } from '../short/index.ts'
import type { FileKindName } from '../schema/files.ts'
import type { PackSources } from '../source.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { takenTree } from './takings.ts'

/**
 * A pack as it is after merging with all that it extends and takes, its short words written out, by file: `pack`, `library` (what it decides of what it takes), `provisions` (by ref),
 * `roles`, `handling`, `registers`, `procedures`, `checklists`, `documents` and `rounds` (by id), `choices`, and so on. Golden cases are left out:
 * they test a policy and are not part of it. Undefined where there is no such pack.
 */
export function mergedPack(id: string, sources: PackSources): MapTree | undefined {
  const written = assemble(id, sources, new FaultCollector())
  if (written === undefined) return undefined
  const assembled = expandPack(written, new FaultCollector())
  const entries = new Map<string, Tree>([['pack', assembled.manifest]])
  const { at } = assembled.manifest
  const map = (children: ReadonlyMap<string, Tree>): MapTree => ({
    kind: 'map',
    at,
    entries: children,
  })
  entries.set('library', takenTree(at, assembled.taken))
  entries.set('provisions', map(provisionsByRef(assembled.provisions)))
  for (const [kind, tree] of assembled.files)
    if (kind !== 'pack' && kind !== 'organization') entries.set(kind, partsOf(kind, tree))
  entries.set('registers', map(assembled.registers))
  entries.set('procedures', map(assembled.procedures))
  entries.set('checklists', map(assembled.checklists))
  entries.set('documents', map(assembled.documents))
  return { kind: 'map', at, entries }
}

/** Rounds, courses and choices by their names: their files hold nothing else. */
function partsOf(kind: FileKindName, tree: Tree): Tree {
  if (kind === 'rounds' || kind === 'courses') return child(tree, kind) ?? tree
  return kind === 'choices' ? (child(tree, 'organization') ?? tree) : tree
}

/** Headings and provisions by their numbers; a heading's is preceded by 「見出し 」. */
function provisionsByRef(files: readonly Tree[]): ReadonlyMap<string, Tree> {
  const byRef = new Map<string, Tree>()
  for (const file of files)
    for (const item of itemsOf(file)) {
      const heading = textOf(child(item, 'heading'))
      const ref = textOf(child(item, 'ref'))
      const key = heading === undefined ? ref : `見出し ${heading}`
      if (key !== undefined) byRef.set(key, item)
    }
  return byRef
}

/**
 * The value at a path with slashes (`procedures/take-out/steps/approve`), or the longest beginning
 * of the path that exists with the keys that go on from there.
 */
export function findInPack(
  pack: Tree,
  path: string,
):
  | { readonly tree: Tree }
  | { readonly tree?: undefined; readonly reached: string; readonly keys: readonly string[] } {
  let tree = pack
  const reached: string[] = []
  let rest = path.split('/').filter((key) => key !== '')
  while (rest.length > 0) {
    // A ref or an id of a level may hold a slash itself: the longest key that exists is taken.
    const length = [...rest.keys()]
      .map((index) => rest.length - index)
      .find((count) => child(tree, rest.slice(0, count).join('/')) !== undefined)
    const next = length === undefined ? undefined : child(tree, rest.slice(0, length).join('/'))
    if (length === undefined || next === undefined)
      return { reached: reached.join('/'), keys: entriesOf(tree).map(([key]) => key) }
    reached.push(...rest.slice(0, length))
    rest = rest.slice(length)
    tree = next
  }
  return { tree }
}
