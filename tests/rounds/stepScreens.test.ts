import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseView } from '#features/cases/contract/caseView.ts'
import { inspect, photographFailures, press, reads } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { caseVersion } from '../support/versions.ts'
import { checkFiles } from './checkPack.ts'
import { roundFiles } from './roundPack.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('what a step checks, on screens', () => {
  let village: Village
  let phone: Visit
  let id = ''
  const shown = async (): Promise<CaseView> =>
    (await (await village.world.as('head')).get<CaseView>(`/api/cases/${id}`)).body
  const key = (name: string) =>
    phone.page.getByRole('main').getByRole('button', { name, exact: true })
  photographFailures('step-checks', () => ({ phone }))

  beforeAll(async () => {
    village = await startVillage(executable ?? '', {
      at: '2026-11-02 09:00',
      files: { ...roundFiles, ...checkFiles },
    })
    const head = await village.world.as('head')
    const server = await head.post<{ id: string }>('/api/registers/servers/entries', {
      fields: { name: '窓口のサーバ', two: false },
    })
    const clerk = await village.world.as('clerk')
    const begun = await clerk.post<{ id: string }>('/api/cases', {
      procedure: 'start-use',
      send: true,
      about: [server.body.id],
      fields: { why: '窓口で使う' },
    })
    id = begun.body.id
    phone = await village.visit('head', 375)
  })
  afterAll(() => village?.close())

  test('who decides answers on the phone in the place of the step, and then decides', async () => {
    const head = await village.world.as('head')
    const early = await head.post<{ code: string }>(`/api/cases/${id}/acts`, {
      step: 'approve',
      version: await caseVersion(village.world, id),
      decision: 'permit',
    })
    expect([early.status, early.body.code]).toEqual([409, 'check-open'])
    await phone.goto(`/cases/${id}`)
    await reads(phone, '3項目のうち0項目に答えました')
    await inspect(phone, 'step-checks-phone')
    await phone.page.getByRole('link', { name: '点検に答える' }).click()
    await phone.page.getByRole('heading', { name: '試しに動かした' }).waitFor()
    await key('はい').click()
    await phone.page.getByRole('heading', { name: '停電しても正しく止まる' }).waitFor()
    await key('はい').click()
    await phone.page.getByRole('textbox', { name: '戻すのにかかった時間' }).fill('5')
    await press(phone, '残して次へ')
    await reads(phone, '3項目すべてに答えました')
    await phone.page.getByRole('link', { name: /^使始/ }).click()
    await reads(phone, '3項目のうち3項目に答えました')
    await inspect(phone, 'step-checks-answered')
    const desk = await village.visit('head')
    await desk.goto(`/cases/${id}`)
    await reads(desk, '停電しても正しく止まる')
    await inspect(desk, 'step-checks-desk')
    expect((await shown()).checks).toMatchObject([{ done: true }])
    await press(phone, '許可する')
    await phone.page.getByText('あなたの番です').waitFor({ state: 'detached' })
    expect((await shown()).step?.id).toBe('note')
    expect(phone.pageErrors.filter((error) => !error.includes('409'))).toEqual([])
  })
})
