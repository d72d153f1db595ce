import { problem } from '#kernel/problems/index.ts'
import { ProblemError } from '#kernel/problems/problem.ts'
import { loadEdition } from './edition.ts'
import type { LoadedEdition, PackEdition } from './edition.ts'
import { ownPacksFolder, packIds, readPackTexts } from './folder.ts'
import { readYaml } from './yaml.ts'

/** The packs of a folder. What was loaded is kept until `forget`. */
export class PackLibrary {
  readonly folder: string
  private readonly loaded = new Map<string, Promise<LoadedEdition>>()

  constructor(folder: string = ownPacksFolder) {
    this.folder = folder
  }

  ids(): Promise<string[]> {
    return packIds(this.folder)
  }

  /** A pack with its faults, if it has any. */
  load(id: string): Promise<LoadedEdition> {
    const known = this.loaded.get(id)
    if (known !== undefined) return known
    const loading = this.read(id)
    this.loaded.set(id, loading)
    loading.catch(() => this.loaded.delete(id))
    return loading
  }

  /** A pack without faults; refuses with every fault otherwise. */
  async edition(id: string): Promise<PackEdition> {
    const ids = await this.ids()
    if (!ids.includes(id)) throw new ProblemError(problem('pack-missing', { id, known: ids }))
    const { edition, faults } = await this.load(id)
    if (edition !== undefined) return edition
    const placed = faults.map((fault) => ({
      at: `${fault.file}:${fault.line}:${fault.column}`,
      detail: fault.detail,
    }))
    throw new ProblemError(problem('pack-faulty', { id, count: faults.length }, { faults: placed }))
  }

  /** Reads the files again at the next loading. */
  forget(id?: string): void {
    if (id === undefined) this.loaded.clear()
    else this.loaded.delete(id)
  }

  private async read(id: string): Promise<LoadedEdition> {
    const texts = new Map<string, string>()
    const waiting = [id]
    const seen = new Set<string>()
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      for (const [path, text] of await readPackTexts(this.folder, next)) texts.set(path, text)
      waiting.push(...parentsOf(next, texts.get(`${next}/pack.yaml`)))
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
