import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Writes the paths of the failed test files, one on a line, into the file that SEKISHO_FAILED_FILES
 * names.
 */
export const failedFiles: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const path = process.env['SEKISHO_FAILED_FILES']
    if (path === undefined) return
    const failed = modules.filter((module) => module.state() === 'failed')
    writeFileSync(path, failed.map((module) => module.relativeModuleId).join('\n'))
  },
}
