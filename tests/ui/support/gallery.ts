import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { builtOnce } from '#tests/support/builds.ts'
import { patience, sharedBrowser } from '#tests/support/chromium.ts'
import { fictional } from './fictional.ts'
import type { Fictional } from './fictional.ts'
import { preview } from './preview.ts'

/** The gallery in a browser, with a made-up server. */
export interface Gallery {
  /** Opens a page in its own context; `trouble` collects errors of the console and of scripts. */
  readonly open: (
    path: string,
    width?: number,
  ) => Promise<{
    readonly context: BrowserContext
    readonly tab: Page
    readonly trouble: string[]
    readonly server: Fictional
  }>
  readonly close: () => Promise<void>
}

const built = fileURLToPath(new URL('../../../dist/gallery', import.meta.url))

/** Builds the gallery where needed and starts a browser. */
export async function startGallery(executable: string): Promise<Gallery> {
  await builtOnce('gallery')
  const browser = await sharedBrowser(executable)
  const closing: (() => Promise<unknown>)[] = []
  return {
    open: async (path, width = 1280) => {
      const server = fictional()
      const served = await preview(built, server.answers)
      closing.push(served.close)
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        reducedMotion: 'reduce',
        baseURL: served.url,
      })
      context.setDefaultTimeout(patience)
      context.setDefaultNavigationTimeout(patience)
      const tab = await context.newPage()
      const trouble: string[] = []
      tab.on('pageerror', (error) => trouble.push(error.message))
      tab.on('console', (message) => {
        if (message.type() === 'error') trouble.push(message.text())
      })
      await tab.goto(path)
      await tab.locator('h1').waitFor()
      return { context, tab, trouble, server }
    },
    close: async () => {
      for (const close of closing.toReversed()) await close()
    },
  }
}
