import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a test file needs: nothing, a PostgreSQL, or a PostgreSQL and a browser. */
export type Kind = 'pure' | 'database' | 'browser'

const root = fileURLToPath(new URL('../../', import.meta.url))
const browser = 'tests/support/chromium.ts'
const database = /^(?:tests\/support\/postgres\.ts$|#platform\/db\/local\/)/

/**
 * All test files by kind. The kind follows from the imports, direct or through other test files.
 */
export function filesByKind(): Readonly<Record<Kind, readonly string[]>> {
  const cache = new Map<string, ReadonlySet<string>>()
  const files = globSync('{src,tests}/**/*.test.ts', { cwd: root }).sort()
  const { pure = [], ...rest } = Object.groupBy(files, (file) => kindOf(importsOf(file, cache)))
  return { pure, database: rest.database ?? [], browser: rest.browser ?? [] }
}

function kindOf(imports: ReadonlySet<string>): Kind {
  if (imports.has(browser)) return 'browser'
  return [...imports].some((path) => database.test(path)) ? 'database' : 'pure'
}

/**
 * All imports of a test file: its own as they are written, and those of the test files that it
 * reaches by path.
 */
function importsOf(file: string, cache: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const before = cache.get(file)
  if (before) return before
  const imports = new Set<string>()
  cache.set(file, imports)
  for (const [, specifier = ''] of readFileSync(join(root, file), 'utf8').matchAll(
    /(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g,
  )) {
    const target = specifier.startsWith('#tests/')
      ? specifier.slice(1)
      : specifier.startsWith('.')
        ? relative(root, join(root, dirname(file), specifier))
        : specifier
    imports.add(target)
    if (!target.startsWith('tests/') || !existsSync(join(root, target))) continue
    for (const path of importsOf(target, cache)) imports.add(path)
  }
  return imports
}
