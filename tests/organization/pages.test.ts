import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '#tests/support/browser.ts'
import type { Village, Visit } from '#tests/support/browser.ts'

const executable = chromiumPath()
const pictures = process.env['SEKISHO_PICTURES']

/**
 * Expects a page without faults by axe, without errors, no wider than the screen; takes a picture
 * where SEKISHO_PICTURES names a folder.
 */
async function sound(
  { page, accessibilityFaults: faults, pageErrors: trouble }: Visit,
  name: string,
): Promise<void> {
  await page.waitForLoadState('networkidle')
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `organization-${name}.png`), fullPage: true })
  }
  expect({ name, faults: await faults(), trouble }).toEqual({ name, faults: [], trouble: [] })
  expect({
    name,
    wider: await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    ),
  }).toEqual({ name, wider: 0 })
}

const press = (visit: Visit, name: string | RegExp) =>
  visit.page.getByRole('button', { name, exact: true }).first().click()
const reads = (visit: Visit, words: string | RegExp) =>
  visit.page.getByText(words).first().waitFor()
const inDialog = (visit: Visit) => visit.page.getByRole('dialog')

async function personPath({ page }: Visit, words: string): Promise<string> {
  const { rows } = (await (
    await page.request.get(`/api/persons?q=${encodeURIComponent(words)}`)
  ).json()) as { rows: { id: string }[] }
  return `/organization/persons/${rows[0]!.id}`
}

async function unitPath({ page }: Visit, title: string): Promise<string> {
  const { units } = (await (await page.request.get('/api/units')).json()) as {
    units: { id: string; title: string }[]
  }
  return `/organization?unit=${units.find((one) => one.title === title)!.id}`
}

