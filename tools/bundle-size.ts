import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** JavaScript that the screens load, in bytes, gzipped. */
export interface BundleSize {
  /** The first page with everything that it loads. */
  readonly firstPage: number
  /** The part of it that every page shares: router, sign-in, navigation, messages. */
  readonly shell: number
  /** Every further part with what only it loads. */
  readonly parts: readonly { readonly name: string; readonly size: number }[]
}

/** Measures built pages; `first` names the part of the first page. */
export function measureBundle(folder: string, first = 'HomePage'): BundleSize {
  const assets = join(folder, 'assets')
  const sources = new Map(
    readdirSync(assets)
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, readFileSync(join(assets, name), 'utf8')]),
  )
  const sizes = new Map(
    [...sources].map(([name, source]) => [name, gzipSync(source, { level: 9 }).length]),
  )
  const sum = (names: Iterable<string>): number =>
    [...names].reduce((total, name) => total + (sizes.get(name) ?? 0), 0)
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  const entries = [...page.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].flatMap(
    ([, file]) => file ?? [],
  )
  const messages = [...sources.keys()].filter((name) => name.startsWith('Toasts-'))
  const shell = importClosure(sources, [...entries, ...messages])
  const parts = [...sources.keys()]
    .filter((name) => !shell.has(name))
    .map((name) => ({
      name,
      size: sum([...importClosure(sources, [name])].filter((module) => !shell.has(module))),
    }))
    .toSorted((a, b) => b.size - a.size)
  return {
    firstPage: sum(shell) + (parts.find(({ name }) => name.startsWith(`${first}-`))?.size ?? 0),
    shell: sum(shell),
    parts,
  }
}

/** Files with everything that they import before they run. */
function importClosure(
  sources: ReadonlyMap<string, string>,
  names: readonly string[],
): Set<string> {
  const seen = new Set<string>()
  const visit = (name: string): void => {
    const source = sources.get(name)
    if (seen.has(name) || source === undefined) return
    seen.add(name)
    for (const [, file] of source.matchAll(
      /(?:import|export)\s*(?:[\w$*{][^"'`;()]*?from\s*)?["'`]\.\/([^"'`]+\.js)["'`]/g,
    ))
      visit(file ?? '')
    // Texts in the language of the screen: a page waits for them before it runs.
    for (const [, file] of source.matchAll(/import\(\s*["'`]\.\/(ja-[^"'`]+\.js)["'`]\s*\)/g))
      visit(file ?? '')
  }
  for (const name of names) visit(name)
  return seen
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { firstPage, shell, parts } = measureBundle(process.argv[2] ?? 'dist/web', process.argv[3])
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(7)} kB`
  console.log(
    `${kilobytes(firstPage)}  first page in all\n${kilobytes(shell)}  of it the shell (router, sign-in, rail, messages)`,
  )
  for (const { name, size } of parts)
    console.log(`${kilobytes(size)}  ${name} with what it brings along`)
}
