import type { Environment } from 'vitest/runtime'
import { endWorker } from './workerEnd.ts'

/**
 * The environment of tests in a browser: Node's own, and what the files of a worker share is closed
 * when the worker ends.
 */
const environment: Environment = {
  name: 'browser-worker',
  viteEnvironment: 'ssr',
  setup: () => ({ teardown: endWorker }),
}
export default environment
