import type { PackFault } from '#kernel/packs/source.ts'
import { fileKindOf } from '#kernel/packs/schema/files.ts'
import { problem } from '#kernel/problems/index.ts'
import { ProblemError } from '#kernel/problems/problem.ts'
import { loadEdition } from './edition.ts'
import type { LoadedEdition, PackEdition } from './edition.ts'
import { bundledPacksFolder, packIds, readPackTexts } from './folder.ts'
import type { PackTexts } from './folder.ts'
import { readYaml } from './yaml.ts'

/**
 * The packs of one or several folders: an organisation's own before those of the program, so that
 * of two packs with one id the own one counts. A loaded pack is cached until `forget`.
 */
export class PackLibrary {
  /** The first folder that has a pack counts. */
  readonly folders: readonly string[]
  private readonly cache = new Map<string, Promise<LoadedEdition>>()

  constructor(folders: string | readonly string[] = bundledPacksFolder) {
    this.folders = typeof folders === 'string' ? [folders] : folders
  }

  /** The ids of all packs, each once, in order. */
  async ids(): Promise<string[]> {
    const found = await Promise.all(this.folders.map(packIds))
    return [...new Set(found.flat())].sort()
  }

  /** A pack with its faults, if it has any. */
  load(id: string): Promise<LoadedEdition> {
    const cached = this.cache.get(id)
    if (cached !== undefined) return cached
    const loading = this.read(id)
    this.cache.set(id, loading)
    loading.catch(() => this.cache.delete(id))
    return loading
  }

  /** A pack without faults; refuses with all faults otherwise. */
  async edition(id: string): Promise<PackEdition> {
    const ids = await this.ids()
    if (!ids.includes(id)) throw new ProblemError(problem('pack-missing', { id, known: ids }))
    const { edition, faults } = await this.load(id)
    if (edition !== undefined) return edition
    throw packFaulty(id, faults)
  }

  /** Clears the cache of one pack or of all. */
  forget(id?: string): void {
    if (id === undefined) this.cache.clear()
    else this.cache.delete(id)
  }

  /**
   * The texts of a pack and of all that it extends. `uploaded` are files that are not in any folder
   * and go before those that are.
   */
  async texts(id: string, uploaded: PackTexts = new Map()): Promise<PackTexts> {
    const texts = new Map<string, string>()
    const pending = [id]
    const seen = new Set<string>()
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      const own = await this.textsOf(next, uploaded)
      for (const [path, text] of own) texts.set(path, text)
      pending.push(...parentsOf(next, texts.get(`${next}/pack.yaml`)), ...takenFrom(own))
    }
    return texts
  }

  private async textsOf(id: string, uploaded: PackTexts): Promise<PackTexts> {
    const own = [...uploaded].filter(([path]) => path.startsWith(`${id}/`))
    if (own.length > 0) return new Map(own)
    for (const folder of this.folders) {
      const texts = await readPackTexts(folder, id)
      if (texts.has(`${id}/pack.yaml`)) return texts
    }
    return new Map()
  }

  private async read(id: string): Promise<LoadedEdition> {
    return loadEdition(id, await this.texts(id))
  }
}

/** The problem of a pack with faults, with all of them in their places. */
export function packFaulty(id: string, faults: readonly PackFault[]): ProblemError {
  return new ProblemError(
    problem(
      'pack-faulty',
      { id, count: faults.length },
      {
        faults: faults.map((fault) => ({
          at: `${fault.file}:${fault.line}:${fault.column}`,
          detail: fault.detail,
        })),
      },
    ),
  )
}

/** The packs of the library that files take from, as far as they can be read. */
function takenFrom(texts: PackTexts): string[] {
  return [...texts]
    .filter(([path]) => fileKindOf(path.slice(path.indexOf('/') + 1)) === 'library')
    .flatMap(([path, text]) => {
      const { value } = readYaml(path, text)
      return Array.isArray(value) ? (value as unknown[]) : []
    })
    .flatMap((item) => {
      const take: unknown = item !== null && typeof item === 'object' && 'take' in item && item.take
      return Array.isArray(take) ? (take as unknown[]) : [take]
    })
    .flatMap((path) => (typeof path === 'string' ? [path.split('/')[0] ?? ''] : []))
}

/** The packs that a manifest extends, as far as it can be read. */
function parentsOf(id: string, manifest: string | undefined): string[] {
  if (manifest === undefined) return []
  const { value } = readYaml(`${id}/pack.yaml`, manifest)
  const parents: unknown =
    value !== null && typeof value === 'object' && 'extends' in value ? value.extends : []
  return (Array.isArray(parents) ? parents : [parents]).filter(
    (parent) => typeof parent === 'string',
  )
}
