import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What Vite's manifest says of one module. */
interface Built {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
  readonly isEntry?: boolean
}

const pages = [
  'src/features/rounds/web/ChecksPage.tsx',
  'src/features/rounds/web/OccurrencePage.tsx',
  'src/features/rounds/web/answering/queue.ts',
  'src/ui/parts/Toasts.tsx',
  'src/ui/session/SignInAgain.tsx',
  'src/ui/theme/fonts.ts',
]

/**
 * Writes into the service worker of the checks which files of the build they need: the program, the
 * pages of checks, and all that these load. Removes the manifest.
 */
export function writeOffline(folder: string, build: string): void {
  const manifestFile = join(folder, 'manifest.json')
  const worker = join(folder, 'offline.js')
  if (existsSync(worker)) {
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Built>
    const files = new Set<string>()
    collect(manifest, 'index.html', files, false)
    for (const page of pages) collect(manifest, page, files, true)
    const text = readFileSync(worker, 'utf8')
    if (!text.includes('__FILES__')) throw new Error('offline.js has no place for its files')
    writeFileSync(
      worker,
      text
        .replace('__BUILD__', build.slice(0, 16))
        .replace('__FILES__', JSON.stringify([...files].sort())),
    )
  }
  rmSync(manifestFile, { force: true })
}

/** The texts of what is loaded are needed with it. */
const isTexts = (name: string): boolean => /\/locales\/\w+\.json$/.test(name)

function collect(
  manifest: Readonly<Record<string, Built>>,
  name: string,
  files: Set<string>,
  withLater: boolean,
): void {
  const built = manifest[name]
  if (built === undefined) throw new Error(`the build has no ${name}`)
  const { file, css = [], imports = [], dynamicImports = [], isEntry = false } = built
  if (files.has(`/${file}`)) return
  for (const each of [file, ...css]) files.add(`/${each}`)
  for (const each of imports) collect(manifest, each, files, withLater)
  for (const each of dynamicImports)
    if (isTexts(each) || (withLater && !isEntry)) collect(manifest, each, files, withLater)
}
