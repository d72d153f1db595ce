import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { writeOffline } from './offline.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../', import.meta.url))

/** Targets of a build: the pages, and the gallery of screen components for the tests. */
type Kind = 'web' | 'gallery'

/**
 * Hash of everything that the pages are made from: their sources, the contracts and kernel they
 * share, and the versions of the dependencies.
 */
function fingerprint(): string {
  const hash = createHash('sha256')
  const files = ['index.html', 'vite.config.ts', 'package-lock.json', ...listSources('src')]
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|css|svg|json)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('/server/') && !file.startsWith('src/platform/'))
}

/**
 * Builds the pages into dist/web, with gzipped copies, unless they are up to date. They are built
 * in a temporary folder and moved into place as a whole, so that a running server or another build
 * never sees half of them.
 */
export function buildWeb(onStart: () => void = () => undefined): Promise<'built' | 'fresh'> {
  return buildInto('web', onStart)
}

/** Builds the gallery of screen components into dist/gallery in the same way. */
export function buildGallery(): Promise<'built' | 'fresh'> {
  return buildInto('gallery', () => undefined)
}

async function buildInto(kind: Kind, onStart: () => void): Promise<'built' | 'fresh'> {
  const out = join(root, 'dist', kind)
  const stamp = join(out, '.built-from')
  const currentFingerprint = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === currentFingerprint) return 'fresh'
  onStart()
  mkdirSync(join(root, 'dist'), { recursive: true })
  const temporaryFolder = mkdtempSync(join(root, 'dist/building-'))
  try {
    await bundle(temporaryFolder, kind)
    writeOffline(temporaryFolder, currentFingerprint)
    for (const entry of readdirSync(temporaryFolder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !/\.(?:js|css|svg|html)$/.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
    }
    writeFileSync(join(temporaryFolder, '.built-from'), currentFingerprint)
    rmSync(out, { recursive: true, force: true })
    renameSync(temporaryFolder, out)
  } finally {
    rmSync(temporaryFolder, { recursive: true, force: true })
  }
  return 'built'
}

/**
 * Bundles in a separate process, always for production: tests have a NODE_ENV with which React
 * would be built for development, half as large again.
 */
async function bundle(folder: string, kind: Kind): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await run(
    process.execPath,
    [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        ...(kind === 'gallery' && { SEKISHO_GALLERY: 'yes' }),
      },
    },
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`pages: ${await buildWeb()}`)
  if (process.argv.includes('--gallery')) console.log(`gallery: ${await buildGallery()}`)
}
