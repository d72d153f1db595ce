import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '#platform/documents/tables/index.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import {
  askAndApply,
  follow,
  inspect,
  permit,
  photographFailures,
  press,
  reads,
  standsAt,
  write,
} from './steps.ts'

const executable = chromiumPath()
const march = '2027-03-15 09:00'
const head = '氏名,ふりがな,所属,職,雇用区分,異動\r\n'
/** 丸山 moves to tourism, 大滝 is promoted to 丸山's post, 大谷 and 長谷川 leave, a new person comes. */
const good = [
  '丸山 静香,まるやま しずか,観光地域振興課,課長,正職員,異動',
  '大滝 美咲,おおたき みさき,住民福祉課,住民福祉課長,正職員,昇任',
  '大谷 浩,おおたに ひろし,観光地域振興課,,正職員,退職',
  '長谷川 結衣,はせがわ ゆい,住民福祉課,,正職員,退職',
  '清水 海斗,しみず かいと,住民福祉課,主事,正職員,異動',
  '新田 葵,にった あおい,住民福祉課,主事,正職員,採用',
]
const faulty = [
  good[0],
  '大滝 美咲,おおたき みさき,住民福祉科,住民福祉課長,正職員,昇任',
  good[2],
  good[4],
  good[4],
  '新田 葵,,住民福祉課,,正職員,採用',
]