describe.skipIf(executable === undefined)('the pages of the organisation, in a browser', () => {
  let village: Village
  let chief: Visit
  let clerk: Visit

  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: '2026-11-02 09:00' })
    chief = await village.visit('k-sakaki')
    clerk = await village.visit('y-hasegawa')
  })
  afterAll(() => village?.close())

  test.each([1280, 375])('no page has a fault at %i pixels', async (width) => {
    const visit = await village.visit('k-sakaki', width)
    const pages = {
      people: '/organization',
      unit: await unitPath(visit, '住民福祉課'),
      chart: '/organization?view=chart',
      roles: '/organization/roles',
      places: '/organization/roles/security-officer',
      role: '/organization/roles/ciso',
      absences: '/organization/absences',
      contacts: '/organization/contacts',
      person: await personPath(visit, '丸山'),
    }
    for (const [name, path] of Object.entries(pages)) {
      await visit.goto(path)
      await sound(visit, `${name}-${width}`)
    }
  })

  test('people are found by the kana of their name, and their unit shows its posts', async () => {
    await clerk.goto('/organization')
    await clerk.page.getByRole('textbox', { name: '氏名・ふりがな・番号でさがす' }).fill('マルヤマ')
    await clerk.page
      .getByRole('list', { name: '職員等' })
      .getByRole('listitem')
      .filter({ hasText: '丸山 静香' })
      .waitFor()
    await expect
      .poll(() => clerk.page.getByRole('list', { name: '職員等' }).getByRole('listitem').count())
      .toBe(1)
    await clerk.goto('/organization')
    await clerk.page
      .getByRole('navigation', { name: '所属の木' })
      .getByRole('button', { name: /^住民福祉課/ })
      .click()
    await clerk.page.getByRole('list', { name: '住民福祉課の職' }).getByText('長の次').waitFor()
  })

  test('who does not administer is offered nothing to change and no list of what is loose', async () => {
    await clerk.goto('/organization')
    await clerk.page.getByRole('list', { name: '職員等' }).waitFor()
    expect(await clerk.page.getByRole('button', { name: '追加・変更' }).count()).toBe(0)
    await clerk.goto('/organization/roles')
    await reads(clerk, '最高情報セキュリティ責任者')
    expect(await clerk.page.getByText('整えること').count()).toBe(0)
    await chief.goto('/organization/roles')
    await reads(chief, /^整えること/)
  })

  test('an absence that is written puts the deputy in place and says why, and taken back puts the head in again', async () => {
    const head = await village.visit('s-maruyama')
    await head.goto('/organization/absences')
    await press(head, '自分の不在を登録する')
    await sound(head, 'absence-dialog')
    await inDialog(head).getByRole('button', { name: '保存する' }).click()
    await inDialog(head).waitFor({ state: 'hidden' })
    await reads(head, '今日は不在')
    await clerk.goto('/organization/roles/security-officer')
    const place = clerk.page
      .getByRole('listitem')
      .filter({ has: clerk.page.getByText('住民福祉課', { exact: true }) })
      .first()
    await place.getByText('代行').waitFor()
    await place.getByText('住民福祉課', { exact: true }).click()
    await place.getByText(/^丸山 静香さんが不在のため/).waitFor()
    await sound(clerk, 'place-open')
    await head.page
      .getByRole('button', { name: /取り消す：丸山/ })
      .or(head.page.getByRole('button', { name: '取り消す' }))
      .first()
      .click()
    await reads(head, '取り消しました。')
    await clerk.goto('/organization/roles/security-officer')
    await place.getByText('本人').waitFor()
  })

  test('the chief appoints to a place, which its line shows with its record, and ends it again', async () => {
    await chief.goto('/organization/roles/room-manager')
    const place = chief.page
      .getByRole('listitem')
      .filter({ has: chief.page.getByText('総務課', { exact: true }) })
      .first()
    await place.getByText('総務課', { exact: true }).click()
    await place.getByRole('button', { name: '任命する' }).click()
    const dialog = inDialog(chief)
    await dialog.getByRole('combobox', { name: /任命する人/ }).fill('もちづき')
    await chief.page.getByRole('option', { name: /望月 晴美/ }).click()
    await sound(chief, 'appoint-dialog')
    await dialog.getByRole('button', { name: '任命する' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await place.getByRole('button', { name: '任命を終える：望月 晴美' }).click()
    await dialog.getByRole('button', { name: '終わらせる' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await place.getByText('令和8年11月2日').first().waitFor()
  })

  test('the second of two who change a person sees what the first changed, and both changes are kept', async () => {
    const other = await village.visit('t-kurosawa')
    const path = await personPath(chief, '大槻')
    for (const visit of [chief, other]) {
      await visit.goto(path)
      await press(visit, '変える')
      await inDialog(visit).getByRole('textbox', { name: /^電話/ }).waitFor()
    }
    await inDialog(other).getByRole('textbox', { name: /^電話/ }).fill('177')
    await inDialog(other).getByRole('button', { name: '保存する' }).click()
    await inDialog(other).waitFor({ state: 'hidden' })
    await inDialog(chief).getByRole('textbox', { name: /^番号/ }).fill('5107')
    await inDialog(chief).getByRole('button', { name: '保存する' }).click()
    await reads(chief, '先に変わった所')
    await reads(chief, /107 → 177/)
    await reads(chief, /黒沢 拓真/)
    await sound(chief, 'changed-meanwhile')
    await inDialog(chief).getByRole('button', { name: '保存する' }).click()
    await inDialog(chief).waitFor({ state: 'hidden' })
    await reads(chief, '5107')
    await reads(chief, '177')
  })

  test('a post keeps its tie to the policy when its name is changed', async () => {
    await chief.goto('/organization')
    await chief.page
      .getByRole('navigation', { name: '所属の木' })
      .getByRole('button', { name: /^総務課/ })
      .click()
    await press(chief, '職を変える：総務課長')
    const tie = inDialog(chief)
      .getByRole('group', { name: '規程の職' })
      .getByRole('radio', { name: '総務課長', exact: true })
      .or(inDialog(chief).getByRole('combobox', { name: '規程の職' }))
    await tie.first().waitFor()
    await sound(chief, 'post-dialog')
    await inDialog(chief).getByRole('textbox', { name: '職の名称' }).fill('総務課の長')
    await inDialog(chief).getByRole('button', { name: '保存する' }).click()
    await inDialog(chief).waitFor({ state: 'hidden' })
    await chief.goto('/organization/roles/chief-officer')
    await reads(chief, '総務課の長として務めています。')
  })

  test('one keeps one’s own numbers, and the emergency network prints on one page', async () => {
    await clerk.goto('/organization/contacts')
    await press(clerk, '自分の番号')
    await inDialog(clerk)
      .getByRole('textbox', { name: /^緊急の電話/ })
      .fill('000-0000-7777')
    await inDialog(clerk).getByRole('button', { name: '保存する' }).click()
    await inDialog(clerk).waitFor({ state: 'hidden' })
    await clerk.page
      .getByRole('link', { name: '長谷川 結衣さんに電話する 緊急 000-0000-7777' })
      .waitFor()
    const pdf = await clerk.page.request.get('/api/organization/contacts.pdf')
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    expect((await pdf.body()).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
  })

  test('a word in the search finds people by reading and units by name', async () => {
    await clerk.goto('/organization')
    await clerk.page.keyboard.press('Control+K')
    const box = clerk.page.getByRole('dialog').getByRole('combobox')
    await box.fill('もちづき')
    await clerk.page.getByRole('option', { name: /望月 晴美/ }).waitFor()
    await box.fill('ソウム')
    await clerk.page.getByRole('option', { name: /^総務課/ }).waitFor()
  })
})
