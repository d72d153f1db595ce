import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspect, photographFailures, press, reads } from '../journeys/steps.ts'
import { roundFiles } from '../rounds/roundPack.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('the map on screens', () => {
  let village: Village
  let chief: Visit
  let head: Visit
  let phone: Visit
  photographFailures('map', () => ({ chief, head, phone }))

  beforeAll(async () => {
    const files = {
      ...roundFiles,
      'checklists/server.yaml': roundFiles['checklists/server.yaml']!.replace(
        'proof: photo, carries: 2-1(1)',
        'proof: photo, carries: 1-1(2)',
      ),
    }
    village = await startVillage(executable ?? '', { at: '2026-10-01 09:00', files })
    const keeper = await village.world.as('head')
    await keeper.post('/api/registers/servers/entries', {
      fields: { name: '窓口のサーバ', two: false },
    })
    await village.setTime('2026-10-02 09:00')
    await village.setTime('2026-11-20 09:00')
    chief = await village.visit('chief')
    head = await village.visit('head')
    phone = await village.visit('chief', 375)
  })
  afterAll(() => village?.close())

  const line = (visit: Visit) => visit.page.getByRole('button', { name: /^1-1\(2\).*：開く$/ })

  test('three questions stand one after the other, and keys go from line to line', async () => {
    await chief.goto('/policy')
    for (const question of ['関所が受け持てるか', '設定ができたか', '守られているか'])
      await reads(chief, question)
    await inspect(chief, 'map-1280')
    const { keyboard } = chief.page
    await keyboard.press('j')
    await keyboard.press('Enter')
    await chief.page.locator('[data-provision]').first().waitFor()
    await keyboard.press('j')
    await keyboard.press('Enter')
    await reads(chief, /^なぜ「/)
    await inspect(chief, 'map-line-1280')
    await keyboard.press('k')
    expect(await chief.page.locator('[data-chapter]:focus').count()).toBe(1)
  })

  test('an open line says why, whose it is, and asks them to do it', async () => {
    await chief.goto('/policy?state=late')
    await line(chief).click()
    await reads(chief, '佐藤 花')
    await inspect(chief, 'map-late-1280')
    await press(chief, '佐藤 花さんに頼む')
    await reads(chief, '佐藤 花さんに頼みました。')
    await head.goto('/')
    await reads(head, /条項1-1\(2\)/)
  })

  test('whoever has the work is led to it by the one button', async () => {
    await head.goto('/policy?state=late&role=own')
    await line(head).click()
    await head.page.getByRole('link', { name: '点検に答える' }).click()
    await head.page.waitForURL(/\/checks\//)
    await reads(head, '停電しても正しく止まる')
  })

  test('a phone shows the three numbers and then only what is late or wrong', async () => {
    await phone.goto('/policy')
    await reads(phone, /^遅れと指摘 \d+件$/)
    await inspect(phone, 'map-375')
    expect(await phone.page.locator('[data-provision]').count()).toBeGreaterThan(0)
    await line(phone).click()
    await reads(phone, '佐藤 花')
    await inspect(phone, 'map-line-375')
    await press(phone, 'すべての条項を見る')
    await phone.page.getByRole('button', { name: /^すべて \d+$/ }).waitFor()
    await inspect(phone, 'map-all-375')
  })

  test('another day is marked as what was or what would be, and a day of which nothing is known leads back', async () => {
    await chief.goto('/policy?on=2026-10-31')
    await reads(chief, /^令和8年10月31日.*のようす$/)
    await chief.page.getByRole('button', { name: /^令和8年12月31日/ }).waitFor()
    await chief.page.keyboard.press('ArrowRight')
    await chief.page.waitForURL((url) => !url.searchParams.has('on'))
    await chief.page.keyboard.press('ArrowRight')
    await reads(chief, /^このままなら、令和8年12月31日.*には$/)
    await inspect(chief, 'map-ahead-1280')
    await press(chief, '今日に戻る')
    await expect.poll(() => chief.page.getByText(/このままなら、令和/).count()).toBe(0)
    await chief.goto('/policy?on=2020-01-01')
    await press(chief, '今日に戻る')
    await reads(chief, '守られているか')
    // What Chromium writes of the refusal is no fault of the page.
    chief.pageErrors.splice(0)
  })

  test('the draft of the report is offered to whoever oversees the policy, as Word and as PDF', async () => {
    await chief.goto('/policy')
    await chief.page.getByRole('link', { name: '年次報告の下書き' }).click()
    await reads(chief, 'この年度はまだ終わっていません。今日までの記録で書き出します。')
    await inspect(chief, 'report-1280')
    const href = await chief.page.getByRole('link', { name: 'PDF を開く' }).getAttribute('href')
    const answer = await chief.context.request.get(href ?? '')
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
    await phone.goto('/policy/report')
    await inspect(phone, 'report-375')
    await head.goto('/policy')
    await reads(head, '関所が受け持てるか')
    expect(await head.page.getByRole('link', { name: '年次報告の下書き' }).count()).toBe(0)
  })
})
