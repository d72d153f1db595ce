import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { loadDemo } from '../../src/apps/demo/load.ts'
import type { DemoSignIn } from '../../src/apps/demo/load.ts'
import { namedTemplate, createTestDatabase } from './postgres.ts'
import { makeWorld } from './world.ts'
import type { World, WorldOptions } from './world.ts'

/** The demonstration of a pack, in a world of its own. */
export interface DemoWorld {
  readonly world: World
  readonly signIns: readonly DemoSignIn[]
}

export type DemoOptions = WorldOptions & { readonly pack: string; readonly packsFolder: string }

/**
 * Makes a world with the demonstration of a pack. It is played in once for each pack and moment of
 * a run; every world gets a copy of the database and the files.
 */
export async function demoWorld(options: DemoOptions): Promise<DemoWorld> {
  const { pack, packsFolder, at } = options
  const name = createHash('sha256')
    .update(JSON.stringify([pack, packsFolder, at]))
    .digest('hex')
  const kept = join(inject('runFolder'), 'demos', name)
  const signInsFile = join(kept, 'sign-ins.json')
  const template = await namedTemplate(name.slice(0, 16), async (database) => {
    mkdirSync(kept, { recursive: true })
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-demo-'))
    const world = await makeWorld({
      pack,
      packsFolder,
      ...(at === undefined ? {} : { at }),
      empty: true,
      on: { database: { ...database, drop: async () => undefined }, folder, seed: 'demo' },
    })
    try {
      const { signIns } = await loadDemo(world.services, pack)
      writeFileSync(signInsFile, JSON.stringify(signIns))
      if (existsSync(join(folder, 'files')))
        cpSync(join(folder, 'files'), join(kept, 'files'), { recursive: true })
    } finally {
      await world.close()
    }
  })
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-world-'))
  if (existsSync(join(kept, 'files')))
    cpSync(join(kept, 'files'), join(folder, 'files'), { recursive: true })
  const database = await createTestDatabase(template)
  const world = await makeWorld({
    ...options,
    empty: true,
    on: { database, folder, seed: 'world' },
  })
  return { world, signIns: JSON.parse(readFileSync(signInsFile, 'utf8')) as DemoSignIn[] }
}
