import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { findChromium } from '../../../tools/external-tools.ts'
import { fictional } from './fictional.ts'
import { preview } from './preview.ts'

/**
 * `node tests/ui/support/shoot.ts <built folder> <folder for pictures> [path…]` takes pictures of
 * pages at 1280 and 375 pixels, for visual checks.
 */
const [root = 'dist/web', out = 'var/pictures', ...paths] = process.argv.slice(2)
mkdirSync(out, { recursive: true })
const server = await preview(root, fictional().answers)
const browser = await chromium.launch({
  executablePath: findChromium() ?? '',
  args: ['--no-sandbox'],
})
for (const width of [1280, 375]) {
  const context = await browser.newContext({
    viewport: { width, height: width === 375 ? 812 : 900 },
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  })
  for (const path of paths.length > 0 ? paths : ['/gallery']) {
    const tab = await context.newPage()
    tab.on('console', (message) => {
      if (message.type() === 'error') process.stderr.write(`${message.text()}\n`)
    })
    tab.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`))
    await tab.goto(`${server.url}${path}`, { waitUntil: 'networkidle' })
    await tab.screenshot({
      path: `${out}/${path.replaceAll(/\W+/g, '-').slice(1) || 'home'}-${width}.png`,
      fullPage: true,
    })
  }
}
await browser.close()
await server.close()
