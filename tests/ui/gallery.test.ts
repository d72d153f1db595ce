import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults } from '#tests/support/accessibility.ts'
import { chromiumPath } from '#tests/support/chromium.ts'
import { startGallery } from './support/gallery.ts'
import type { Gallery } from './support/gallery.ts'

const executable = chromiumPath()
const pages = ['/gallery', '/gallery/case', '/gallery/table', '/gallery/form'] as const
const widths = [1280, 375] as const

describe.skipIf(executable === undefined)('the parts of the screens', () => {
  let gallery: Gallery
  beforeAll(async () => {
    gallery = await startGallery(executable ?? '')
  })
  afterAll(() => gallery.close())

  for (const width of widths) {
    for (const path of pages) {
      it(`${path} at ${width} px has no fault of accessibility, no error and nothing beyond its edge`, async () => {
        const { context, tab, trouble } = await gallery.open(path, width)
        await tab.waitForLoadState('networkidle')
        expect(await accessibilityFaults(tab)).toEqual([])
        expect(trouble).toEqual([])
        expect(
          await tab.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
        ).toBeLessThanOrEqual(0)
        await context.close()
      })
    }
  }

  it('what opens over a page has no fault of accessibility: search, menu, dialog, provision, month, filters', async () => {
    const { context, tab } = await gallery.open('/gallery/case')
    const faults: string[] = []
    const look = async (what: string): Promise<void> => {
      faults.push(...(await accessibilityFaults(tab)).map((fault) => `${what} ${fault}`))
      await tab.keyboard.press('Escape')
    }
    await tab.keyboard.press('Control+k')
    await tab.getByRole('combobox').fill('見本')
    await tab.getByRole('option').first().waitFor()
    await look('search')
    await tab.getByRole('button', { name: '架空 花子' }).click()
    await tab.getByRole('menuitemradio').first().waitFor()
    await look('menu')
    await tab.getByRole('button', { name: '許可する' }).click()
    await tab.getByRole('dialog').waitFor()
    await look('dialog')
    await tab.getByRole('button', { name: '根拠 2' }).first().click()
    const grounds = tab.getByRole('dialog', { name: '根拠 2' })
    await grounds.getByText('2-2(2)', { exact: true }).waitFor()
    await look('provision')
    await tab.goto('/gallery/form')
    await tab.getByRole('button', { name: '返却予定を暦から選ぶ' }).click()
    await tab.getByRole('grid').waitFor()
    await look('month')
    await tab.goto('/gallery/table')
    await tab.getByRole('button', { name: '絞り込み' }).click()
    await tab.getByRole('dialog').waitFor()
    await look('filters')
    expect(faults).toEqual([])
    await context.close()
  })
})
