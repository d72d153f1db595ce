import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, createAsset, takeOutFields } from './steps.ts'
import type { Receipt } from './steps.ts'
import { inspect, press, reads, write } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined).each([[1280], [375]])(
  'the verdict on a form on a screen of %i pixels',
  (width) => {
    let village: Village
    let clerk: Visit
    let head: Visit

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-02 09:00', town: 'hoshi' })
      clerk = await village.visit('clerk', width)
      head = await village.visit('head', width)
    })
    afterAll(() => village?.close())

    test('stands there before anything is typed, follows the answers, and leaves what was typed', async () => {
      const asset = await createAsset(village.world, 3)
      await clerk.goto(`/apply/take-out?about=${asset}`)
      await reads(clerk, '県との専用回線で渡す')
      await write(clerk, { 行き先: '県庁' })
      await clerk.page.getByRole('radio', { name: '紙' }).check()
      await expect.poll(() => clerk.page.getByText('暗号化かパスワード').count()).toBe(0)
      await clerk.page.getByRole('radio', { name: 'USBメモリ' }).check()
      await reads(clerk, '暗号化かパスワード')
      expect(await clerk.page.getByRole('textbox', { name: '行き先' }).inputValue()).toBe('県庁')
      await inspect(clerk, `door-apply-${width}`)
    })

    test('and the other case about the same entry are seen by who decides', async () => {
      const asset = await createAsset(village.world, 2)
      const begin = async () =>
        (
          await (
            await village.world.as('clerk')
          ).post<Receipt>('/api/cases', {
            procedure: 'take-out',
            about: [asset],
            fields: takeOutFields,
            send: true,
          })
        ).body
      const [first, second] = [await begin(), await begin()]
      await head.goto(`/cases/${first.id}`)
      await reads(head, '鍵付きケース')
      await reads(head, '同じ登録についての案件が、ほかに進んでいます')
      await reads(head, second.number)
      await inspect(head, `door-case-${width}`)
      await act(await village.world.as('head'), first.id, 'ask', {}, 'なぜ紙ではないのですか')
      await clerk.goto(`/cases/${first.id}`)
      await reads(clerk, 'なぜ紙ではないのですか')
      await write(clerk, { 質問への答え: '量が多いため' })
      await inspect(clerk, `door-reply-${width}`)
      await press(clerk, '申請する')
      await reads(clerk, '量が多いため')
    })
  },
)
