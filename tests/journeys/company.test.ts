import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import {
  actOn,
  choose,
  confirmAll,
  follow,
  inspect,
  photographFailures,
  pick,
  press,
  reads,
  standsAt,
  when,
  write,
} from './steps.ts'

const executable = chromiumPath()
const certificate = {
  name: '消去証明書.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
}

describe.skipIf(executable === undefined)(
  'a company: a privileged account, a device given back, a visitor of the server room, in a browser',
  () => {
    let company: Village
    let clerk: Visit
    let manager: Visit
    let chief: Visit
    let reception: Visit
    let path = ''

    beforeAll(async () => {
      company = await startVillage(executable ?? '', { at: '2026-11-24 09:00', pack: 'ipa-sme' })
      clerk = await company.visit('r-shirai')
      manager = await company.visit('k-toyama')
      chief = await company.visit('s-kujou', 375)
      reception = await company.visit('e-sudou')
    })
    afterAll(() => company?.close())
    photographFailures('company', () => ({ clerk, manager, chief, reception }))

    test('a form is found by what one wants and by the words that one uses, and a register by its section', async () => {
      await clerk.goto('/apply')
      const want = clerk.page.getByRole('list', { name: '在宅で仕事をする' })
      await want.getByRole('link').first().waitFor()
      expect(await want.getByRole('link').count()).toBe(4)
      await inspect(clerk, 'company-0-apply')
      for (const [words, form] of [
        ['来客', '来訪者の入室'],
        ['退社', '退職の手続'],
        ['wifi', '社外の機器のLAN接続の申請'],
      ] as const) {
        await clerk.goto(`/apply?q=${encodeURIComponent(words)}`)
        await clerk.page.getByRole('main').getByText(form).first().waitFor()
      }
      await clerk.goto('/registers')
      await clerk.page.getByRole('list', { name: 'アカウントと権限' }).waitFor()
      await reads(clerk, /ほかの人が見る台帳/)
      await inspect(clerk, 'company-0-registers')
      await clerk.goto('/registers?q=来客')
      await clerk.page.getByRole('link', { name: '来訪者名簿' }).waitFor()
    })

    test('the map of a thousand provisions draws what is unfolded, and finds in all of them', async () => {
      await clerk.goto('/policy')
      const main = clerk.page.getByRole('main')
      const provisions = main.locator('li a[href^="/policy/provision"]')
      const chapters = main.locator('summary', { hasText: /\d+条項/ })
      await chapters.first().waitFor()
      expect(await provisions.count()).toBe(0)
      const folded = await chapters.count()
      await chapters.first().click()
      await expect
        .poll(async () => (await provisions.count()) + (await chapters.count()))
        .toBeGreaterThan(folded)
      await clerk.goto('/policy?q=い')
      const found = clerk.page.getByText(/\d+件見つかりました/)
      await found.waitFor()
      await provisions.first().waitFor()
      const count = Number(/\d+/.exec((await found.textContent()) ?? '')?.[0])
      expect(count).toBeGreaterThan(200)
      expect(await provisions.count()).toBeLessThan(count)
      // What stays folded is still there to be unfolded.
      const drawn = (await provisions.count()) + (await chapters.count())
      await chapters.last().click()
      await expect
        .poll(async () => (await provisions.count()) + (await chapters.count()))
        .toBeGreaterThan(drawn)
      await clerk.goto('/policy?q=ファイアウォール')
      await provisions.first().waitFor()
    })

    test('who needs a privileged account is told that two must approve, and the form knows what was said', async () => {
      await clerk.goto('/ask')
      await clerk.page
        .getByRole('combobox', { name: 'どうする' })
        .selectOption({ label: '特権アカウントを持つ・変える・なくす' })
      await choose(clerk, /どうするか/, '付与')
      await write(clerk, { 何の特権か: '販売管理システム' })
      for (const words of ['九条 聡さん', '外山 健吾さん']) await reads(clerk, words)
      await inspect(clerk, 'company-1-ask')
      await follow(clerk, '申請を始める')
      await clerk.page.getByRole('heading', { level: 1, name: '特権アカウントの申請' }).waitFor()
      expect(await clerk.page.getByRole('textbox', { name: '何の特権か' }).inputValue()).toBe(
        '販売管理システム',
      )
      await pick(clerk, /持つ人/, '加瀬', '加瀬 直樹')
      await pick(clerk, /情報システム/, '販売管理', '販売管理システム')
      await inspect(clerk, 'company-2-apply')
      await write(clerk, {
        アカウント名: 'nk-sls03',
        'できること（最小限）': '利用者の登録と停止',
        '仕事での必要・要らなくなったわけ': '受注の担当が替わるため',
      })
      for (const [day, date] of [
        ['いつから', '2026-12-01'],
        ['いつまで', 'R9.3.31'],
      ] as const)
        await clerk.page.getByRole('textbox', { name: day }).fill(date)
      await press(clerk, '申請する')
      await standsAt(clerk, '情報セキュリティ責任者とシステム管理者の承認')
      path = new URL(clerk.page.url()).pathname
    })

    test('the chief approves on the phone and the manager at the desk; only then it is set, and stands in the register of the privileged', async () => {
      await chief.goto('/')
      await follow(chief, /^販売管理システムの特権アカウント/)
      await standsAt(chief, '情報セキュリティ責任者とシステム管理者の承認')
      await inspect(chief, 'company-3-approve-phone')
      await confirmAll(chief)
      await press(chief, '承認する')
      await expect.poll(() => chief.page.getByRole('button', { name: '承認する' }).count()).toBe(0)
      await standsAt(chief, '情報セキュリティ責任者とシステム管理者の承認')
      await manager.goto('/registers/privileged-accounts')
      await reads(manager, 'nk-srv01')
      expect(await manager.page.getByText('nk-sls03').count()).toBe(0)
      await manager.goto(path)
      await confirmAll(manager)
      await press(manager, '承認する')
      await standsAt(manager, '設定と台帳')
      await press(manager, '設定したことを記録する')
      await reads(manager, '付与済み')
      await manager.goto('/registers/privileged-accounts')
      await reads(manager, 'nk-sls03')
      await inspect(manager, 'company-4-privileged')
    })

    test('a leased device may not go without the certificate of who erased it', async () => {
      await manager.goto('/registers/hardware')
      await follow(manager, '営業ノート02')
      await actOn(manager, '機器の返却・廃棄・譲渡')
      await manager.page
        .getByRole('heading', { level: 1, name: '機器の返却・廃棄・譲渡' })
        .waitFor()
      await reads(manager, '営業ノート02')
      await choose(manager, /どうするか/, '返却')
      await choose(manager, /中の記憶媒体/, '専用の道具で完全に消す')
      await choose(manager, /壊す・消すのは/, '業者に頼む')
      await write(manager, {
        '手放す機器（名前や台数）': '営業ノート02 1台',
        手放すわけ: 'リースを早めに終えるため',
        '使った道具・業者の名前': '岬リース 消去センター',
        証明書の番号: 'K-2026-118',
      })
      await manager.page.getByRole('textbox', { name: '壊した・消した日' }).fill('2026-11-20')
      await press(manager, '承認を求める')
      await reads(manager, '「破壊・消去の証明書（廃棄証明書）」を付けてください。')
      await manager.page.locator('input[type=file]').setInputFiles(certificate)
      await reads(manager, certificate.name)
      await inspect(manager, 'company-5-certificate')
      await press(manager, '承認を求める')
      await standsAt(manager, '情報セキュリティ責任者の承認')
      path = new URL(manager.page.url()).pathname
    })

    test('the chief reads the certificate on the phone and approves; the device is given back, and the proof stands in the record of erasures', async () => {
      await chief.goto(path)
      await reads(chief, certificate.name)
      await inspect(chief, 'company-6-disposal-phone')
      await confirmAll(chief)
      await chief.page.getByRole('link', { name: '点検に答える' }).click()
      for (const item of [/^内部の記憶媒体が/, /^外に頼んだときは/]) {
        await chief.page.getByRole('heading', { name: item }).waitFor()
        await chief.page.getByRole('button', { name: 'はい', exact: true }).click()
      }
      await reads(chief, '2項目すべてに答えました')
      await chief.goto(path)
      await press(chief, '承認する')
      await standsAt(chief, '引渡し')
      await manager.goto(path)
      await manager.page.getByRole('textbox', { name: '手放した日' }).fill('2026-11-24')
      await write(manager, { 引き渡した相手: '岬リース' })
      await press(manager, '手放したことを記録する')
      await reads(manager, '返却済み')
      await follow(manager, '営業ノート02')
      await manager.page.getByRole('heading', { level: 1, name: '営業ノート02' }).waitFor()
      await reads(manager, '返却済み')
      await manager.goto('/registers/erasures')
      await follow(manager, '営業ノート02 1台')
      await reads(manager, 'K-2026-118')
      const answer = await manager.page.request.get(
        (await manager.page.getByRole('link', { name: certificate.name }).getAttribute('href')) ??
          '',
      )
      expect({ status: answer.status(), bytes: await answer.body() }).toEqual({
        status: 200,
        bytes: certificate.buffer,
      })
      await inspect(manager, 'company-7-erasure')
    })

    test('a visitor of the server room is refused without need, and let in for maintenance with care', async () => {
      await reception.goto('/ask')
      await reception.page
        .getByRole('combobox', { name: 'どうする' })
        .selectOption({ label: '部屋に入る・人を入れる' })
      await choose(reception, /領域のレベル/, 'レベル3（サーバールーム・ラック）')
      await choose(reception, /誰が入るか/, '社外の人')
      await choose(reception, '用', 'そのほか')
      await reads(reception, 'レベル1の応接や商談室で会う')
      await choose(reception, '用', '保守・点検など')
      await reads(reception, '監視カメラでも記録する')
      await inspect(reception, 'company-8-ask-visit')
      await follow(reception, '申請を始める')
      await reception.page.getByRole('heading', { level: 1, name: '来訪者の入室' }).waitFor()
      await write(reception, {
        来た人の氏名: '凪 まさる',
        会社名: 'しおさいシステム',
        所属先: '保守課',
        入る目的: '無停電電源装置の点検',
      })
      await choose(reception, /区分/, '委託先')
      await pick(reception, /入る領域/, 'サーバー', 'サーバールーム')
      await pick(reception, /応対する従業員/, '加瀬', '加瀬 直樹')
      await when(reception, '入る予定', '2026-11-24', '09:10')
      await press(reception, '受け付ける')
      await standsAt(reception, '登録者の付き添い')
      path = new URL(reception.page.url()).pathname
    })

    test('who is registered escorts from the phone; reception records entry and exit, and both stand in the register', async () => {
      const host = await company.visit('n-kase', 375)
      await host.goto('/')
      await follow(host, /^しおさいシステム 凪 まさる/)
      await write(host, {
        許した人の氏名: '加瀬 直樹',
        許した人の会社名: '星見製作所',
        許した人の部署: '管理部',
      })
      await confirmAll(host)
      await inspect(host, 'company-9-escort-phone')
      await press(host, '付き添って入る')
      await standsAt(host, '入室の記録')
      await reception.goto(path)
      await write(reception, { 名札の番号: '03', 監視カメラの記録の場所: '録画機1' })
      await choose(reception, /入退場の手段/, '付き添い')
      await press(reception, '入室を記録する')
      await standsAt(reception, '退室の記録')
      await company.setTime('2026-11-24 10:45')
      await when(reception, '出た日時', '2026-11-24', '10:40')
      await confirmAll(reception)
      await press(reception, '退室を記録する')
      await reads(reception, '来訪を終えた')
      await manager.goto('/registers/entry-log')
      await expect.poll(() => manager.page.getByRole('link', { name: '凪 まさる' }).count()).toBe(2)
      await inspect(manager, 'company-10-entry-log')
      await manager.goto('/registers/visitors')
      await reads(manager, '凪 まさる')
    })
  },
)
