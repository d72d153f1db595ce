import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Binaries } from './binaries.ts'

/**
 * A link between libraries as the npm package lists it: `source` is the file, `target` the name to
 * create.
 */
interface ListedLink {
  readonly source: string
  readonly target: string
}

/**
 * Makes the npm package's libraries loadable. npm does not run the package's own install script, so
 * the links are created here: in the package where it is writable, else in `spare`. Returns the
 * environment that PostgreSQL must be started with.
 */
export function linkNpmLibraries(
  binaries: Binaries,
  fallbackFolder: string,
): Record<string, string> {
  if (binaries.source !== 'npm') return {}
  const root = join(binaries.bin, '..', '..')
  const links = JSON.parse(
    readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'),
  ) as ListedLink[]
  const missing = links.filter((link) => !existsSync(join(root, link.target)))
  makeExecutable(binaries.bin)
  if (missing.length === 0) return {}
  try {
    for (const link of missing) symlink(basename(link.source), join(root, link.target))
    return {}
  } catch {
    mkdirSync(fallbackFolder, { recursive: true, mode: 0o755 })
    for (const link of links)
      symlink(join(root, link.source), join(fallbackFolder, basename(link.target)))
    return { LD_LIBRARY_PATH: fallbackFolder }
  }
}

/** Some installers drop the executable bit of packed programs. */
function makeExecutable(bin: string): void {
  for (const name of ['initdb', 'postgres']) {
    try {
      chmodSync(join(bin, name), 0o755)
    } catch {
      // The file belongs to somebody else; if it cannot be run, the start reports it.
    }
  }
}

function symlink(to: string, at: string): void {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
