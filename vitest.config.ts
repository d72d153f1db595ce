import { defineConfig } from 'vitest/config'
import type { TestProjectInlineConfiguration } from 'vitest/config'
import { failedFiles } from './tests/support/failedFiles.ts'
import { filesByKind } from './tests/support/kinds.ts'
import type { Kind } from './tests/support/kinds.ts'

const files = filesByKind()

/** Files share the modules of their worker: only what a test changes in them would need isolation, and none does. Nothing is about speed, so the ends are generous. */
function project(kind: Kind, environment: string): TestProjectInlineConfiguration {
  return {
    test: {
      name: kind,
      include: [...files[kind]],
      environment,
      setupFiles: ['./tests/support/chance.ts'],
      pool: 'threads',
      isolate: false,
      testTimeout: 300_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 60_000 } },
    },
  }
}

/** The database cluster and the built pages of a run start when the first file asks for them. */
export default defineConfig({
  test: {
    globalSetup: ['tests/support/global.ts'],
    maxWorkers: 2,
    reporters: ['default', failedFiles],
    projects: [
      project('pure', 'node'),
      project('database', 'node'),
      project('browser', './tests/support/browserEnvironment.ts'),
    ],
  },
})
