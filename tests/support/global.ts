import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildGallery, buildWeb } from '../../tools/build-web.ts'
import { openBroker } from './broker.ts'
import { openOnce } from './once.ts'
import { makeRunFolder } from './runFolder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket on which `testDatabase` asks for the cluster of this run. */
    postgresBroker: string
    /** A folder for what the files of this run share; it goes with the run. */
    runFolder: string
  }
}

/**
 * Readies the database cluster of one test run. It starts only when a test first asks for a
 * database.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeRunFolder()
  const broker = await openBroker(folder, process.env['SEKISHO_TEST_DATABASE_URL'])
  project.provide('postgresBroker', broker.socket)
  project.provide('runFolder', folder)
  const builds = await Promise.all([
    openOnce(join(folder, 'build-web'), buildWeb),
    openOnce(join(folder, 'build-gallery'), buildGallery),
  ])
  return async () => {
    for (const build of builds) build.close()
    await broker.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
