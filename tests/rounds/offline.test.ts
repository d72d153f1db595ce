import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MyOccurrences, OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import { photographFailures, press, reads } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { roundFiles } from './roundPack.ts'

const executable = chromiumPath()
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe.skipIf(executable === undefined)('checks without a network', () => {
  let village: Village
  let phone: Visit

  const view = async (id: string): Promise<OccurrenceView> =>
    (await (await village.world.as('head')).get<OccurrenceView>(`/api/occurrences/${id}`)).body
  const idOf = async (title: string): Promise<string> => {
    const { body } = await (await village.world.as('head')).get<MyOccurrences>('/api/occurrences')
    return body.rows.find(({ subject }) => subject.title === title)?.id ?? ''
  }
  const key = (visit: Visit, name: string) =>
    visit.page.getByRole('main').getByRole('button', { name, exact: true })
  const item = (visit: Visit, name: string) => visit.page.getByRole('heading', { name }).waitFor()
  /** The names of what the service worker keeps of the server's answers. */
  const keptAnswers = (visit: Visit): Promise<string[]> =>
    visit.page.evaluate(
      `caches.open('sekisho-checks').then((cache) => cache.keys()).then((all) => all.map(({ url }) => new URL(url).pathname).toSorted())`,
    )
  photographFailures('offline', () => ({ phone }))

  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: '2026-10-01 09:00', files: roundFiles })
    const head = await village.world.as('head')
    for (const [name, two] of [
      ['地下のサーバ', true],
      ['窓口のサーバ', false],
    ] as const)
      await head.post('/api/registers/servers/entries', { fields: { name, two } })
    await village.setTime('2026-10-02 09:00')
    phone = await village.visit('head', 375, { keepsChecks: true })
  })
  afterAll(() => village?.close())

  test('a check that was opened is answered, left and opened again without a network, and all of it arrives once', async () => {
    const id = await idOf('地下のサーバ')
    await phone.goto('/checks')
    await expect.poll(() => keptAnswers(phone)).toContain('/api/occurrences')
    await phone.goto(`/checks/${id}`)
    await item(phone, '停電しても正しく止まる')
    await expect.poll(() => keptAnswers(phone)).toContain(`/api/occurrences/${id}`)
    expect(await keptAnswers(phone)).toContain('/api/session')

    await phone.context.setOffline(true)
    await phone.page
      .locator('input[type="file"]')
      .setInputFiles({ name: '電源.png', mimeType: 'image/png', buffer: picture })
    await reads(phone, '電源.png')
    await key(phone, 'はい').click()
    await item(phone, '二重にしてある')
    await key(phone, 'はい').click()
    await item(phone, '戻すのにかかった時間')

    await phone.page.reload()
    await item(phone, '戻すのにかかった時間')
    await reads(phone, 'サーバーにつながりません')
    await reads(phone, 'まだ送られていません 2件')
    // What Chromium writes of requests that did not arrive goes on, so only the page is looked at.
    expect(await phone.accessibilityFaults()).toEqual([])
    await phone.page.getByRole('textbox', { name: '戻すのにかかった時間' }).fill('５')
    await press(phone, '残して次へ')
    await reads(phone, 'まだ送られていません 3件')
    await phone.page.goto('/checks')
    await reads(phone, '地下のサーバ')
    expect((await view(id)).items.map(({ answer }) => answer)).toEqual([null, null, null])

    await phone.context.setOffline(false)
    await expect
      .poll(async () => (await view(id)).items.map(({ answer }) => answer?.value))
      .toEqual([true, true, 5])
    const [power] = (await view(id)).items
    expect(power?.answer?.files.map(({ name }) => name)).toEqual(['電源.png'])
    const rows = await village.world.transact((tx) =>
      tx.db.selectFrom('standings').select('mechanism').where('occurrence_id', '=', id).execute(),
    )
    expect(rows).toHaveLength(3)
  })

  test('only checks are kept, and nothing of one person is left when another may come', async () => {
    await phone.context.setOffline(false)
    await phone.goto('/')
    await phone.goto('/findings')
    await phone.goto('/checks')
    await reads(phone, '窓口のサーバ')
    const kept = await keptAnswers(phone)
    expect(kept.every((path) => /^\/(?:kept-for|api\/(?:session|occurrences.*))$/.test(path))).toBe(
      true,
    )
    expect(kept).toContain('/api/occurrences')
    await phone.page.evaluate(
      `fetch('/api/session', { method: 'DELETE', headers: { 'x-sekisho-csrf': /sekisho_csrf=([^;]+)/.exec(document.cookie)[1] } }).then(({ status }) => status)`,
    )
    expect(await keptAnswers(phone)).toEqual([])
    await phone.context.setOffline(true)
    await phone.page.goto('/checks').catch(() => undefined)
    expect(await phone.page.getByText('窓口のサーバ').count()).toBe(0)
    await phone.context.setOffline(false)
  })
})
