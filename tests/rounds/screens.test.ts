import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MyOccurrences, OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import { inspect, photographFailures, press, reads, write } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { roundFiles } from './roundPack.ts'

const executable = chromiumPath()
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.skipIf(executable === undefined)('checks on screens', () => {
  let village: Village
  let phone: Visit
  let desk: Visit
  let chief: Visit
  let counter = ''

  const mine = async (): Promise<MyOccurrences['rows']> =>
    (await (await village.world.as('head')).get<MyOccurrences>('/api/occurrences')).body.rows
  const idOf = async (title: string): Promise<string> =>
    (await mine()).find(({ subject }) => subject.title === title)?.id ?? ''
  const view = async (id: string): Promise<OccurrenceView> =>
    (await (await village.world.as('head')).get<OccurrenceView>(`/api/occurrences/${id}`)).body
  const key = (visit: Visit, name: string) =>
    visit.page.getByRole('main').getByRole('button', { name, exact: true })
  /** What Chromium writes of requests without a network is no fault of a page. */
  const forgetOffline = (visit: Visit): void => {
    const faults = visit.pageErrors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'))
    visit.pageErrors.splice(0, visit.pageErrors.length, ...faults)
  }
  photographFailures('checks', () => ({ phone, desk, chief }))

  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: '2026-10-01 09:00', files: roundFiles })
    const head = await village.world.as('head')
    for (const [name, two] of [
      ['文書のサーバ', true],
      ['窓口のサーバ', true],
      ['地下のサーバ', false],
      ['台帳のサーバ', false],
    ] as const)
      await head.post('/api/registers/servers/entries', { fields: { name, two } })
    await village.setTime('2026-10-02 09:00')
    phone = await village.visit('head', 375)
    desk = await village.visit('head')
    chief = await village.visit('chief')
  })
  afterAll(() => village?.close())

  test('what waits for somebody is listed with its date and how far it is', async () => {
    for (const visit of [phone, desk]) {
      await visit.goto('/checks')
      await reads(visit, '文書のサーバ')
      await reads(visit, '3項目')
      await inspect(visit, `checks-${visit === phone ? 'phone' : 'desk'}`)
    }
  })

  test('answers given on the phone without a network are kept, and arrive when it is back', async () => {
    const id = await idOf('文書のサーバ')
    await phone.page.getByRole('link', { name: /文書のサーバ：始める$/ }).click()
    await reads(phone, '停電しても正しく止まる')
    await inspect(phone, 'checks-card')
    await phone.context.setOffline(true)
    await phone.page
      .locator('input[type="file"]')
      .setInputFiles({ name: '電源.png', mimeType: 'image/png', buffer: picture })
    await reads(phone, '電源.png')
    await key(phone, 'はい').click()
    await phone.page.getByRole('heading', { name: '二重にしてある' }).waitFor()
    await key(phone, 'いいえ').click()
    await phone.page.getByRole('textbox', { name: 'どうなっていましたか' }).fill('片方が外れている')
    forgetOffline(phone)
    await inspect(phone, 'checks-card-no')
    await press(phone, '「いいえ」で残して次へ')
    await phone.page.getByRole('heading', { name: '戻すのにかかった時間' }).waitFor()
    await phone.page.getByRole('textbox', { name: '戻すのにかかった時間' }).fill('５')
    await press(phone, '残して次へ')
    await reads(phone, '3項目すべてに答えました')
    await reads(phone, 'まだ送られていません 3件')
    forgetOffline(phone)
    await inspect(phone, 'checks-offline')
    expect((await view(id)).items.map(({ answer }) => answer)).toEqual([null, null, null])

    await phone.context.setOffline(false)
    await expect
      .poll(async () => (await view(id)).items.map(({ answer }) => answer?.value))
      .toEqual([true, false, 5])
    const [power] = (await view(id)).items
    expect(power?.answer).toMatchObject({ proof: 'proved', files: [{ name: '電源.png' }] })
    const file = `/api/occurrences/${id}/files/${power?.answer?.files[0]?.id ?? ''}`
    expect((await phone.context.request.get(file)).status()).toBe(200)
    await reads(phone, '指摘になったこと')
    await reads(phone, /直す人：佐藤 花.*令和8年11月/)
    await expect.poll(() => phone.page.getByText('まだ送られていません').count()).toBe(0)
    expect(await phone.page.evaluate(() => Object.keys(localStorage).join())).not.toContain(
      'sekisho.answers',
    )
    forgetOffline(phone)
    await inspect(phone, 'checks-ended')
  })

  test('answers outlive the page: what was not sent goes out on the next visit, from any page', async () => {
    const id = await idOf('地下のサーバ')
    const cellar = await village.visit('head', 375)
    await cellar.goto(`/checks/${id}`)
    await key(cellar, 'はい').waitFor()
    await cellar.context.setOffline(true)
    await key(cellar, 'はい').click()
    await reads(cellar, 'まだ送られていません 1件')
    await cellar.page.close()
    expect((await view(id)).items[0]?.answer).toBeNull()
    await cellar.context.setOffline(false)
    await (await cellar.context.newPage()).goto('/')
    await expect.poll(async () => (await view(id)).items[0]?.answer?.value).toBe(true)
  })

  test('a check is answered on the desktop with the keyboard alone', async () => {
    const id = await idOf('窓口のサーバ')
    counter = id
    await desk.goto(`/checks/${id}`)
    await key(desk, 'はい').first().waitFor()
    await inspect(desk, 'checks-list')
    const { keyboard } = desk.page
    const focused = (): Promise<string> =>
      desk.page.evaluate(
        `[document.activeElement.closest('[data-item]')?.dataset.item, document.activeElement.closest('[data-keys]') ? 'KEY' : document.activeElement.tagName].join(' ')`,
      )
    await desk.page.locator('#main').focus()
    for (let presses = 0; (await focused()) !== 'server/power KEY'; presses += 1) {
      if (presses > 20) throw new Error(await focused())
      await keyboard.press('Tab')
    }
    await keyboard.press('ArrowDown')
    await expect.poll(focused).toBe('server/double KEY')
    await keyboard.press('ArrowUp')
    await expect.poll(focused).toBe('server/power KEY')
    await keyboard.press('1')
    await expect.poll(focused).toBe('server/double KEY')
    await keyboard.press('3')
    await expect.poll(focused).toBe('server/double TEXTAREA')
    await keyboard.press('Control+Enter')
    await reads(desk, '理由を書いてください。')
    await keyboard.type('一台しか置けない部屋')
    await inspect(desk, 'checks-list-why')
    await keyboard.press('Control+Enter')
    await expect.poll(focused).toBe('server/restore INPUT')
    await keyboard.type('6')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await reads(desk, '3項目すべてに答えました')
    await expect
      .poll(async () => (await view(id)).items.map(({ answer }) => answer?.shown))
      .toEqual(['はい', '対象外', '6時間'])
    await reads(desk, '認められるのを待っています')
  })

  test('who may say so accepts that an item does not apply', async () => {
    const id = counter
    await chief.goto(`/checks/${id}`)
    await press(chief, '対象外と認める')
    await expect.poll(async () => (await view(id)).closedAt).not.toBeNull()
    await reads(chief, /に終わり|が終えた/)
    await inspect(chief, 'checks-accepted')
  })

  test('an answer that the server does not take stays with the reason, and can be given anew', async () => {
    const id = await idOf('台帳のサーバ')
    await desk.goto(`/checks/${id}`)
    await key(desk, 'はい').first().waitFor()
    await desk.page.route(`**/api/occurrences/${id}/answers`, (route) =>
      route.fulfill({
        status: 412,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          code: 'answered-meanwhile',
          status: 412,
          title: 'ほかの人が答えました',
          detail: '鈴木 実さんが9:10に答えています。',
        }),
      }),
    )
    await key(desk, 'はい').first().click()
    await reads(desk, /この答えは受け取られませんでした。鈴木 実さんが9:10に答えています。/)
    await desk.page.unroute(`**/api/occurrences/${id}/answers`)
    await key(desk, 'はい').first().click()
    await expect.poll(async () => (await view(id)).items[0]?.answer?.value).toBe(true)
    await expect.poll(() => desk.page.getByText('受け取られませんでした').count()).toBe(0)
  })

  test('a finding is mended by one and verified by another, who sends it back first', async () => {
    desk.pageErrors.splice(0)
    await desk.goto('/findings')
    await inspect(desk, 'findings')
    await desk.page.getByRole('link', { name: '二重にしてある' }).first().click()
    await reads(desk, '片方が外れている')
    await press(desk, '直したことを届ける')
    await reads(desk, 'どのように直したかを書いてください。')
    await inspect(desk, 'finding-mend')
    await write(desk, { どのように直しましたか: '電源をつなぎ直した' })
    await press(desk, '直したことを届ける')
    await reads(desk, '確かめ待ち')
    const path = new URL(desk.page.url()).pathname

    await chief.goto('/findings?state=mended')
    await chief.page.getByRole('link', { name: '二重にしてある' }).first().click()
    await reads(chief, '電源をつなぎ直した')
    await press(chief, 'まだ直っていない')
    await reads(chief, '何が足りないかを書いてから、返してください。')
    await write(chief, { ひとこと: '写真がない' })
    await inspect(chief, 'finding-verify')
    await press(chief, 'まだ直っていない')
    await reads(chief, 'まだ直っていないと返した')

    await desk.goto(path)
    await reads(desk, '写真がない')
    await write(desk, { どのように直しましたか: '写真を付けた' })
    await press(desk, '直したことを届ける')
    await reads(desk, '確かめ待ち')
    await chief.goto(path)
    await press(chief, '直った')
    await reads(chief, '直ったことを確かめた')
    await inspect(chief, 'finding-closed')
  })

  test('one item is answered alike for many subjects, and the matrix is gone through by keys', async () => {
    const head = await village.world.as('head')
    for (const name of ['西のサーバ', '東のサーバ'])
      await head.post('/api/registers/servers/entries', { fields: { name, two: false } })
    await village.setTime('2026-10-02 11:00')
    await desk.goto('/rounds')
    await inspect(desk, 'rounds')
    await desk.goto('/rounds?view=year')
    await inspect(desk, 'rounds-year')
    await desk.goto('/rounds/servers')
    await reads(desk, '西のサーバ')
    await inspect(desk, 'round')
    await desk.page
      .getByRole('combobox', { name: '一つの項目に、まとめて答える' })
      .selectOption({ label: '停電しても正しく止まる' })
    for (const name of ['西のサーバ', '東のサーバ'])
      await desk.page.getByRole('checkbox', { name: `${name}を選ぶ` }).check()
    await press(desk, '2件に答える')
    const dialog = desk.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'はい', exact: true }).click()
    await inspect(desk, 'round-many')
    await dialog.getByRole('button', { name: '2件に残す' }).click()
    await dialog.waitFor({ state: 'detached' })
    for (const title of ['西のサーバ', '東のサーバ'])
      expect((await view(await idOf(title))).items[0]?.answer?.value).toBe(true)
    await desk.page.locator('[data-cell="0,0"]').focus()
    await desk.page.keyboard.press('ArrowDown')
    await desk.page.keyboard.press('ArrowRight')
    expect(await desk.page.evaluate(`document.activeElement.dataset.cell`)).toBe('1,1')
    await desk.page.keyboard.press('Enter')
    await desk.page.waitForURL(/\/checks\//)
  })

  test('the rules of conduct are searched, read on the phone, and it is recorded that they were', async () => {
    const id = (await mine()).find(({ round }) => round === 'handbook')?.id ?? ''
    await phone.goto(`/checks/${id}`)
    await inspect(phone, 'reading')
    await phone.page.getByRole('textbox', { name: 'この中をさがす' }).fill('がめん')
    await reads(phone, '当てはまるものはありません')
    await phone.page.getByRole('textbox', { name: 'この中をさがす' }).fill('画面')
    await phone.page.getByText('机に紙を残さない').waitFor({ state: 'detached' })
    await reads(phone, '画面に鍵をかける')
    await press(phone, '読みました')
    await reads(phone, 'が終えた')
    await phone.goto('/handbook')
    await reads(phone, '令和8年10月2日に読んだ')
    await expect.poll(() => key(phone, '読みました').count()).toBe(0)
  })

  test('what is done elsewhere says what closes it and leads there', async () => {
    const id = (await mine()).find(({ round }) => round === 'training')?.id ?? ''
    await desk.goto(`/checks/${id}`)
    await reads(desk, /ひとりでに終わりになります/)
    await inspect(desk, 'elsewhere')
    await desk.page.getByRole('link', { name: /研修の記録.*行いに行く$/ }).click()
    await desk.page.waitForURL(/\/registers\/trainings/)
  })

  test('every page is calm on the phone, too, and in English', async () => {
    const page = await village.visit('head', 375)
    for (const [name, path] of Object.entries({
      'rounds-phone': '/rounds',
      'rounds-year-phone': '/rounds?view=year',
      'round-phone': '/rounds/servers',
      'round-items-phone': '/rounds/servers?view=items',
      'findings-phone': '/findings',
      'handbook-phone': '/handbook',
    })) {
      await page.goto(path)
      await inspect(page, name)
    }
    await page.page.evaluate(() => localStorage.setItem('sekisho.language', 'en'))
    await page.goto('/checks')
    await reads(page, 'What you are to look at, to read and to do.')
    await inspect(page, 'checks-english')
  })

  test('a year later all is answered as last time by one press, but what was a finding is asked anew', async () => {
    await village.setTime('2027-10-04 09:00')
    const id = await idOf('文書のサーバ')
    const later = await village.visit('head')
    await later.goto(`/checks/${id}`)
    await reads(later, '電源.png')
    await press(later, '前回と同じ')
    await reads(later, /まだの2項目に.*前回が指摘だった1項目は、残します。/)
    await inspect(later, 'checks-again')
    await later.page.getByRole('button', { name: '確かめた（2項目）' }).click()
    await expect
      .poll(async () => (await view(id)).items.map(({ answer }) => answer?.value))
      .toEqual([true, undefined, 5])
    await reads(later, '3項目のうち2')
  })

  test('who signs out leaves no answer on the device: what waits is sent before', async () => {
    const id = await idOf('地下のサーバ')
    const cellar = await village.visit('head', 375)
    await cellar.goto(`/checks/${id}`)
    const hours = cellar.page.getByRole('textbox', { name: '戻すのにかかった時間' })
    await hours.waitFor()
    const kept = (): Promise<readonly string[]> =>
      cellar.page.evaluate(
        `Object.keys(localStorage).filter((name) => name.startsWith('sekisho.answers.'))`,
      )
    await cellar.context.setOffline(true)
    await hours.fill('5')
    await press(cellar, '残して次へ')
    await reads(cellar, 'まだ送られていません 1件')
    expect(await kept()).toHaveLength(1)
    await cellar.context.setOffline(false)
    await cellar.page.getByRole('button', { name: /佐藤 花さんのメニュー/ }).click()
    await cellar.page.getByRole('menuitem', { name: 'サインアウト' }).click()
    await cellar.page.locator('input[autocomplete="username"]').waitFor()
    expect(await kept()).toEqual([])
    await expect
      .poll(async () => (await view(id)).items.some(({ answer }) => answer?.value === 5))
      .toBe(true)
  })
})
