import { stringify } from 'yaml'
import { findInPack } from '#kernel/packs/compare/merged.ts'
import { suggest } from '#kernel/packs/suggest.ts'
import { toPlain } from '#kernel/packs/tree.ts'
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
  const found = findInPack(merged, path)
  if (found.tree === undefined) {
    const wanted = path.slice(found.reached.length).replace(/^\//, '').split('/')[0] ?? ''
    const near = suggest(wanted, found.keys)
    print(
      `「${path}」はありません。${found.reached === '' ? '' : `「${found.reached}」の中は `}${found.keys.join('、')} です${near === undefined ? '' : `（もしかして「${near}」）`}。`,
    )
    return 1
  }
  const value = toPlain(found.tree)
  print(options.json ? JSON.stringify(value) : stringify(value, { lineWidth: 100 }).trimEnd())
  return 0
}
