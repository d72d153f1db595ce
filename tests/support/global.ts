import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openBroker } from './broker.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket on which `testDatabase` asks for the cluster of this run. */
    postgresBroker: string
  }
}

/** Readies the database cluster of one test run. It starts only when a test first asks for a database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-tests-'))
  const broker = await openBroker(folder, process.env['SEKISHO_TEST_DATABASE_URL'])
  project.provide('postgresBroker', broker.socket)
  return async () => {
    await broker.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
