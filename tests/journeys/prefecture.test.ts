import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import {
  choose,
  depart,
  follow,
  inspect,
  permit,
  photographFailures,
  pick,
  press,
  reads,
  restsOn,
  standsAt,
  when,
  write,
} from './steps.ts'

const executable = chromiumPath()
const plan = '地域福祉計画の案'
const system = '福祉総合システム'

describe.skipIf(executable === undefined)(
  'a prefecture carries Ⅱ and connects to a network of others, in a browser',
  () => {
    let prefecture: Village
    let clerk: Visit
    let head: Visit
    let chief: Visit
    let path = ''

    beforeAll(async () => {
      prefecture = await startVillage(executable ?? '', { at: '2026-11-02 09:00', pack: 'nara' })
      clerk = await prefecture.visit('s-kishi')
      head = await prefecture.visit('m-nakajima')
      chief = await prefecture.visit('h-tsuda')
    })
    afterAll(() => prefecture?.close())
    photographFailures('prefecture', () => ({ clerk, head, chief }))

    test('the clerk asks about an asset of Ⅱ and is told that the officer of her section permits its transport, and with what care', async () => {
      await clerk.goto('/ask')
      await pick(clerk, /^何を/, '地域福祉', plan)
      await clerk.page
        .getByRole('combobox', { name: 'どうする' })
        .selectOption({ label: '運ぶ・庁舎の外へ持ち出す' })
      await choose(clerk, /何で運ぶか/, 'USBメモリなどの媒体')
      await choose(clerk, /どこへ/, '庁舎の外へ')
      await write(clerk, { 行き先: '国の出先機関' })
      for (const words of [
        '中島 美和さん',
        '情報分類Ⅱ',
        '暗号化かパスワードをかける',
        '鍵付きケースに入れる',
        '持出・持込記録簿に書く',
      ])
        await reads(clerk, words)
      await restsOn(clerk, '4(2)ク(イ)')
      await inspect(clerk, 'prefecture-1-ask')
      await follow(clerk, '申請を始める')
      await clerk.page
        .getByRole('heading', { level: 1, name: '情報資産の運搬・持ち出し' })
        .waitFor()
      await write(clerk, {
        '運ぶもの（一言で）': '計画の案 媒体一つ',
        運ぶ理由: '国との協議で説明するため',
      })
      await pick(clerk, /運ぶ人/, '岸', '岸 さやか')
      await choose(clerk, /運んだ後/, '戻す')
      await when(clerk, '運び出す予定', '2026-11-04', '09:00')
      await when(clerk, '戻す予定', '2026-11-05', '17:00')
      await inspect(clerk, 'prefecture-2-apply')
      await press(clerk, '申請する')
      await standsAt(clerk, '所属の責任者の許可')
      path = new URL(clerk.page.url()).pathname
    })

    test('the officer permits it; on the day it leaves with the safeguards, and the carry register has a line', async () => {
      await permit(head, path)
      await prefecture.setTime('2026-11-04 08:50')
      await clerk.goto(path)
      await depart(clerk, '2026-11-04', '08:50', {
        at: '運び出した日時',
        keeper: '課長が預かる',
        button: '運び出した',
      })
      await inspect(clerk, 'prefecture-3-out')
      await clerk.goto('/registers/carry-log')
      await reads(clerk, '計画の案 媒体一つ')
      await inspect(clerk, 'prefecture-4-carry-log')
    })

    test('a system of the number network may not reach the internet, whoever asks', async () => {
      await clerk.goto('/ask')
      await pick(clerk, /^何を/, '地域福祉', plan)
      await clerk.page
        .getByRole('combobox', { name: 'どうする' })
        .selectOption({ label: '外のネットワークとつなぐ' })
      await expect
        .poll(() => clerk.page.getByRole('combobox', { name: /^何を/ }).inputValue())
        .toBe('')
      await pick(clerk, /^何を/, '福祉総合', system)
      await write(clerk, { つなぐ相手: '研究機関の網' })
      await choose(clerk, /相手のネットワーク/, 'インターネットにつながる網')
      await restsOn(clerk, '5(1)ア')
      await inspect(clerk, 'prefecture-5-forbidden')
    })

    test('towards a closed network the manager takes it up, the chief officer permits it, and it stands in the register', async () => {
      await choose(clerk, /相手のネットワーク/, '閉じた網')
      await reads(clerk, '津田 春樹さん')
      await follow(clerk, '申請を始める')
      await clerk.page
        .getByRole('heading', { level: 1, name: '外のネットワークとの接続' })
        .waitFor()
      await write(clerk, {
        つなぐ目的: '調査の結果を受け取る',
        調べた相手の構成と守り: '構成図を受け取って確かめた',
        庁内に響かないと考えた理由: '経路とポートを一つに絞る',
        損害を償う約束のある契約: '覚書 第五条',
      })
      await clerk.page.getByRole('textbox', { name: 'つなぐ予定の日' }).fill('2026-11-10')
      await press(clerk, '申請する')
      await standsAt(clerk, 'システム管理者の申請')
      path = new URL(clerk.page.url()).pathname
      await head.goto(path)
      await press(head, '確かめて上げる')
      await standsAt(head, '統括責任者の許可')
      await permit(chief, path)
      await inspect(chief, 'prefecture-6-permitted')
      await prefecture.setTime('2026-11-04 10:00')
      await clerk.goto(path)
      await when(clerk, 'つないだ日時', '2026-11-04', '10:00')
      await press(clerk, 'つないだ')
      await reads(clerk, '接続済み')
      await clerk.goto('/registers/external-connections')
      await reads(clerk, '研究機関の網')
      await inspect(clerk, 'prefecture-7-connections')
      await follow(clerk, '研究機関の網')
      await reads(clerk, system)
    })

    test('the picture of the roles has the bureau officers at the bureaus alone', async () => {
      await head.goto('/organization/roles/bureau-officer')
      for (const words of ['総務部', '福祉部', '県土部', '議会事務局']) await reads(head, words)
      expect(await head.page.getByRole('main').getByText('福祉課', { exact: true }).count()).toBe(0)
      await inspect(head, 'prefecture-8-bureau-officers')
    })
  },
)
