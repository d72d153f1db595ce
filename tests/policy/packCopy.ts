import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { routes } from '#features/policy/server/routes.ts'
import { packFolder } from '../registers/registerPack.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

/** A world whose packs lie in a folder of their own, where tests change them. */
export interface PackCopy {
  readonly world: World
  readonly folder: string
  /** Changes a file of ひなた町's pack; a change that changes nothing is a mistake of the test. */
  readonly rewrite: (file: string, change: (text: string) => string) => void
  /** Brings the packs back as they were. */
  readonly restore: () => void
  readonly close: () => Promise<void>
}

export async function makePackCopy(): Promise<PackCopy> {
  const { folder, add, remove } = packFolder()
  const world = await makeWorld({ routes, packsFolder: folder })
  return {
    world,
    folder,
    rewrite: (file, change) => {
      const before = readFileSync(join(folder, 'hinata', file), 'utf8')
      const after = change(before)
      if (after === before) throw new Error(`nothing was changed in ${file}`)
      add({ [file]: after })
    },
    restore: () =>
      cpSync(fileURLToPath(new URL('../support/packs', import.meta.url)), folder, {
        recursive: true,
        force: true,
      }),
    close: async () => {
      await world.close()
      remove()
    },
  }
}
