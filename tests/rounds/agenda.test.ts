import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MyOccurrences } from '#features/rounds/contract/occurrences.ts'
import { inspect, photographFailures, press, reads, when, write } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { roundFiles } from './roundPack.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('recurring work on an agenda, in a browser', () => {
  let village: Village
  let chief: Visit
  photographFailures('agenda', () => ({ chief }))

  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: '2026-10-01 09:00', files: roundFiles })
    await village.setTime('2026-10-02 09:00')
    chief = await village.visit('chief')
  })
  afterAll(() => village?.close())

  const waits = async (): Promise<boolean> => {
    const { body } = await (await village.world.as('chief')).get<MyOccurrences>('/api/occurrences')
    return body.rows.some(({ round }) => round === 'committee')
  }

  test('it is offered where the meeting is planned, and stands on the agenda', async () => {
    expect(await waits()).toBe(true)
    await chief.goto('/bodies/committee')
    await press(chief, '会議を開く')
    await when(chief, '日時', '2026-10-05', '10:00')
    await chief.page.getByRole('textbox', { name: '場所' }).fill('第一会議室')
    await reads(chief, '定期業務から載せる')
    await chief.page.getByText('委員会（令和8年度10月）').click()
    await inspect(chief, 'agenda-1-plan')
    await chief.page.setViewportSize({ width: 375, height: 800 })
    await inspect(chief, 'agenda-1-plan-phone')
    await chief.page.setViewportSize({ width: 1280, height: 900 })
    await chief.page.getByRole('button', { name: '知らせる', exact: true }).click()
    await reads(chief, /会議は.*から/)
    await reads(chief, '委員会（令和8年度10月）')
    await inspect(chief, 'agenda-2-planned')
  })

  test('when the meeting is recorded with it, it is done', async () => {
    await village.setTime('2026-10-05 11:00')
    await chief.goto(new URL(chief.page.url()).pathname)
    await reads(chief, '議題にした定期業務')
    await write(chief, { 議事の経過: '話し合った。' })
    await inspect(chief, 'agenda-3-record')
    await press(chief, '会議を記録する')
    await reads(chief, '記録済み')
    expect(await waits()).toBe(true)
    await village.setTime('2026-10-05 12:00')
    expect(await waits()).toBe(false)
  })
})
