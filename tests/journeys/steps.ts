import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect } from 'vitest'
import type { Visit } from '../support/browser.ts'

const pictures = process.env['SEKISHO_PICTURES']

/**
 * Checks that a page has no accessibility fault, throws no error and fits the width of the screen.
 * With SEKISHO_PICTURES=<folder> it also takes a picture.
 */
export async function inspect(visit: Visit, name: string): Promise<void> {
  const { page } = visit
  await expect.poll(() => page.locator('.skeleton, [aria-busy="true"]').count()).toBe(0)
  await photograph(visit, name)
  expect({
    page: name,
    faults: await visit.accessibilityFaults(),
    trouble: visit.pageErrors,
  }).toEqual({
    page: name,
    faults: [],
    trouble: [],
  })
  expect({
    page: name,
    wider: await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    ),
  }).toEqual({ page: name, wider: 0 })
}

/** Takes a picture of the screen if SEKISHO_PICTURES is set. */
export async function photograph(visit: Visit, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await visit.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/**
 * After a test of this file that failed, photographs what each of these people sees, as
 * `failed-<journey>-<name>`. Call it in `describe`; `visits` is called after the test.
 */
export function photographFailures(
  journey: string,
  visits: () => Readonly<Record<string, Visit>>,
): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const [name, visit] of Object.entries(visits()))
      await photograph(visit, `failed-${journey}-${name}`)
  })
}

/** Picks an entry in a combobox by words. */
export async function pick(
  visit: Visit,
  label: string | RegExp,
  words: string,
  hit: string,
): Promise<void> {
  await visit.page.getByRole('combobox', { name: label }).fill(words)
  await visit.page.getByRole('option', { name: hit }).first().click()
}

/** Selects a radio button of a field. */
export async function choose(visit: Visit, field: string | RegExp, option: string): Promise<void> {
  await visit.page
    .getByRole('group', { name: field })
    .getByRole('radio', { name: option, exact: true })
    .check()
}

/** Writes texts into the fields with these labels. */
export async function write(visit: Visit, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(texts))
    await visit.page.getByRole('textbox', { name: label }).first().fill(text)
}

/** Writes a day and a time into a field. */
export async function when(visit: Visit, field: string, day: string, time: string): Promise<void> {
  await visit.page.getByRole('textbox', { name: field }).first().fill(day)
  await visit.page.getByRole('textbox', { name: `${field}の時刻` }).fill(time)
}

/** Presses a button of the page. */
export async function press(visit: Visit, name: string | RegExp): Promise<void> {
  await visit.page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
}

/** Follows a link of the page. */
export async function follow(visit: Visit, name: string | RegExp): Promise<void> {
  await visit.page.getByRole('main').getByRole('link', { name, exact: true }).first().click()
}

/** Waits until the page shows a text. */
export async function reads(visit: Visit, words: string | RegExp): Promise<void> {
  await visit.page.getByText(words).first().waitFor()
}

/** Checks every confirmation box. */
export async function confirmAll(visit: Visit): Promise<void> {
  for (const box of await visit.page
    .getByRole('group', { name: '確かめること' })
    .getByRole('checkbox')
    .all())
    await box.check()
}

/** Ticks everything in a list of things. */
export async function tick(visit: Visit, list: string): Promise<void> {
  const boxes = visit.page.getByRole('group', { name: list }).getByRole('checkbox')
  await boxes.first().waitFor()
  for (const box of await boxes.all()) await box.check()
}

/** Chooses what is to be done with the entry on the screen. */
export async function actOn(visit: Visit, act: string): Promise<void> {
  await visit.page
    .getByRole('main')
    .getByRole('button', { name: 'これをするときは', exact: true })
    .click()
  await visit.page.getByRole('menuitem', { name: act, exact: true }).click()
}

