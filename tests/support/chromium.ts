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
  `--disable-features=${withoutFeatures.join(',')}`,
]

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

let running: Promise<Browser> | undefined

/**
 * The one Chromium of this worker, started by the first who asks; it ends with the worker. Every
 * test opens a context of its own in it.
 */
export function sharedBrowser(executablePath: string): Promise<Browser> {
  running ??= chromium
    .launch({ executablePath, args: flags, timeout: patience })
    .then((browser) => {
      browser.once('disconnected', () => (running = undefined))
      atWorkerEnd(() => browser.close())
      return browser
    })
  return running
}