describe.skipIf(executable === undefined)('the day of the transfers, in a browser', () => {
  let village: Village
  let keeper: Visit
  let clerk: Visit
  let next: Visit
  let waiting = ''
  let stranded = ''

  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: march })
    keeper = await village.visit('t-kurosawa')
    clerk = await village.visit('y-hasegawa')
  })
  afterAll(() => village?.close())
  photographFailures('transfer', () => ({ keeper, clerk }))

  const send = async (name: string, lines: readonly (string | undefined)[]) => {
    await keeper.goto('/transfers')
    await keeper.page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(head + lines.join('\r\n')) })
    await keeper.page.getByRole('heading', { level: 1, name: /令和9年4月1日の異動/ }).waitFor()
  }

  /** Finds the head of a unit in the chart. */
  const leads = (unit: string, name: string) =>
    keeper.page.getByRole('link', { name: new RegExp(`^${unit}、.*${name}$`) }).waitFor()

  test('two cases of the section are under way: one waits for its head, one for the clerk who will leave', async () => {
    stranded = await askAndApply(clerk, '障害者手帳交付台帳', {
      out: '2027-04-05',
      back: '2027-04-06',
    })
    const boss = await village.visit('s-maruyama')
    await permit(boss, stranded)
    const chief = await village.visit('k-sakaki')
    await permit(chief, stranded)
    await standsAt(chief, '持ち出し')
    const colleague = await village.visit('c-matsuo')
    waiting = await askAndApply(colleague, '民生児童委員名簿', {
      out: '2027-04-07',
      back: '2027-04-08',
    })
    expect([...boss.pageErrors, ...chief.pageErrors, ...colleague.pageErrors]).toEqual([])
  })

  test('the roster comes as Excel, to be changed and sent back', async () => {
    await keeper.goto('/transfers')
    await inspect(keeper, 'transfer-1-start')
    const [file] = await Promise.all([
      keeper.page.waitForEvent('download'),
      keeper.page.getByRole('link', { name: '今の名簿を受け取る' }).click(),
    ])
    const rows = await Array.fromAsync(readTable(await readFile(await file.path())))
    expect(rows).toHaveLength(44)
    expect(rows.find((row) => row.cells['氏名'] === '丸山 静香')?.cells).toMatchObject({
      所属: '住民福祉課',
      職: '住民福祉課長',
      雇用区分: '正職員',
    })
  })

  test('a list with faults says all of them at once and cannot be decided on', async () => {
    await send('異動（下書き）.csv', faulty)
    for (const words of [
      '直す所が',
      '「住民福祉科」がありません（もしかして「住民福祉課」）',
      '清水 海斗さんが6行目にもあります',
      'ふりがながありません',
    ])
      await reads(keeper, words)
    expect(await keeper.page.getByRole('button', { name: 'この異動を決める' }).isDisabled()).toBe(
      true,
    )
    await inspect(keeper, 'transfer-2-faults')
    await press(keeper, '取り下げる')
    await reads(keeper, 'この異動は取り下げられました')
  })

  test('the mended list is compared person by person; a rank is no post; the transfer is decided and waits', async () => {
    await send('異動.csv', good)
    await keeper.page.getByRole('checkbox', { name: '主事（2人）' }).check()
    await press(keeper, '職名として扱う')
    await keeper.page.getByText('席のない職名').first().waitFor({ state: 'detached' })
    for (const words of [
      '採用・転入 1人',
      '異動 3人',
      '退職・転出 2人',
      '観光地域振興課長・正職員',
    ])
      await reads(keeper, words)
    await inspect(keeper, 'transfer-3-preview')
    const accept = keeper.page.getByRole('checkbox', { name: '読んで承知しました' })
    if ((await accept.count()) > 0) await accept.check()
    await press(keeper, 'この異動を決める')
    await reads(keeper, '令和9年4月1日の午前0時に反映します')
    await inspect(keeper, 'transfer-4-planned')
  })

  test('on the eve nothing has changed; at midnight roles have gone with the posts', async () => {
    await village.setTime('2027-03-31 23:59')
    await keeper.goto('/organization?view=chart')
    await leads('住民福祉課', '丸山 静香')
    await village.setTime('2027-04-01 00:00')
    await keeper.goto('/organization?view=chart')
    await leads('住民福祉課', '大滝 美咲')
    await leads('観光地域振興課', '丸山 静香')
    await inspect(keeper, 'transfer-5-chart')
  })

  test('the new head finds the waiting case among their tasks and decides on it', async () => {
    await village.setTime('2027-04-01 08:30')
    next = await village.visit('m-ootaki')
    await next.goto('/')
    await reads(next, /松尾 千尋/)
    await permit(next, waiting)
    expect(next.pageErrors).toEqual([])
  })

  test('loose ends are listed and worked off: the work of who left is handed over, the account ends', async () => {
    await keeper.goto('/transfers')
    await keeper.page
      .getByRole('listitem')
      .filter({ hasText: '反映済み' })
      .getByRole('link')
      .click()
    for (const words of ['整えること', '残された仕事', '終わらせるアカウント', '新田 葵'])
      await reads(keeper, words)
    await inspect(keeper, 'transfer-6-loose')
    await press(keeper, '長谷川 結衣さんの仕事を引き継ぐ')
    const dialog = keeper.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '引き継ぐ人' }).fill('西沢')
    await keeper.page.getByRole('option', { name: /西沢 大輔/ }).click()
    await dialog.getByRole('button', { name: '長谷川 結衣さんの仕事を引き継ぐ' }).click()
    await reads(keeper, /^[1-9]件を引き継ぎました/)
    await keeper.page.getByRole('button', { name: '終わらせる：長谷川 結衣' }).click()
    await reads(keeper, 'アカウントを終わらせました')
    await keeper.page.getByText('終わらせるアカウント').waitFor({ state: 'detached' })
    const heir = await village.visit('d-nishizawa')
    await heir.goto(stranded)
    await heir.page.getByRole('button', { name: '持ち出した', exact: true }).waitFor()
  })

  test('it all reads on a phone, and a drill finds everybody of the new staff', async () => {
    const phone = await village.visit('t-kurosawa', 375)
    await phone.goto(new URL(keeper.page.url()).pathname)
    await inspect(phone, 'transfer-7-phone')
    await phone.goto('/organization?view=chart')
    await inspect(phone, 'transfer-8-phone-chart')
    await keeper.goto('/calls')
    await inspect(keeper, 'call-1-none')
    await keeper.page.getByRole('button', { name: '呼び出す' }).click()
    await write(keeper, {
      伝えること: '大きな地震を想定した訓練です\n受け取ったら返事をしてください',
    })
    await keeper.page
      .getByRole('dialog')
      .getByRole('button', { name: /人を呼び出す/ })
      .click()
    await keeper.page
      .getByRole('heading', { level: 1, name: '大きな地震を想定した訓練です' })
      .waitFor()
    await next.goto('/')
    await follow(next, /大きな地震を想定した訓練です/)
    await press(next, '受け取りました。動けます')
    await reads(next, '返事を受け取りました')
    await answerByLink()
    await keeper.page.reload()
    await reads(keeper, '2人が回答')
    await inspect(keeper, 'call-2-answers')
    await phone.goto(new URL(keeper.page.url()).pathname)
    await inspect(phone, 'call-3-phone')
    expect([...keeper.pageErrors, ...next.pageErrors, ...phone.pageErrors]).toEqual([])
  })

  /** 丸山 answers from the mail on her telephone, without signing in. */
  async function answerByLink(): Promise<void> {
    const { gate } = village.world
    const [organizationId = ''] = await gate.organizationIds()
    const href = await gate.transact(
      organizationId,
      { kind: 'program', name: 'journey' },
      'read',
      async ({ db }) => {
        const person = await db
          .selectFrom('persons')
          .select('id')
          .where('name', '=', '丸山 静香')
          .executeTakeFirstOrThrow()
        const rows = await db
          .selectFrom('outbox')
          .select('payload')
          .where('kind', '=', 'mail')
          .execute()
        return (
          rows
            .map((row) => row.payload as { person: string; href?: string })
            .find((one) => one.person === person.id && one.href?.startsWith('/calls/link/'))
            ?.href ?? ''
        )
      },
    )
    const mailed = await village.visit(undefined, 375)
    await mailed.goto(href)
    await reads(mailed, '丸山 静香さん')
    await inspect(mailed, 'call-4-link')
    await write(mailed, { 'ひとこと（任意）': '役場に向かっています' })
    await press(mailed, '受け取りました。すぐには動けません')
    await reads(mailed, '返事を受け取りました')
    expect(mailed.pageErrors).toEqual([])
  }
})