/** Opens the grounds of a block until one names a provision, and closes them. */
export async function restsOn(visit: Visit, provision: string): Promise<void> {
  const { page } = visit
  const all = page.getByRole('main').getByRole('button', { name: /^根拠 \d+$/ })
  await all.first().waitFor()
  for (const grounds of await all.all()) {
    await grounds.click()
    const list = page.getByRole('dialog', { name: /^根拠 \d+$/ })
    await list.getByRole('button').first().waitFor()
    const rest = list.getByRole('button', { name: /^あと\d+つ$/ })
    if (await rest.isVisible()) await rest.click()
    await list.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    const found = await list.getByText(provision, { exact: true }).isVisible()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    if (found) return
  }
  throw new Error(`no grounds of this page name ${provision}`)
}

/** Waits until the case on the screen is at a step. */
export async function standsAt(visit: Visit, step: string): Promise<void> {
  await visit.page.locator('[aria-current="step"]', { hasText: step }).waitFor()
}

/** Fills in the form of an application for taking something out. */
export async function fillApplication(
  visit: Visit,
  days: { readonly out: string; readonly back: string },
): Promise<void> {
  await write(visit, {
    持ち出す理由: '避難訓練の打合せで、県の名簿と突き合わせるため',
    ほかの方法では足りないわけ: '県の回線ではまだ渡せない',
    持ち出す範囲: '全地区',
    使う場所: '県庁3階 会議室',
    運び方: '公用車で直行する',
  })
  await when(visit, '持ち出す予定', days.out, '09:00')
  await when(visit, '戻す予定', days.back, '17:00')
}

/** Asks the handling rules, then applies; returns the address of the case. */
export async function askAndApply(
  visit: Visit,
  about: string,
  days: { readonly out: string; readonly back: string },
): Promise<string> {
  await visit.goto('/ask')
  await pick(visit, /^何を/, about.slice(0, 6), about)
  await visit.page
    .getByRole('combobox', { name: 'どうする' })
    .selectOption({ label: '庁舎の外へ持ち出す' })
  await choose(visit, /何で持ち出すか/, 'USBメモリなどの媒体')
  await write(visit, { 行き先: '県庁' })
  await choose(visit, /外で使う機器/, '行き先の対策済みパソコン')
  await follow(visit, '申請を始める')
  await visit.page.getByRole('heading', { level: 1, name: '情報資産の庁外持ち出し' }).waitFor()
  await fillApplication(visit, days)
  await press(visit, '申請する')
  await standsAt(visit, '所属の責任者の許可')
  return new URL(visit.page.url()).pathname
}

/** Permits the case at an address. */
export async function permit(visit: Visit, path: string): Promise<void> {
  await visit.goto(path)
  const confirmations = visit.page.getByRole('group', { name: '確かめること' })
  await visit.page
    .getByRole('main')
    .getByRole('button', { name: '許可する', exact: true })
    .waitFor()
  if ((await confirmations.count()) > 0) await confirmAll(visit)
  await press(visit, '許可する')
  await visit.page
    .getByRole('status')
    .or(visit.page.getByRole('alertdialog'))
    .filter({ hasText: 'を記録しました' })
    .first()
    .waitFor()
}

/** The texts of the step that records that the thing has left; they differ by policy. */
interface DepartureTexts {
  /** The field for the day and the time. */
  readonly at: string
  /** Who keeps the password or the key. */
  readonly keeper: string
  readonly button: string
}

const takeOutTexts: DepartureTexts = {
  at: '持ち出した日時',
  keeper: '係長だけが知る',
  button: '持ち出した',
}

/** Records that the thing has left, with the required safeguards. */
export async function depart(
  visit: Visit,
  day: string,
  time: string,
  texts: DepartureTexts = takeOutTexts,
): Promise<void> {
  await when(visit, texts.at, day, time)
  await confirmAll(visit)
  await visit.page
    .getByRole('group', { name: /暗号化かパスワード/ })
    .getByRole('radio')
    .first()
    .check()
  for (const box of await visit.page
    .getByRole('group', { name: /鍵付きケース|暗号化かパスワード/ })
    .getByRole('textbox')
    .all())
    await box.fill(texts.keeper)
  await press(visit, texts.button)
  await standsAt(visit, '返却')
}
