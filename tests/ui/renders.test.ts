import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '#tests/support/chromium.ts'
import { startGallery } from './support/gallery.ts'
import type { Gallery } from './support/gallery.ts'

const executable = chromiumPath()
const counting = fileURLToPath(new URL('support/renders.js', import.meta.url))

/** The fields that were rendered since the last call. */
async function renderedFields(tab: Page): Promise<readonly string[]> {
  const counts: unknown = await tab.evaluate('takeRenders()')
  return typeof counts === 'object' && counts !== null ? Object.keys(counts).toSorted() : []
}

describe.skipIf(executable === undefined)('a form of 40 fields', () => {
  let gallery: Gallery
  beforeAll(async () => {
    gallery = await startGallery(executable ?? '')
  })
  afterAll(() => gallery.close())

  it('draws the field again that is typed in and those whose conditions name it, and no other', async () => {
    const { tab, context, trouble } = await gallery.open('/gallery')
    await tab.addInitScript({ path: counting })
    await tab.goto('/gallery/long')
    await tab.getByLabel('項目40', { exact: true }).waitFor()
    expect(await renderedFields(tab)).toHaveLength(41)

    await tab.getByLabel('項目1', { exact: true }).pressSequentially('abc')
    expect(await renderedFields(tab)).toEqual(['f1'])

    await tab.getByLabel('項目3', { exact: true }).fill('yes')
    await tab.getByText('必須', { exact: true }).waitFor()
    expect(await renderedFields(tab)).toEqual(['f3', 'f4'])

    await tab.getByLabel('項目2', { exact: true }).fill('no')
    await tab.getByLabel('項目3', { exact: true }).waitFor({ state: 'detached' })
    await tab.getByLabel('鍵の項目', { exact: true }).waitFor({ state: 'detached' })
    expect(await renderedFields(tab)).toEqual(['f2', 'f4'])

    await tab.getByLabel('項目2', { exact: true }).fill('')
    await tab.getByLabel('鍵の項目', { exact: true }).waitFor()
    expect(await renderedFields(tab)).toEqual(['f2', 'f3', 'f4', 'section f1'])

    // The draft has reached the server, as the text below the form says.
    await tab.getByText('書きかけを保存しました').waitFor()
    expect(await renderedFields(tab)).toEqual([])
    expect(trouble).toEqual([])
    await context.close()
  })
})
