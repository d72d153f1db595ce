import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Pack } from '#kernel/packs/types.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import type { Services } from '#platform/services.ts'

/** The packs that were read, and what their files looked like then. */
interface Kept {
  readonly signature: string
  readonly packs: Promise<readonly Pack[]>
}
const keptByServices = new WeakMap<Services, Kept>()

/**
 * The packs that an organisation can be founded with. They are read once, however many ask, and
 * again only where their files have changed.
 */
export async function usablePacks(services: Services): Promise<readonly Pack[]> {
  const library = new PackLibrary(services.settings.packsFolders)
  const signature = await signatureOf(library)
  const kept = keptByServices.get(services)
  if (kept?.signature === signature) return kept.packs
  const packs = readAll(library)
  keptByServices.set(services, { signature, packs })
  packs.catch(() => keptByServices.delete(services))
  return packs
}

/** One after the other, so that other requests have their turn in between. */
async function readAll(library: PackLibrary): Promise<Pack[]> {
  const packs: Pack[] = []
  for (const id of await library.ids()) {
    const { edition } = await library.load(id)
    if (edition && !edition.pack.shared) packs.push(edition.pack)
    await turn()
  }
  return packs
}

/** Changes whenever a file of a pack does. */
async function signatureOf({ folders }: PackLibrary): Promise<string> {
  const parts: string[] = []
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    for (const name of names.filter((file) => /\.ya?ml$/i.test(file)).toSorted()) {
      const found = await stat(join(folder, name)).catch(() => undefined)
      if (found) parts.push(`${folder}/${name} ${found.mtimeMs} ${found.size}`)
    }
  }
  return parts.join('\n')
}
