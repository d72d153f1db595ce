import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mkdtemp, rm } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { build } from 'vite'

const found = [
  process.env['SEKISHO_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

/** Where Chromium is; undefined, with a sentence on the console, where there is none. */
export function chromiumPath(): string | undefined {
  if (found === undefined)
    process.stderr.write(
      'Skipped: the screens were not tried in a browser, because there is no Chromium (install it with: apt-get install chromium).\n',
    )
  return found
}

/** Starts Chromium. */
export function launch(executablePath: string): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
  return chromium.launch({ executablePath, args })
}

/** Builds the screens with the gallery into a folder of its own. */
export async function buildGallery(): Promise<{
  readonly root: string
  readonly drop: () => Promise<void>
}> {
  const root = await mkdtemp(join(tmpdir(), 'sekisho-screens-'))
  process.env['SEKISHO_GALLERY'] = 'yes'
  await build({ logLevel: 'error', build: { outDir: root, emptyOutDir: true } }).finally(() => {
    delete process.env['SEKISHO_GALLERY']
  })
  return { root, drop: () => rm(root, { recursive: true, force: true }) }
}
