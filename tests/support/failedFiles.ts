import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Writes the paths of the files that failed, one a line, into the file that SEKISHO_FAILED_FILES
 * names.
 */
export const failedFiles: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const path = process.env['SEKISHO_FAILED_FILES']
    if (path === undefined) return
    const failed = modules.filter((one) => one.state() === 'failed')
    writeFileSync(path, failed.map((one) => one.relativeModuleId).join('\n'))
  },
}
