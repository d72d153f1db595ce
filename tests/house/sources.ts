import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Source {
  /** From the project's root, with slashes. */
  readonly path: string
  readonly text: string
}

/** Every program file below a folder of the project. */
export function sources(folder: string, pattern = /\.(?:ts|tsx)$/): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && pattern.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/**
 * Imports of a file: paths from the root for the project's own files, package names for the rest.
 */
export function importsOf(source: Source): string[] {
  const matches = source.text.matchAll(
    /(?:^|\n)(?:import|export)\s(?:[^'"`;=]*?\bfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  )
  return [...matches].map((match) => resolveImport(source.path, match[1] ?? match[2]!))
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('#'))
    return specifier.startsWith('#tests/') ? specifier.slice(1) : `src/${specifier.slice(1)}`
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  return specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
}
