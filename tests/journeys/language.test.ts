import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village } from '../support/browser.ts'
import { inspect } from './steps.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('English, in a browser', () => {
  let village: Village
  beforeAll(async () => {
    village = await startVillage(executable ?? '')
  })
  afterAll(() => village?.close())

  test('is switched to on the sign-in page, is what the server answers in, and is remembered, with its own texts alone', async () => {
    const { account, password } = village.signIns.find((one) => one.account === 'y-hasegawa') ?? {
      account: '',
      password: '',
    }
    const visit = await village.visit()
    const { page } = visit
    const texts: string[] = []
    page.on('request', (request) => {
      const name = /\/assets\/((?:ja|en)-[^/]+)\.js$/.exec(request.url())?.[1]
      if (name !== undefined) texts.push(name.slice(0, 2))
    })
    await page.goto('/')
    await page.getByRole('heading', { name: 'サインイン', exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ja')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await inspect(visit, 'language-sign-in')

    await page.getByRole('textbox', { name: 'Account' }).fill(account)
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('You could not be signed in').waitFor()
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'My tasks' }).waitFor()
    await inspect(visit, 'language-home')

    texts.length = 0
    await page.reload()
    await page.getByRole('heading', { name: 'My tasks' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect([...new Set(texts)]).toEqual(['en'])
  })

  test('is switched to and back from the menu of a name, on a page that is open', async () => {
    const { page, pageErrors: trouble } = await village.visit('t-kurosawa')
    const choose = async (language: string): Promise<void> => {
      await page.locator('button[aria-haspopup=menu]').first().click()
      await page.getByRole('menuitemradio', { name: language }).click()
    }
    await page.goto('/journal')
    await page.getByRole('heading', { name: '操作記録' }).waitFor()
    await choose('English')
    await page.getByRole('heading', { name: 'Journal' }).waitFor()
    await page
      .getByRole('option', { name: 'Signed in', exact: true })
      .waitFor({ state: 'attached' })
    await choose('日本語')
    await page.getByRole('heading', { name: '操作記録' }).waitFor()
    await page
      .getByRole('option', { name: 'サインインした', exact: true })
      .waitFor({ state: 'attached' })
    expect(trouble).toEqual([])
  })
})
