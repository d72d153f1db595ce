import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { follow, inspect, photographFailures, press, reads } from './steps.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)(
  'registers of a company: the network drawn, who reaches a system, a stocktake, in a browser',
  () => {
    let village: Village
    let manager: Visit
    let head: Visit
    let clerk: Visit

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-24 09:00', pack: 'ipa-sme' })
      manager = await village.visit('k-toyama')
      head = await village.visit('m-okuda')
      clerk = await village.visit('y-hamano', 375)
    })
    afterAll(() => village?.close())
    photographFailures('ledgers', () => ({ manager, head, clerk }))

    test('the network diagram is drawn from the register, with the same as a table; a device leads to its line', async () => {
      await manager.goto('/registers/network-devices')
      await follow(manager, 'ネットワーク構成図')
      const picture = manager.page.locator('svg[aria-label="ネットワーク構成図"]')
      await picture.waitFor()
      await inspect(manager, 'ledgers-1-diagram')
      await manager.page
        .getByRole('table')
        .getByRole('link', { name: '基幹スイッチ' })
        .first()
        .waitFor()
      const [file] = await Promise.all([
        manager.page.waitForEvent('download'),
        press(manager, '図を保存する（SVG）'),
      ])
      expect(file.suggestedFilename()).toBe('ネットワーク構成図.svg')
      await picture.getByRole('link', { name: /本社UTM/ }).click()
      await manager.page.getByRole('heading', { level: 1, name: '本社UTM' }).waitFor()
      await reads(manager, 'ここを指している登録')
      await inspect(manager, 'ledgers-2-device')
    })

    test('a system says who could reach it, today and on an earlier day', async () => {
      await manager.goto('/registers/systems')
      await follow(manager, '販売管理システム')
      await follow(manager, 'だれが届くか')
      await manager.page
        .getByRole('heading', { level: 1, name: '「販売管理システム」に届く人' })
        .waitFor()
      await reads(manager, '森 千春')
      await inspect(manager, 'ledgers-3-reach')
      await manager.goto(`${new URL(manager.page.url()).pathname}?on=2024-01-01`)
      await reads(manager, 'この日に届く人はいません')
    })

    test('what is owned stands beside what is used', async () => {
      await manager.goto('/registers/software')
      await follow(manager, '持っている数と使っている数')
      await manager.page.getByRole('row', { name: /渚オフィス/ }).waitFor()
      await inspect(manager, 'ledgers-4-counts')
    })

    test('the manager begins a stocktake; a clerk confirms on the phone, line by line', async () => {
      await manager.goto('/campaigns')
      await inspect(manager, 'ledgers-5-none')
      await press(manager, '棚卸しを始める')
      await manager.page.getByRole('combobox', { name: '台帳' }).selectOption('情報資産管理台帳')
      await manager.page.getByRole('button', { name: '始める', exact: true }).click()
      await manager.page
        .getByRole('heading', { level: 1, name: /情報資産管理台帳の棚卸し/ })
        .waitFor()
      await inspect(manager, 'ledgers-6-begun')
      await clerk.goto('/')
      await clerk.page.getByRole('link', { name: /棚卸し（.*）が始まりました/ }).click()
      await clerk.page.getByRole('heading', { level: 1, name: '営業部' }).waitFor()
      await inspect(clerk, 'ledgers-7-lines')
      const answers = (line: string) => clerk.page.getByRole('group', { name: line })
      await answers('顧客名簿').getByRole('button', { name: 'あった' }).click()
      await answers('見積書の控え').getByRole('button', { name: '違う' }).click()
      await clerk.page.getByRole('textbox', { name: '台帳と違うところ' }).fill('置き場所が変わった')
      await inspect(clerk, 'ledgers-8-differs')
      await clerk.page.getByRole('button', { name: '記録する' }).click()
      await reads(clerk, '置き場所が変わった')
      await clerk.page.getByRole('button', { name: /は、すべてあった/ }).click()
      await clerk.page.getByRole('button', { name: '確かめた', exact: true }).click()
      await reads(clerk, '全部確かめました')
      await inspect(clerk, 'ledgers-9-all')
    })

    test('who answers for the unit finishes it, and the result stays', async () => {
      await head.goto('/campaigns')
      await head.page.getByRole('link', { name: /情報資産管理台帳の棚卸し/ }).click()
      await reads(head, '全部確かめました')
      await press(head, 'この所属の棚卸しを終える')
      await reads(head, '奥田 真理さんが終えた')
      await inspect(head, 'ledgers-10-finished')
    })
  },
)
