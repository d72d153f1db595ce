import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Creates a folder and what is missing above it. Node's own recursive `mkdir` never ends where the
 * system says of a folder in an existing one that there is no such place (below /proc).
 */
export function makeFolders(path: string, mode: number): void {
  if (make(path, mode)) return
  const parent = dirname(path)
  if (parent !== path) makeFolders(parent, mode)
  if (!make(path, mode)) mkdirSync(path, { mode })
}

/** Whether the folder is there now; false where its parent is missing. Throws any other error. */
function make(path: string, mode: number): boolean {
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return false
    if (code !== 'EEXIST') throw error
  }
  return true
}
