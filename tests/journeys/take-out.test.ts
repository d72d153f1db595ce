import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import {
  askAndApply,
  choose,
  confirmAll,
  depart,
  fillApplication,
  follow,
  inspect,
  permit,
  photographFailures,
  pick,
  press,
  reads,
  restsOn,
  standsAt,
  tick,
  when,
  write,
} from './steps.ts'

const executable = chromiumPath()
const list = '避難行動要支援者名簿'
const task = new RegExp(`^${list}を県庁へ：`)

describe.skipIf(executable === undefined)(
  'a list goes out on a USB stick and comes back, in a browser',
  () => {
    let village: Village
    let clerk: Visit
    let head: Visit
    let chief: Visit
    let path = ''

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-02 09:00' })
      clerk = await village.visit('y-hasegawa')
      head = await village.visit('s-maruyama')
      chief = await village.visit('k-sakaki')
    })
    afterAll(() => village?.close())
    photographFailures('take-out', () => ({ clerk, head }))

    test('with the account and password that were told at the start she signs in and finds her tasks', async () => {
      const someone = await village.visit()
      const { account, password } = village.signIns.find((one) => one.account === 'y-hasegawa') ?? {
        account: '',
        password: '',
      }
      await someone.page.goto('/')
      await someone.page.getByRole('textbox', { name: '利用者ID' }).fill(account)
      await someone.page.getByLabel('パスワード').fill(password)
      await inspect(someone, '00-sign-in')
      await press(someone, 'サインインする')
      await someone.page.getByRole('heading', { level: 1, name: '私の仕事' }).waitFor()
      await someone.page.close()
    })

    test('the clerk asks, and is told at once who must permit it, what to mind and why', async () => {
      await clerk.goto('/')
      await inspect(clerk, '01-home')
      await clerk.goto('/ask')
      await pick(clerk, /^何を/, '避難行動', list)
      await clerk.page
        .getByRole('combobox', { name: 'どうする' })
        .selectOption({ label: '庁舎の外へ持ち出す' })
      await choose(clerk, /何で持ち出すか/, 'USBメモリなどの媒体')
      await write(clerk, { 行き先: '県庁' })
      await choose(clerk, /外で使う機器/, '行き先の対策済みパソコン')
      for (const words of [
        '丸山 静香さん',
        '榊 幸一さん',
        '暗号化かパスワードをかける',
        '鍵付きケースに入れる',
        '機密性3',
      ])
        await reads(clerk, words)
      await restsOn(clerk, '2-2前文')
      await inspect(clerk, '02-ask')
    })

    test('the form knows already what she said; she writes the rest and sends it', async () => {
      await follow(clerk, '申請を始める')
      await clerk.page.getByRole('heading', { level: 1, name: '情報資産の庁外持ち出し' }).waitFor()
      expect(await clerk.page.getByRole('textbox', { name: '行き先' }).inputValue()).toBe('県庁')
      await fillApplication(clerk, { out: '2026-11-06', back: 'R8.11.6' })
      await inspect(clerk, '03-apply')
      await press(clerk, '申請する')
      await clerk.page.getByRole('heading', { level: 1, name: /^持出R8-/ }).waitFor()
      path = new URL(clerk.page.url()).pathname
      await standsAt(clerk, '所属の責任者の許可')
      await inspect(clerk, '04-case-sent')
    })

    test('her section head finds it under his tasks and sends it back with a question', async () => {
      await head.goto('/')
      await reads(head, `${list}を県庁へ`)
      await inspect(head, '05-home-head')
      await follow(head, task)
      await standsAt(head, '所属の責任者の許可')
      await inspect(head, '06-case-head')
      await press(head, '質問して戻す')
      await head.page
        .getByRole('dialog')
        .getByRole('textbox')
        .fill('全地区の名簿が要りますか。訓練をする地区だけにできませんか')
      await head.page.getByRole('dialog').getByRole('button', { name: '質問して戻す' }).click()
      await standsAt(head, '申請')
    })

    test('she answers; he sees what changed, confirms and permits', async () => {
      await clerk.goto('/')
      await follow(clerk, task)
      await reads(clerk, '訓練をする地区だけにできませんか')
      await inspect(clerk, '07-case-asked-back')
      await write(clerk, {
        持ち出す範囲: '訓練をする2地区の48人分だけ',
        質問への答え: '訓練をする2地区だけにしました',
      })
      await press(clerk, '申請する')
      await standsAt(clerk, '所属の責任者の許可')

      await head.goto('/')
      await follow(head, task)
      await standsAt(head, '所属の責任者の許可')
      expect(await head.page.locator('mark').allInnerTexts()).toEqual([
        expect.stringContaining('訓練をする2地区の48人分だけ'),
      ])
      await press(head, '許可する')
      await reads(head, '確かめていないこと')
      await confirmAll(head)
      await inspect(head, '08-case-changed')
      await press(head, '許可する')
      await standsAt(head, '統括責任者の許可')
    })

    test('the chief officer permits it too, because it is of class 3', async () => {
      await chief.goto('/')
      await follow(chief, task)
      await standsAt(chief, '統括責任者の許可')
      await press(chief, '許可する')
      await standsAt(chief, '持ち出し')
    })

    test('on the day she records the departure with the safeguards that were asked', async () => {
      await village.setTime('2026-11-06 08:50')
      await clerk.goto(path)
      await inspect(clerk, '09-case-depart')
      await depart(clerk, '2026-11-06', '08:50')
      await standsAt(clerk, '返却')
      await inspect(clerk, '10-case-out')
    })

    test('the return date passes: she and her head are reminded', async () => {
      await village.setTime('2026-11-07 08:30')
      await clerk.goto('/')
      await reads(clerk, /期限を1日過ぎています/)
      await inspect(clerk, '11-home-late')
      await head.goto('/')
      await reads(head, /期限を1日過ぎています/)
      await inspect(head, '12-home-head-late')
    })

    test('she brings it back complete; the history tells all of it', async () => {
      await clerk.goto('/')
      await follow(clerk, task)
      await when(clerk, '戻した日時', '2026-11-07', '08:30')
      await tick(clerk, '戻ったもの')
      await press(clerk, '返却を記録する')
      await reads(clerk, /期限を1日過ぎて/)
      await inspect(clerk, '13-case-returned')
      const history = await clerk.page.getByRole('list', { name: '経過' }).innerText()
      for (const words of [
        '質問して戻す',
        '訓練をする地区だけにできませんか',
        '丸山 静香さん',
        '榊 幸一さん',
        '期限を1日過ぎて',
      ])
        expect(history).toContain(words)
      await clerk.goto('/cases')
      await inspect(clerk, '14-cases')
    })
    test('when something is missing at the return, an incident report is opened for her with what is known', async () => {
      const second = await askAndApply(clerk, '障害者手帳交付台帳', {
        out: '2026-11-10',
        back: '2026-11-10',
      })
      await permit(head, second)
      await permit(chief, second)
      await village.setTime('2026-11-10 09:00')
      await clerk.goto(second)
      await depart(clerk, '2026-11-10', '09:00')
      await village.setTime('2026-11-10 16:00')
      await clerk.goto(second)
      await when(clerk, '戻した日時', '2026-11-10', '16:00')
      await write(clerk, { '戻らないものと、そのわけ': 'USBメモリ1本' })
      await press(clerk, '返却を記録する')
      await clerk.page.getByRole('heading', { level: 1, name: /^事案R8-0001/ }).waitFor()
      expect(
        await clerk.page.getByRole('textbox', { name: '何が起きたか' }).inputValue(),
      ).toContain('USBメモリ1本')
      await reads(clerk, '障害者手帳交付台帳')
      await inspect(clerk, '15-incident')
      await head.goto('/')
      await reads(head, '持ち出した情報資産が足りません')
    })

    test('a head who applies himself is not offered his own decision; his deputy decides in his place', async () => {
      const third = await askAndApply(head, '民生児童委員名簿', {
        out: '2026-11-12',
        back: '2026-11-12',
      })
      await reads(head, '自分では決められません')
      expect(
        await head.page.getByRole('main').getByRole('button', { name: '許可する' }).count(),
      ).toBe(0)
      await inspect(head, '16-case-own')
      const deputy = await village.visit('k-takizawa')
      await deputy.goto('/')
      await reads(deputy, '丸山 静香さんの代行')
      await permit(deputy, third)
      await standsAt(deputy, '持ち出し')
      await reads(deputy, '滝沢 健二さん（代行）')
    })

    test('the same goes on a telephone of 375 pixels', async () => {
      const [phone, headPhone] = [
        await village.visit('y-hasegawa', 375),
        await village.visit('s-maruyama', 375),
      ]
      await phone.goto('/ask')
      await inspect(phone, '20-phone-ask')
      const path = await askAndApply(phone, '児童手当受給者台帳', {
        out: '2026-11-13',
        back: '2026-11-13',
      })
      await inspect(phone, '21-phone-case')
      await headPhone.goto('/')
      await inspect(headPhone, '22-phone-home')
      await follow(headPhone, /^児童手当受給者台帳を県庁へ：/)
      await standsAt(headPhone, '所属の責任者の許可')
      await inspect(headPhone, '23-phone-decide')
      await permit(headPhone, path)
      await headPhone.goto('/cases')
      await inspect(headPhone, '24-phone-cases')
    })
  },
)
