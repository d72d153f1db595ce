import { createHash } from 'node:crypto'
import type { RowChange } from './rowChecker.ts'

/**
 * What stands for the entries that a file changes and their versions: what was shown is what is
 * written, or nothing.
 */
export class SeenChanges {
  readonly #hash = createHash('sha256')
  #count = 0

  add({ shown: { id, changes }, version, isStale }: RowChange): void {
    this.#count += 1
    this.#hash.update(JSON.stringify([id, version, isStale, changes]))
  }

  /** To be asked once; '' where nothing is changed. */
  digest(): string {
    return this.#count === 0 ? '' : this.#hash.digest('hex')
  }
}
