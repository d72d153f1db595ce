import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildGallery, launch } from './chromium.ts'
import { fictional } from './fictional.ts'
import type { Fictional } from './fictional.ts'
import { preview } from './preview.ts'

/** The gallery in a browser, with a made-up server. */
export interface Gallery {
  /** Opens a page in a context of its own; `trouble` collects errors of the console and of scripts. */
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

/** Builds the gallery and starts a browser. */
export async function startGallery(executable: string): Promise<Gallery> {
  const built = await buildGallery()
  const browser: Browser = await launch(executable)
  const closing: (() => Promise<unknown>)[] = [built.drop, () => browser.close()]
  return {
    open: async (path, width = 1280) => {
      const server = fictional()
      const served = await preview(built.root, server.answers)
      closing.push(served.close)
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        reducedMotion: 'reduce',
        baseURL: served.url,
      })
      context.setDefaultTimeout(15_000)
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
