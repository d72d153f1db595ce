import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a test file needs beside itself: nothing, a PostgreSQL, or a PostgreSQL and a browser. */
export type Kind = 'pure' | 'database' | 'browser'

const root = fileURLToPath(new URL('../../', import.meta.url))
const browser = 'tests/support/chromium.ts'
const database = /^(?:tests\/support\/postgres\.ts$|#platform\/db\/local\/)/

/**
 * All test files by their kind, which is seen in what they import, directly or through other files
 * of the tests.
 */
export function filesByKind(): Readonly<Record<Kind, readonly string[]>> {
  const known = new Map<string, ReadonlySet<string>>()
  const files = globSync('{src,tests}/**/*.test.ts', { cwd: root }).sort()
  const { pure = [], ...rest } = Object.groupBy(files, (file) => kindOf(reached(file, known)))
  return { pure, database: rest.database ?? [], browser: rest.browser ?? [] }
}

function kindOf(imports: ReadonlySet<string>): Kind {
  if (imports.has(browser)) return 'browser'
  return [...imports].some((one) => database.test(one)) ? 'database' : 'pure'
}

/**
 * Everything that a file of the tests imports: its own imports as they are written, those of the
 * tests' files that it reaches by their path.
 */
function reached(file: string, known: Map<string, ReadonlySet<string>>): ReadonlySet<string> {
  const before = known.get(file)
  if (before) return before
  const found = new Set<string>()
  known.set(file, found)
  for (const [, specifier = ''] of readFileSync(join(root, file), 'utf8').matchAll(
    /(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g,
  )) {
    const target = specifier.startsWith('#tests/')
      ? specifier.slice(1)
      : specifier.startsWith('.')
        ? relative(root, join(root, dirname(file), specifier))
        : specifier
    found.add(target)
    if (!target.startsWith('tests/') || !existsSync(join(root, target))) continue
    for (const one of reached(target, known)) found.add(one)
  }
  return found
}
