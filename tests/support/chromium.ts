import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { findChromium } from '../../tools/external-tools.ts'
import { atWorkerEnd } from './workerEnd.ts'

/**
 * Features that cost or disturb: what Playwright switches off (Chromium hears only the last list),
 * and the pages with which each window of a whole Chromium fills its address box, a third of what a
 * context costs.
 */
const withoutFeatures = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
]
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  `--disable-features=${withoutFeatures.join(',')}`,
]

/**
 * Takes the font of the screens from the machine. It has the same letters as the 40 to 50 slices
 * that a page fetches otherwise, which cost a third of its load.
 */
const installedFace = {
  // Only the last list of these settings counts: the first four are Playwright's.
  args: [
    '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4,downloadableBinaryFontsEnabled=false',
  ],
  env: {
    ...process.env,
    FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)),
  },
}

/**
 * How long anything on a page may take, in milliseconds: no test is about speed, and a busy machine
 * is slow.
 */
export const patience = 60_000

/** Where Chromium is; undefined, with a sentence on the console, where there is none. */
export function chromiumPath(): string | undefined {
  const path = findChromium()
  if (path === undefined)
    process.stderr.write(
      'Skipped: nothing was tried in a browser, because there is no Chromium (install it with: apt-get install chromium-headless-shell).\n',
    )
  return path
}

/** Where the font of the screens comes from. */
type Face = 'installed' | 'served'

const running = new Map<Face, Promise<Browser>>()

/**
 * The one Chromium of this worker, started by the first call; it ends with the worker. Every test
 * opens a context of its own in it. With `served`, a second Chromium fetches the font from the
 * server, as everybody's browser does.
 */
export function sharedBrowser(executablePath: string, face: Face = 'installed'): Promise<Browser> {
  const browser = running.get(face) ?? launch(executablePath, face)
  running.set(face, browser)
  return browser
}

async function launch(executablePath: string, face: Face): Promise<Browser> {
  const { args, ...env } = face === 'installed' ? installedFace : { args: [] }
  const browser = await chromium.launch({
    executablePath,
    args: [...flags, ...args],
    timeout: patience,
    ...env,
  })
  browser.once('disconnected', () => running.delete(face))
  atWorkerEnd(() => browser.close())
  return browser
}
