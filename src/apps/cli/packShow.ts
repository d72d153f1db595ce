import { Document, isMap, isNode, isSeq } from 'yaml'
import { findInPack } from '#kernel/packs/compare/merged.ts'
import { suggest } from '#kernel/packs/suggest.ts'
import { toPlain } from '#kernel/packs/tree.ts'
import type { Tree } from '#kernel/packs/tree.ts'
import { refuse } from '#kernel/problems/index.ts'
import { mergedEdition } from '#platform/packs/edition.ts'
import type { PackLibrary } from '#platform/packs/library.ts'
import type { PackOptions, Print } from './packOptions.ts'

/**
 * Prints a part of a pack as it is after merging with all that it extends: `procedures/take-out`,
 * or the names of its files where no path is given. Returns 1 where there is no such part.
 */
export async function showCommand(
  library: PackLibrary,
  id: string,
  path: string | undefined,
  options: Pick<PackOptions, 'json'>,
  print: Print,
): Promise<number> {
  const known = await library.ids()
  const merged = known.includes(id) ? mergedEdition(id, await library.texts(id)) : undefined
  if (merged === undefined) refuse('pack-missing', { id, known })
  if (path === undefined) {
    const files = [...merged.entries.keys()]
    print(options.json ? JSON.stringify(files) : files.join('\n'))
    return 0
  }
  const found = findByPath(merged, path)
  if (found.tree === undefined) {
    const wanted = path.slice(found.reached.length).replace(/^\//, '').split('/')[0] ?? ''
    const near = suggest(wanted, found.keys)
    print(
      `「${path}」はありません。${found.reached === '' ? '' : `「${found.reached}」の中は `}${found.keys.join('、')} です${near === undefined ? '' : `（もしかして「${near}」）`}。`,
    )
    return 1
  }
  const value = toPlain(found.tree)
  print(options.json ? JSON.stringify(value) : withOrigins(found.tree))
  return 0
}

/** `roles/ciso` is `ciso` under `roles` of roles.yaml, as in what is taken or dropped. */
function findByPath(pack: Tree, path: string): ReturnType<typeof findInPack> {
  const found = findInPack(pack, path)
  const inner = findInPack(pack, `${path.split('/')[0]}/${path}`)
  return found.tree === undefined && inner.tree !== undefined ? inner : found
}

/** The value as YAML; whatever comes from another file than what it stands in says from where. */
function withOrigins(tree: Tree): string {
  const document = new Document(toPlain(tree))
  document.commentBefore = ` ${originOf(tree)}`
  mark(document.contents, tree, tree.at.file.path)
  return document.toString({ lineWidth: 100 }).trimEnd()
}

function mark(node: unknown, tree: Tree, around: string): void {
  const file = tree.at.file.path
  if (file !== around && isNode(node)) node.commentBefore = ` ${originOf(tree)}`
  if (tree.kind === 'map' && isMap(node))
    for (const [index, [, child]] of [...tree.entries].entries())
      markPair(node.items[index], child, file)
  if (tree.kind === 'list' && isSeq(node))
    for (const [index, item] of tree.items.entries()) mark(node.items[index], item, file)
}

/** Of a pair, the origin stands above its key. */
function markPair(
  pair: { readonly key: unknown; readonly value: unknown } | undefined,
  tree: Tree,
  around: string,
): void {
  if (pair === undefined) return
  const file = tree.at.file.path
  if (file !== around && isNode(pair.key)) pair.key.commentBefore = ` ${originOf(tree)}`
  mark(pair.value, tree, file)
}

function originOf({ at }: Tree): string {
  return `${at.file.path}:${at.file.locate(at.path).line}`
}
