import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspect, photographFailures, press, reads } from '../journeys/steps.ts'
import { roundFiles } from '../rounds/roundPack.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('the year on screens', () => {
  let village: Village
  let desk: Visit
  let phone: Visit
  let clerk: Visit
  photographFailures('year', () => ({ desk, phone, clerk }))

  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: '2026-10-01 09:00', files: roundFiles })
    const head = await village.world.as('head')
    for (const name of ['窓口のサーバ', '地下のサーバ'])
      await head.post('/api/registers/servers/entries', { fields: { name, two: false } })
    await village.setTime('2026-10-26 09:00')
    desk = await village.visit('head')
    phone = await village.visit('head', 375)
    clerk = await village.visit('clerk')
  })
  afterAll(() => village?.close())

  test('the year stands as a table on the desk, and by months on the phone', async () => {
    await desk.goto('/year')
    await desk.page.getByRole('table').getByRole('link', { name: 'サーバの点検' }).waitFor()
    await reads(desk, '令和8年度')
    await inspect(desk, 'year-desk')
    await desk.page.getByRole('tab', { name: '暦' }).click()
    await desk.page.getByRole('region', { name: /令和9年1月/ }).waitFor()
    await phone.goto('/year')
    await phone.page.getByRole('region', { name: /令和8年10月/ }).waitFor()
    await inspect(phone, 'year-phone')
  })

  test('the address of the calendar is shown once, answers, and after it was revoked does not', async () => {
    await desk.goto('/year')
    await press(desk, 'アドレスを作る')
    const output = desk.page.getByText('/api/calendar/')
    await output.waitFor()
    const path = new URL((await output.textContent()) ?? '').pathname
    await inspect(desk, 'year-address')
    expect((await village.world.anyone().get(path)).status).toBe(200)
    await desk.page.reload()
    await press(desk, '取り消す')
    await desk.page.getByRole('button', { name: 'アドレスを作る' }).waitFor()
    expect((await village.world.anyone().get(path)).status).toBe(404)
  })

  test('a head goes from the organisation to how the unit does; a clerk finds no way, and is refused', async () => {
    const unit = village.world.units.welfare
    await desk.goto(`/organization?unit=${unit}`)
    await desk.page.getByRole('link', { name: /所属の様子/ }).click()
    await reads(desk, '窓口のサーバ')
    await inspect(desk, 'unit-desk')
    await phone.goto(`/organization/units/${unit}`)
    await reads(phone, '窓口のサーバ')
    await inspect(phone, 'unit-phone')
    await clerk.goto(`/organization?unit=${unit}`)
    await reads(clerk, '福祉課')
    expect(await clerk.page.getByRole('link', { name: /所属の様子/ }).count()).toBe(0)
    await clerk.goto(`/organization/units/${unit}`)
    await reads(clerk, '見つかりません')
    expect(await clerk.page.getByText('窓口のサーバ').count()).toBe(0)
  })

  test('a role says what it does this year', async () => {
    await clerk.goto('/organization/roles/security-officer')
    await clerk.page.getByRole('region', { name: 'この一年にすること' }).waitFor()
    await reads(clerk, 'サーバの点検')
    await inspect(clerk, 'role-year')
  })
})
