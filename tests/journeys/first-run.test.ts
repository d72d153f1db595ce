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
const locale = 'ja-JP'

/** Run in the page: how wide each line of text of the page is, in pixels. */
const widths = `(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = []
  while (texts.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    found.push(...[...range.getClientRects()].map((line) => line.width))
  }
  return found
})()`

describe.skipIf(executable === undefined)('the first run, in a browser', () => {
  let world: World
  let context: BrowserContext
  let page: Page
  let baseURL: string

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
    const browser = await sharedBrowser(executable ?? '', 'served')
    baseURL = `http://localhost:${(world.server.server.address() as AddressInfo).port}`
    context = await browser.newContext({ locale, baseURL })
    context.setDefaultTimeout(patience)
    page = await context.newPage()
    await page.goto('/setup?code=ab12cd34ef56')
    await page.getByRole('button', { name: '始める' }).waitFor()
  })
  afterAll(async () => {
    await context?.close()
    await world?.close()
  })

  test('where the machine has no Japanese face it comes from the server, is never a box, and sets as wide as an installed one; where it has one nothing is fetched', async () => {
    await expect
      .poll(() =>
        page.evaluate(
          "document.fonts.status === 'loaded' && [...document.fonts].some((face) => face.status === 'loaded')",
        ),
      )
      .toBe(true)
    expect(
      await page.evaluate("[...document.fonts].filter((face) => face.status === 'error').length"),
    ).toBe(0)
    expect(
      await page.evaluate('[...new Set([...document.fonts].map((face) => face.display))].join()'),
    ).toBe('block')
    const others = await (await sharedBrowser(executable ?? '')).newContext({ baseURL, locale })
    try {
      const installed = await others.newPage()
      await installed.goto('/setup?code=ab12cd34ef56')
      await installed.getByRole('button', { name: '始める' }).waitFor()
      expect(await installed.evaluate(widths)).toEqual(await page.evaluate(widths))
      expect(
        await installed.evaluate(
          "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.woff2')).length + document.fonts.size",
        ),
      ).toBe(0)
    } finally {
      await others.close()
    }
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

  test('what the import found leads on, and home shows what is done and what is left', async () => {
    await page.locator('input[type=file]').setInputFiles({
      name: 'policy.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from('# 村の決まり\n\n## 1 組織\n\n(1) 副村長を最高責任者とする。\n'),
    })
    await page.getByRole('link', { name: /違う\d+か所を決める/ }).waitFor()
    await page.getByRole('link', { name: '次へ進む' }).click()
    const list = page.getByRole('list', { name: 'はじめの一時間' })
    const line = (title: string) => list.getByRole('listitem').filter({ hasText: title })
    await line('規程の文書を取り込む').getByText('済み').waitFor()
    await line('二人目の管理者').getByText('待つほど困る').waitFor()
    expect(await list.getByText('済み').count()).toBe(2)
    await line('メールを送れるようにする')
      .getByRole('button', { name: /ほかにできること/ })
      .click()
    await page.getByRole('menuitem', { name: '後回しにする' }).click()
    await page.getByLabel('ひとことわけ').fill('来月、庁内のサーバーにつなぐ')
    await page.getByRole('dialog').getByRole('button', { name: '後回しにする' }).click()
    await line('メールを送れるようにする').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: '後回しにした1つも見る' }).click()
    await page.getByText('来月、庁内のサーバーにつなぐ').waitFor()
    await page.getByRole('button', { name: 'メールを送れるようにする：戻す' }).click()
    await page.getByText('来月、庁内のサーバーにつなぐ').waitFor({ state: 'detached' })
    await line('メールを送れるようにする')
      .getByText(/^○?まだ$/)
      .waitFor()
  })

  test('the name of the organisation can be changed, and an address that leads nowhere says so', async () => {
    await page.goto('/organization')
    await page.getByRole('button', { name: '追加・変更' }).click()
    await page.getByRole('menuitem', { name: '組織の名前を変える' }).click()
    await page.getByRole('textbox', { name: '組織の名前' }).fill('新ためし村')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByRole('heading', { name: '新ためし村', level: 1 }).waitFor()
    await page.goto('/nothing/there')
    await page.getByRole('heading', { name: 'この画面はありません' }).waitFor()
    await page.getByRole('link', { name: '最初の画面へ' }).click()
    await page.getByRole('heading', { name: '私の仕事' }).waitFor()
  })
})
