import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { servePages } from '#platform/web/static.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'
import { routes } from '../../src/apps/routes.ts'
import { builtOnce } from '../support/builds.ts'
import { chromiumPath, patience, sharedBrowser } from '../support/chromium.ts'

const executable = chromiumPath()
const root = fileURLToPath(new URL('../../', import.meta.url))

describe.skipIf(executable === undefined)('the first run, in a browser', () => {
  let world: World
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    await builtOnce('web')
    world = await makeWorld({
      routes,
      empty: true,
      pack: 'otari',
      packsFolder: `${root}packs`,
      settings: { setupCode: 'ab12cd34ef56' },
    })
    await servePages(world.server, `${root}dist/web`)
    await world.server.listen({ port: 0, host: '127.0.0.1' })
    const browser = await sharedBrowser(executable ?? '')
    context = await browser.newContext({
      locale: 'ja-JP',
      baseURL: `http://localhost:${(world.server.server.address() as AddressInfo).port}`,
    })
    context.setDefaultTimeout(patience)
    page = await context.newPage()
    await page.goto('/setup?code=ab12cd34ef56')
    await page.getByRole('button', { name: '始める' }).waitFor()
  })
  afterAll(async () => {
    await context?.close()
    await world?.close()
  })

  test('no pack is taken that nobody chose; the rules for passwords are those of the chosen one', async () => {
    expect(await page.locator('[name=pack]:checked').count()).toBe(0)
    expect(
      await page
        .locator('[name=pack]')
        .first()
        .evaluate((radio) => (radio as unknown as { checkValidity(): boolean }).checkValidity()),
    ).toBe(false)
    await page.getByLabel('中小企業の情報セキュリティ関連規程').check()
    await page.getByText('8文字以上').waitFor()
    await page.getByLabel('小谷村情報セキュリティ実施手順').check()
    await page.getByText('10文字以上').waitFor()
  })

  test('it founds the organisation and goes on to the policy document', async () => {
    const values = {
      title: 'ためし村',
      unit: 'ためし村役場',
      name: '森 花',
      kana: 'もり はな',
      account: 'mori',
      password: 'Kawa-no-Oto-2026',
    }
    for (const [name, value] of Object.entries(values))
      await page.locator(`[name=${name}]`).fill(value)
    await page.getByRole('button', { name: '始める' }).click()
    await page.waitForURL('**/policy/import')
    await page.getByText('ファイルを選ぶ').waitFor()
  })
})
