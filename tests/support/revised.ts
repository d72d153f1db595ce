import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Route } from '#platform/http/route.ts'
import { packFolder } from '../registers/registerPack.ts'
import { makeWorld } from './world.ts'
import type { World, WorldOptions } from './world.ts'

/** A world whose policy is ひなた町's with more files, and with some of its own files changed. */
export async function makeRevisedWorld(
  routes: readonly Route[],
  files: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, (text: string) => string>> = {},
  options: Omit<WorldOptions, 'routes' | 'packsFolder'> = {},
): Promise<World> {
  const packs = packFolder()
  const changedFiles = Object.entries(changes).map(([path, change]) => {
    const before = readFileSync(join(packs.folder, 'hinata', path), 'utf8')
    const after = change(before)
    if (after === before) throw new Error(`nothing was changed in ${path}`)
    return [path, after] as const
  })
  packs.add({ ...files, ...Object.fromEntries(changedFiles) })
  const world = await makeWorld({ ...options, routes, packsFolder: packs.folder })
  return {
    ...world,
    close: async () => {
      await world.close()
      packs.remove()
    },
  }
}
