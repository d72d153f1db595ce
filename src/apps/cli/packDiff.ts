import { basename, dirname, resolve } from 'node:path'
import { existsSync } from 'node:fs'
import { comparePacks, sayDecision } from '#kernel/packs/compare/compare.ts'
import type { PackChange } from '#kernel/packs/compare/compare.ts'
import { areaTitles, keyTitle } from '#kernel/packs/compare/labels.ts'
import type { MapTree } from '#kernel/packs/tree.ts'
import { refuse } from '#kernel/problems/index.ts'
import { mergedEdition } from '#platform/packs/edition.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import type { PackOptions, Print } from './packOptions.ts'

/**
 * Prints what the second pack says otherwise than the first; each is an id or the folder of a pack.
 * Returns 0 also where they differ.
 */
export async function diffCommand(
  library: PackLibrary,
  [before, after]: readonly [string, string],
  options: Pick<PackOptions, 'json'>,
  print: Print,
): Promise<number> {
  const changes = comparePacks(await mergedOf(library, before), await mergedOf(library, after))
  if (options.json) {
    print(JSON.stringify({ before, after, changes }))
    return 0
  }
  let area: string | undefined
  for (const change of changes) {
    if (change.area !== area) print(`■ ${areaTitles[change.area].ja}`)
    area = change.area
    print(`  ${lineOf(change)}`)
  }
  print(changes.length === 0 ? '違いはありません。' : `${changes.length}か所が変わります。`)
  return 0
}

const signs = { added: '＋', removed: '－', changed: '・', moved: '・' } as const

function lineOf(whole: PackChange): string {
  const { change, subject, keys, before, after } = whole
  const decision = sayDecision(whole)
  if (decision !== undefined) return `・ ${decision}`
  const what = [...subject, ...keys.map((key) => keyTitle(key, whole.area).ja)].join(' › ')
  if (change === 'moved') return `・ ${what}：順番（${before} → ${after}）`
  const values =
    change === 'added'
      ? `：${after}`
      : change === 'removed'
        ? `：${before}`
        : `：${before} → ${after}`
  return `${signs[change]} ${what}${values}`
}

async function mergedOf(library: PackLibrary, name: string): Promise<MapTree> {
  const folder = resolve(name)
  const isFolder = existsSync(resolve(folder, 'pack.yaml'))
  const source = isFolder ? new PackLibrary([dirname(folder), ...library.folders]) : library
  const id = isFolder ? basename(folder) : name
  const merged = mergedEdition(id, await source.texts(id))
  if (merged === undefined) refuse('pack-missing', { id: name, known: await library.ids() })
  return merged
}
