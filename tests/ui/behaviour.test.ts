import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '#tests/support/chromium.ts'
import { startGallery } from './support/gallery.ts'
import type { Gallery } from './support/gallery.ts'

const executable = chromiumPath()

/** Fills in the required fields of the gallery's form. */
async function fillIn(tab: Page, reason: string): Promise<void> {
  await tab.getByLabel('理由').fill(reason)
  await tab.getByRole('combobox', { name: '持ち出すもの' }).fill('名簿')
  await tab.getByRole('option').first().click()
  for (const level of ['秘密度3', '正確度1', '継続度1'])
    await tab.getByRole('radio', { name: level }).check()
  await tab.getByRole('radio', { name: '紙', exact: true }).check()
  await tab.getByLabel('出発', { exact: false }).first().fill('R8.11.21')
  await tab.getByLabel('出発の時刻').fill('午後3時')
  await tab.getByLabel('返却予定', { exact: false }).first().fill('令和8年11月22日')
}

describe.skipIf(executable === undefined)('what the screens do', () => {
  let gallery: Gallery
  beforeAll(async () => {
    gallery = await startGallery(executable ?? '')
  })
  afterAll(() => gallery.close())

  it('a form sends dates that were typed in eras, and the class, as the API stores them', async () => {
    const { tab, server, context } = await gallery.open('/gallery/form')
    await fillIn(tab, '打合せのため')
    await tab.getByRole('button', { name: '申請する' }).click()
    await tab.getByText('申請しました').waitFor()
    expect(server.taken[0]?.fields).toMatchObject({
      reason: '打合せのため',
      line: 'e0',
      class: {
        confidentiality: 3,
        integrity: 1,
        availability: 1,
      },
      means: 'paper',
      leaves: '2026-11-21T15:00:00+09:00',
      returns: '2026-11-22',
    })
    await context.close()
  })

  it('a date far from today is asked about while it is typed; the tick says that it is meant, and another one is asked about anew', async () => {
    const { tab, server, context } = await gallery.open('/gallery/form')
    await fillIn(tab, '打合せのため')
    const returns = tab.getByLabel('返却予定', { exact: false }).first()
    const tick = tab.getByRole('checkbox', { name: 'このとおりで正しい' })
    expect(await tick.count()).toBe(0)
    await returns.fill('2126-11-22')
    await tab.getByText('今日から10年より離れています').waitFor()
    await tick.check()
    await returns.fill('2127-11-22')
    await tab.getByText('令和109年').first().waitFor()
    expect(await tick.isChecked()).toBe(false)
    await tick.check()
    await tab.getByRole('button', { name: '申請する' }).click()
    await tab.getByText('申請しました').waitFor()
    expect(server.taken[0]).toMatchObject({ fields: { returns: '2127-11-22' }, datesMeant: true })
    await context.close()
  })

  it('a field whose condition does not hold is neither shown nor sent', async () => {
    const { tab, context } = await gallery.open('/gallery/form')
    await tab.getByRole('radio', { name: 'USBメモリ' }).check()
    await tab.getByRole('group', { name: /暗号化した\s*必須/ }).waitFor()
    await tab.getByRole('radio', { name: '紙', exact: true }).check()
    await tab.getByRole('group', { name: '暗号化した' }).waitFor({ state: 'detached' })
    await context.close()
  })

  it('missing fields are listed above and marked each, and the first of them is focused', async () => {
    const { tab, context } = await gallery.open('/gallery/form')
    await tab.getByRole('button', { name: '申請する' }).click()
    await tab.getByText('6か所を直してください').waitFor()
    await expect.poll(() => tab.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
    expect(await tab.getByLabel('理由').getAttribute('aria-invalid')).toBe('true')
    expect(await tab.getByText('「理由」を入力してください。').count()).toBe(2)
    await context.close()
  })

  it('a refusal of the server is shown beside the field it is about, with its provision', async () => {
    const { tab, context } = await gallery.open('/gallery/form')
    await fillIn(tab, '断ることになる理由')
    await tab.getByRole('button', { name: '申請する' }).click()
    await tab.getByText('「理由」をくわしく書いてください。').first().waitFor()
    await tab.getByRole('button', { name: '根拠 1' }).first().click()
    await tab.getByRole('dialog', { name: '根拠 1' }).getByText('2-2(2)', { exact: true }).waitFor()
    await context.close()
  })

  it('a session that ends in the middle of a form loses nothing: sign in over the page, and the same request goes out again with the same key', async () => {
    const { tab, server, context } = await gallery.open('/gallery/form')
    await fillIn(tab, '打合せのため')
    server.signedIn = false
    await tab.getByRole('button', { name: '申請する' }).click()
    const dialog = tab.getByRole('dialog')
    await dialog.getByLabel('利用者ID').fill('hanako')
    await dialog.getByLabel('パスワード').fill('fictional-password')
    await dialog.getByRole('button', { name: 'サインインする', exact: true }).click()
    await tab.getByText('申請しました').waitFor()
    expect(server.taken).toHaveLength(1)
    expect(new Set(server.keys).size).toBe(1)
    await context.close()
  })

  it('a write without a connection waits, says so, and is sent when the connection is back', async () => {
    const { tab, server, context } = await gallery.open('/gallery/form')
    await fillIn(tab, '地下の倉庫から')
    await context.setOffline(true)
    await tab.getByRole('button', { name: '申請する' }).click()
    await tab.getByText('サーバーにつながりません。入力した1件はここに残してあり').waitFor()
    await context.setOffline(false)
    await tab.getByText('申請しました').waitFor()
    expect(server.taken.map(({ fields }) => fields['reason'])).toEqual(['地下の倉庫から'])
    await context.close()
  })

  it('what was typed is there again after the page was closed, and can be thrown away', async () => {
    const { tab, context } = await gallery.open('/gallery/form')
    await tab.getByLabel('理由').fill('途中まで書いた')
    await tab.reload()
    await tab.getByText('の書きかけを開きました').waitFor()
    expect(await tab.getByLabel('理由').inputValue()).toBe('途中まで書いた')
    await tab.getByRole('button', { name: '書きかけを捨てて始める' }).click()
    await expect.poll(() => tab.getByLabel('理由').inputValue()).toBe('')
    await context.close()
  })

  it('the Enter that ends a conversion of the IME neither sends a form nor chooses a hit', async () => {
    const { tab, server, context } = await gallery.open('/gallery/form')
    const cdp = await context.newCDPSession(tab)
    await tab.getByLabel('連絡先').focus()
    await cdp.send('Input.imeSetComposition', {
      text: 'れんらく',
      selectionStart: 4,
      selectionEnd: 4,
    })
    await cdp.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await cdp.send('Input.insertText', { text: '連絡' })
    expect(await tab.getByLabel('連絡先').inputValue()).toBe('連絡')
    expect(await tab.getByText('か所を直してください').count()).toBe(0)
    expect(server.keys).toEqual([])
    await context.close()
  })

  it('Ctrl+K finds people and pages; arrows and Enter lead there', async () => {
    const { tab, context } = await gallery.open('/gallery/case')
    await tab.keyboard.press('Control+k')
    await tab.getByRole('combobox', { name: 'さがす' }).waitFor()
    await tab.keyboard.insertText('台帳')
    await tab.getByRole('option', { name: '台帳' }).waitFor()
    await tab.keyboard.press('Enter')
    await tab.getByRole('heading', { level: 1, name: '台帳の見本' }).waitFor()
    await context.close()
  })

  it('Ctrl+K shows what can be done above whoever is found', async () => {
    const { tab, context } = await gallery.open('/gallery/case')
    await tab.keyboard.press('Control+k')
    await tab.getByRole('combobox', { name: 'さがす' }).waitFor()
    await tab.keyboard.insertText('花子')
    await tab.getByRole('option', { name: '架空 花子' }).waitFor()
    expect(await tab.getByRole('option').first().textContent()).toContain('貸出し')
    await context.close()
  })

  it('on paper ticks keep their colour, and a button that says what was chosen stays', async () => {
    const { tab, context } = await gallery.open('/gallery/case')
    await tab.getByRole('heading', { level: 1 }).waitFor()
    await tab.emulateMedia({ media: 'print' })
    expect(
      await tab.evaluate(`(() => {
        const main = document.querySelector('main')
        main.insertAdjacentHTML('beforeend', '<button aria-pressed="true">ある</button><button aria-pressed="false">ない</button>')
        const [chosen, other] = [...main.querySelectorAll('[aria-pressed]')].slice(-2)
        const style = (it) => getComputedStyle(it)
        return [style(chosen).display !== 'none', style(other).display, style(main.querySelector('input[type=checkbox]')).printColorAdjust]
      })()`),
    ).toEqual([true, 'none', 'exact'])
    await context.close()
  })

  it('a table of 200,000 rows draws only those in sight and is walked with the keyboard', async () => {
    const { tab, context } = await gallery.open('/gallery/table')
    const rows = tab.locator('[data-row]')
    await rows.first().waitFor()
    expect(await tab.getByRole('grid').getAttribute('aria-rowcount')).toBe('200001')
    expect(await rows.count()).toBeLessThan(60)
    await rows.first().focus()
    for (let step = 0; step < 3; step += 1) await tab.keyboard.press('ArrowDown')
    await expect.poll(() => tab.evaluate('document.activeElement.dataset.row')).toBe('3')
    await tab.keyboard.press('Space')
    await tab.getByText('1件を選択中').waitFor()
    await tab.keyboard.press('Enter')
    await tab.getByRole('heading', { level: 1, name: '持出R8-0012' }).waitFor()
    expect(new URL(tab.url()).search).toBe('?from=e3')
    await context.close()
  })

  it('the search and the filters of a table are in the address and are restored from it', async () => {
    const { tab, context } = await gallery.open('/gallery/table?q=名簿&f.level=3')
    await tab.getByRole('button', { name: '秘密度: 秘密度3' }).waitFor()
    expect(await tab.getByLabel('情報資産をさがす').inputValue()).toBe('名簿')
    await tab.getByRole('button', { name: '秘密度: 秘密度3' }).click()
    await tab.waitForURL((url) => !url.search.includes('f.level'))
    await context.close()
  })

  it('the language can be switched to English, and the years to Gregorian', async () => {
    const { tab, context } = await gallery.open('/gallery/case')
    // Years stand only where they are not this year.
    await context.clock.setFixedTime('2027-01-15T09:00:00+09:00')
    await tab.reload()
    await tab.getByRole('button', { name: '架空 花子' }).click()
    await tab.getByRole('menuitemradio', { name: '西暦（2026年）' }).click()
    await tab.getByText('2026年11月21日 9:12').waitFor()
    await tab.getByRole('button', { name: '架空 花子' }).click()
    await tab.getByRole('menuitemradio', { name: 'English' }).click()
    await tab.getByRole('link', { name: 'My tasks' }).first().waitFor()
    expect(await tab.evaluate('document.documentElement.lang')).toBe('en')
    await context.close()
  })

  it('where a second factor is required, the code follows the password, also after a reload', async () => {
    const { tab, server, context } = await gallery.open('/gallery/case')
    server.signedIn = false
    server.code = '123456'
    await tab.reload()
    await tab.getByLabel('利用者ID').fill('hanako')
    await tab.getByLabel('パスワード').fill('fictional-password')
    await tab.getByRole('button', { name: 'サインインする', exact: true }).click()
    await tab.getByLabel('確認コード').waitFor()
    await tab.reload()
    await tab.getByLabel('確認コード').fill('123456')
    await tab.getByRole('button', { name: 'サインインする', exact: true }).click()
    await tab.getByRole('heading', { level: 1, name: '持出R8-0012' }).waitFor()
    await context.close()
  })
})
