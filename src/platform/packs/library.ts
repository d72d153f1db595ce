import { problem } from '#kernel/problems/index.ts'
import { ProblemError } from '#kernel/problems/problem.ts'
import { loadEdition } from './edition.ts'
import type { LoadedEdition, PackEdition } from './edition.ts'
import { bundledPacksFolder, packIds, readPackTexts } from './folder.ts'
import { readYaml } from './yaml.ts'

/** The packs of a folder. A loaded pack is cached until `forget`. */
export class PackLibrary {
  readonly folder: string
  private readonly cache = new Map<string, Promise<LoadedEdition>>()

  constructor(folder: string = bundledPacksFolder) {
    this.folder = folder
  }

  ids(): Promise<string[]> {
    return packIds(this.folder)
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
    const faultsWithPlace = faults.map((fault) => ({
      at: `${fault.file}:${fault.line}:${fault.column}`,
      detail: fault.detail,
    }))
    throw new ProblemError(
      problem('pack-faulty', { id, count: faults.length }, { faults: faultsWithPlace }),
    )
  }

  /** Clears the cache of one pack or of all. */
  forget(id?: string): void {
    if (id === undefined) this.cache.clear()
    else this.cache.delete(id)
  }

  private async read(id: string): Promise<LoadedEdition> {
    const texts = new Map<string, string>()
    const pending = [id]
    const seen = new Set<string>()
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      for (const [path, text] of await readPackTexts(this.folder, next)) texts.set(path, text)
      pending.push(...parentsOf(next, texts.get(`${next}/pack.yaml`)))
    }
    return loadEdition(id, texts)
  }
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
