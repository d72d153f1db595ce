import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundledPacksFolder, readPackTexts } from '#platform/packs/folder.ts'
import { inspect, press, reads } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { hinataMarkdown } from './support.ts'

const executable = chromiumPath()

/** The village's pack with another word on a button, under a new name, as a zip. */
async function revisedArchive(): Promise<Buffer> {
  const texts = await readPackTexts(bundledPacksFolder, 'otari')
  const files = [...texts].map(([path, text]) => {
    const revised = text
      .replace(/^edition: .*$/m, 'edition: ボタンの言葉を変えた版')
      .replace(
        'steps: { approve-chief:',
        'steps: { apply: { button: 持ち出しを申請する }, approve-chief:',
      )
    const isRevised = path === 'otari/pack.yaml' || path === 'otari/library/assets.yaml'
    return [path, strToU8(isRevised ? revised : text)] as const
  })
  return Buffer.from(zipSync(Object.fromEntries(files)))
}

describe.skipIf(executable === undefined).each([[1280], [375]])(
  'the policy and the journal on a screen of %i pixels',
  (width) => {
    let village: Village
    let keeper: Visit

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-02 09:00' })
      keeper = await village.visit('t-kurosawa', width)
    })
    afterAll(() => village?.close())

    test('a document is dropped in; what it gave is said, and where it departs is decided on its page', async () => {
      await keeper.goto('/policy/import')
      await inspect(keeper, `policy-import-${width}`)
      await keeper.page.locator('input[type=file]').setInputFiles({
        name: '規程.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from(hinataMarkdown),
      })
      await reads(keeper, /528 条項に原文を添えました/)
      await inspect(keeper, `policy-imported-${width}`)
      await keeper.page.getByRole('link', { name: /^違う\d+か所を決める$/ }).click()
      await reads(keeper, /規程パックにあって、文書に見つからない条項/)
      await inspect(keeper, `policy-departures-${width}`)
    })

    test('a picture in its place is refused with a sentence', async () => {
      await keeper.goto('/policy/import')
      await keeper.page.locator('input[type=file]').setInputFiles({
        name: '規程.png',
        mimeType: 'image/png',
        buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      })
      await reads(keeper, /文書として読み取れません/)
      await inspect(keeper, `policy-refused-${width}`)
    })

    test('the map narrows down to a state and to words, and opens a provision', async () => {
      await keeper.goto('/policy')
      await inspect(keeper, `policy-map-${width}`)
      if (width < 768) await press(keeper, 'すべての条項を見る')
      const late = keeper.page.getByRole('button', { name: /^遅れ/ })
      await late.click()
      await reads(keeper, /件見つかりました/)
      await late.click()
      await keeper.page
        .getByRole('searchbox')
        .or(keeper.page.getByRole('textbox', { name: '条項をさがす' }))
        .first()
        .fill('持ち出')
      await keeper.page.waitForURL(/q=/)
      await inspect(keeper, `policy-found-${width}`)
      await keeper.page
        .getByRole('main')
        .getByRole('link', { name: /機密性3は庁舎の外へ/ })
        .first()
        .click()
      await keeper.page.getByRole('heading', { level: 1, name: /機密性3は庁舎の外へ/ }).waitFor()
      await inspect(keeper, `policy-provision-${width}`)
    })

    test('the editions stand on their page, and an unchanged pack is said to be unchanged', async () => {
      await keeper.goto('/policy/edition')
      await inspect(keeper, `policy-edition-${width}`)
      await press(keeper, 'packs フォルダーを読む')
      await reads(keeper, /packs フォルダーの規程パックに変わりがありません/)
    })

    test('a new edition comes as a zip, shows what it changes in words, and another person approves it', async () => {
      await keeper.goto('/policy/edition')
      await keeper.page
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: 'otari.zip',
          mimeType: 'application/zip',
          buffer: await revisedArchive(),
        })
      await reads(keeper, /承認待ち/)
      await reads(keeper, /別の、版を承認する人が承認します/)
      await inspect(keeper, `policy-proposal-${width}`)
      const chief = await village.visit('k-sakaki', width)
      await chief.goto('/policy/edition')
      await reads(chief, '持ち出しを申請する')
      await press(chief, '承認する')
      await reads(chief, /ボタンの言葉を変えた版になりました/)
      await inspect(chief, `policy-approved-${width}`)
      await chief.page.close()
    })

    test('the journal opens a line in words, narrows down to its subject, and verifies', async () => {
      await keeper.goto('/journal')
      await keeper.page
        .getByRole('main')
        .locator('summary')
        .filter({ hasText: '規程の文書を取り込んだ' })
        .first()
        .waitFor()
      await keeper.page.getByRole('main').locator('summary').first().click()
      await inspect(keeper, `journal-${width}`)
      expect(await keeper.page.getByRole('main').innerText()).not.toMatch(
        /[0-9a-f]{8}-[0-9a-f]{4}-7/,
      )
      await press(keeper, 'この対象の操作だけ')
      await keeper.page.waitForURL(/subjectId=/)
      await press(keeper, '確かめる')
      await reads(keeper, /件の記録はすべて元のままです/)
      await inspect(keeper, `journal-verified-${width}`)
    })
  },
)
