import { createHash } from 'node:crypto'
import { mergedPack } from '#kernel/packs/compare/merged.ts'
import { loadKept } from '#kernel/packs/kept.ts'
import type { KeptPack } from '#kernel/packs/kept.ts'
import { loadPack } from '#kernel/packs/load.ts'
import type { PackFault, SourceFile } from '#kernel/packs/source.ts'
import type { MapTree } from '#kernel/packs/tree.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { PackTexts } from './folder.ts'
import { readYaml } from './yaml.ts'

/** A pack as it was at a moment, addressed by its content: what an organisation has in force. */
export interface PackEdition {
  readonly pack: Pack
  /**
   * SHA-256 in hex over the values of its files. Comments and layout do not count, nor do the
   * golden cases: they test a policy and are not part of it.
   */
  readonly hash: string
  /** The files of the pack and of the packs that it extends: enough to load it again. */
  readonly texts: PackTexts
}

export type LoadedEdition =
  | { readonly edition: PackEdition; readonly faults: readonly [] }
  | { readonly edition?: undefined; readonly faults: readonly PackFault[] }

/** Loads a pack from the texts of its files and of all that it extends; `read` parses one file. */
export function loadEdition(id: string, texts: PackTexts, read = readYaml): LoadedEdition {
  const sources = filesOf(texts, read)
  const loaded = loadPack(id, sources)
  if (loaded.pack === undefined) return { faults: loaded.faults }
  const packIds = new Set([id, ...loaded.pack.extends])
  const ownTexts = new Map([...texts].filter(([path]) => packIds.has(path.split('/')[0] ?? '')))
  return {
    edition: { pack: loaded.pack, hash: hashOf(sources, packIds), texts: ownTexts },
    faults: [],
  }
}

/** Loads a stored edition by the rules of the language under which it was adopted. Never throws. */
export function loadKeptEdition(
  id: string,
  texts: PackTexts,
  language: number,
  read = readYaml,
): KeptPack {
  return loadKept(id, filesOf(texts, read), language)
}

/** A pack after merging with all that it extends; undefined where there is no such pack. */
export function mergedEdition(id: string, texts: PackTexts, read = readYaml): MapTree | undefined {
  return mergedPack(id, filesOf(texts, read))
}

/**
 * The texts of a stored edition by path, from the JSON column `sources`. What is not a text is left
 * out: an edition is read as far as it can be.
 */
export function storedTexts(sources: unknown): PackTexts {
  return new Map(
    Object.entries(sources ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )
}

function filesOf(
  texts: PackTexts,
  read: typeof readYaml,
): ReadonlyMap<string, readonly SourceFile[]> {
  const sources = new Map<string, SourceFile[]>()
  for (const [path, text] of texts) {
    const pack = path.split('/')[0] ?? ''
    const files = sources.get(pack) ?? []
    files.push(read(path, text))
    sources.set(pack, files)
  }
  return sources
}

function hashOf(
  sources: ReadonlyMap<string, readonly SourceFile[]>,
  packIds: ReadonlySet<string>,
): string {
  const policy = [...sources]
    .filter(([id]) => packIds.has(id))
    .flatMap(([, files]) => files)
    .filter((file) => file.path.split('/')[1] !== 'cases')
  const files = policy.sort((a, b) => (a.path < b.path ? -1 : 1))
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${JSON.stringify(file.path)}:${canonical(file.value)}\n`)
  return hash.digest('hex')
}

/**
 * The value as text, without comments and layout. The order of keys counts: steps and fields are
 * shown in it.
 */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, child]) => `${JSON.stringify(key)}:${canonical(child)}`)
      .join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}
