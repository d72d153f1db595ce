import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeForm, readBook } from '../documents/layoutBooks.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { askAndApply, follow, inspect, permit, photographFailures, press, reads } from './steps.ts'

const executable = chromiumPath()
const list = '避難行動要支援者名簿'
const cells = {
  A6: null,
  B6: null,
  C6: null,
  D2: '{日付}',
  A4: '行き先',
  B4: '{行き先}',
  A11: '{決裁：情報セキュリティ責任者}',
}

describe.skipIf(executable === undefined)(
  'an organisation puts its own form into use, in a browser',
  () => {
    let village: Village
    let keeper: Visit
    let clerk: Visit
    let path = ''

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-02 09:00' })
      keeper = await village.visit('t-kurosawa')
      clerk = await village.visit('y-hasegawa')
    })
    afterAll(() => village?.close())
    photographFailures('layout', () => ({ keeper, clerk }))

    const send = async (more: Parameters<typeof officeForm>[0]) =>
      keeper.page.locator('input[type=file]').setInputFiles({
        name: '様式2.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.from(await officeForm({ ...cells, ...more })),
      })
    const saved = async (visit: Visit, act: () => Promise<void>) => {
      const [download] = await Promise.all([visit.page.waitForEvent('download'), act()])
      return Uint8Array.from(await readFile(await download.path()))
    }

    test('she finds the form among those of the policy, and takes a draft', async () => {
      await keeper.goto('/layouts')
      await inspect(keeper, 'layouts-01-list')
      await keeper.page.getByRole('textbox', { name: '手続の名前で探す' }).fill('庁外持ち出し')
      await follow(keeper, '情報資産の庁外持ち出し')
      await reads(keeper, '組織の様式はまだありません')
      await inspect(keeper, 'layouts-02-none')
      const draft = await readBook(
        await saved(keeper, () => follow(keeper, '下書きをもらう（Excel）')),
      )
      expect(draft[0]!.texts()).toContain('{行き先}')
    })

    test('a name that the form does not have is told with its cell and what can be written; nothing has changed', async () => {
      await send({ B4: '{いき先}' })
      await reads(
        keeper,
        '持出許可 の B4：「{いき先}」という項目はありません。{行き先} なら書けます。',
      )
      await reads(keeper, '組織の様式はまだありません')
      await inspect(keeper, 'layouts-03-fault')
    })

    test('mended, it is shown with an example first, then it is used', async () => {
      await send({})
      await reads(keeper, 'まだ何も変えていません')
      await reads(keeper, '〔行き先〕')
      await inspect(keeper, 'layouts-04-preview')
      await press(keeper, 'この様式を使う')
      await reads(keeper, '黒沢 拓真さんが令和8年11月2日に登録')
      await inspect(keeper, 'layouts-05-used')
    })

    test('the clerk prints her case in it, with what the head decided', async () => {
      path = await askAndApply(clerk, list, { out: '2026-11-06', back: 'R8.11.6' })
      await permit(await village.visit('s-maruyama'), path)
      await clerk.goto(path)
      await clerk.page.getByRole('button', { name: /印刷/ }).click()
      await inspect(clerk, 'layouts-06-menu')
      const sheet = (
        await readBook(
          await saved(clerk, () =>
            clerk.page.getByRole('menuitem', { name: '組織の様式（Excel）' }).click(),
          ),
        )
      )[0]!
      expect([
        sheet.value('B2'),
        sheet.value('B3'),
        sheet.value('B4'),
        sheet.value('D2'),
        sheet.value('A11'),
      ]).toEqual([
        expect.stringMatching(/^持出R8-000\d$/),
        '住民福祉課　長谷川 結衣様',
        '県庁',
        '令和8年11月2日',
        '許可\nR8.11.2\n丸山 静香',
      ])
    })

    test('taken back, the case prints as the program draws it, and the layout can be used again', async () => {
      const narrow = await village.visit('t-kurosawa', 375)
      await narrow.goto('/layouts/take-out')
      await inspect(narrow, 'layouts-07-narrow')
      await press(narrow, '取り下げる')
      await narrow.page.getByRole('dialog').getByRole('button', { name: '取り下げる' }).click()
      await reads(narrow, '組織の様式はまだありません')
      await inspect(narrow, 'layouts-08-narrow-taken-back')
      await press(narrow, 'この様式に戻す')
      await reads(narrow, '例を書き込んだところ')
      await narrow.page.close()
    })
  },
)
