import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import {
  choose,
  confirmAll,
  follow,
  inspect,
  permit,
  photographFailures,
  pick,
  press,
  reads,
  standsAt,
  tick,
  when,
  write,
} from './steps.ts'

const executable = chromiumPath()
const device = 'パソコン-社福07'

describe.skipIf(executable === undefined)(
  'a temporary clerk of a city joins, consents, takes a device out and leaves, in a browser',
  () => {
    let city: Village
    let clerk: Visit
    let head: Visit
    let deputy: Visit
    let keeper: Visit
    let join = ''
    let leave = ''
    const password = () => city.signIns.find((one) => one.account === 'r-nagumo')!.password
    const narrow = async (visit: Visit, name: string): Promise<void> => {
      await visit.page.setViewportSize({ width: 375, height: 812 })
      await inspect(visit, name)
      await visit.page.setViewportSize({ width: 1280, height: 900 })
    }
    const dialog = (visit: Visit) => visit.page.getByRole('dialog')
    /** Agrees to the text in the dialog and signs it with the password. */
    const sign = async (visit: Visit, secret: string): Promise<void> => {
      await dialog(visit)
        .getByRole('checkbox', { name: /同意します/ })
        .check()
      await dialog(visit)
        .getByLabel(/^パスワード/)
        .fill(secret)
      await dialog(visit).getByRole('button', { name: '署名する' }).click()
    }

    beforeAll(async () => {
      city = await startVillage(executable ?? '', { at: '2026-11-02 09:00', pack: 'yonezawa' })
      clerk = await city.visit('r-nagumo')
      head = await city.visit('s-hasumi')
      deputy = await city.visit('o-wakui')
      keeper = await city.visit('h-mizuno')
    })
    afterAll(() => city?.close())
    photographFailures('people', () => ({ clerk, head, deputy, keeper }))

    test('the clerk says what she understood, reads the consent and signs it; a wrong password signs nothing', async () => {
      await clerk.goto('/')
      await follow(clerk, /採用.*記入する/)
      await standsAt(clerk, '理解の確認')
      join = new URL(clerk.page.url()).pathname
      await write(clerk, {
        分かったことを自分の言葉で: '許しのない持ち出しをしない。困ったら課長に聞く。',
      })
      await confirmAll(clerk)
      await press(clerk, '分かった')
      await standsAt(clerk, '同意書への署名')
      await inspect(clerk, 'people-1-consent')
      await press(clerk, '同意して署名する')
      await dialog(clerk).getByText('情報セキュリティポリシーと実施手順のうち').waitFor()
      await inspect(clerk, 'people-2-text')
      await sign(clerk, 'chigau-mono')
      await dialog(clerk).getByText('パスワードが違います').waitFor()
      await narrow(clerk, 'people-2-text-phone')
      await sign(clerk, password())
      await standsAt(clerk, '要る権限だけを渡す')
      await clerk.page
        .getByRole('list', { name: '署名' })
        .getByText('情報セキュリティについての同意書')
        .waitFor()
    })

    test('what she signed can be checked, and the very PDF is known again', async () => {
      await head.goto(join)
      await head.page
        .getByRole('list', { name: '署名' })
        .getByRole('button', { name: '確かめる' })
        .click()
      await dialog(head).getByText('署名したときのままです').first().waitFor()
      const link = await head.page
        .getByRole('link', { name: 'PDFを開く' })
        .or(head.page.locator('a[href*="sealed.pdf"]'))
        .first()
        .getAttribute('href')
      const pdf = await (await head.context.request.get(link!)).body()
      const upload = async (buffer: Buffer): Promise<void> =>
        dialog(head)
          .locator('input[type=file]')
          .setInputFiles({ name: '同意書.pdf', mimeType: 'application/pdf', buffer })
      await upload(pdf)
      await dialog(head).getByText('署名されたPDFそのものです').waitFor()
      await upload(Buffer.concat([pdf, Buffer.from('x')]))
      await dialog(head).getByText('一致しません').waitFor()
      await inspect(head, 'people-3-check')
      await narrow(head, 'people-3-check-phone')
    })

    test('she gets only the rights that her work needs, and her use without net or mail stands in the register', async () => {
      await deputy.goto(join)
      await write(deputy, { 渡した利用者ID: 'r-nagumo' })
      await confirmAll(deputy)
      await press(deputy, '渡した')
      await reads(deputy, '採用の手続済み')
      await deputy.goto('/registers/user-ids')
      await reads(deputy, 'r-nagumo')
    })

    test('she takes her device out with the permit of the head, and brings it back', async () => {
      await clerk.goto('/apply/take-out-device')
      await pick(clerk, /^持ち出す端末/, '社福07', device)
      await choose(clerk, /^何を/, 'パソコン・モバイル端末')
      await write(clerk, {
        持ち出すものの名前と数: 'パソコン 一台',
        行き先: '地区センター',
        持ち出す理由: '出張窓口で使うため',
      })
      await when(clerk, '持ち出す予定', '2026-11-04', '09:00')
      await when(clerk, '戻す予定', '2026-11-04', '17:00')
      await press(clerk, '申請する')
      await standsAt(clerk, '管理者の許可')
      const path = new URL(clerk.page.url()).pathname
      await permit(head, path)
      await city.setTime('2026-11-04 08:50')
      await clerk.goto(path)
      await when(clerk, '持ち出した日時', '2026-11-04', '08:50')
      await press(clerk, '持ち出した')
      await standsAt(clerk, '返却')
      await city.setTime('2026-11-04 16:40')
      await clerk.goto(path)
      await confirmAll(clerk)
      await when(clerk, '戻した日時', '2026-11-04', '16:40')
      await tick(clerk, '戻ったもの')
      await press(clerk, '返却を記録する')
      await reads(clerk, '返却済み')
    })

    test('when she leaves, everything in her hands is on a list; each thing is ticked or explained', async () => {
      await head.goto('/apply/leave')
      await pick(head, /業務を離れる人/, '南雲', '南雲 凛')
      await choose(head, /わけ/, '任期満了')
      await pick(head, /離れる所属/, '社会福祉', '社会福祉課')
      await write(head, { 最後の日: '2026-11-30' })
      await press(head, '始める')
      await standsAt(head, '借りたものの返却')
      leave = new URL(head.page.url()).pathname
      await clerk.goto(leave)
      await reads(clerk, device)
      await inspect(clerk, 'people-4-holdings')
      await press(clerk, '返した')
      await clerk.page.getByText('返したものに印を付けるか').first().waitFor()
      await narrow(clerk, 'people-4-holdings-phone')
      await press(clerk, 'すべて返した')
      await clerk.page.getByRole('checkbox', { name: /C-1015/ }).uncheck()
      await clerk.page
        .getByRole('textbox', { name: /C-1015.*返せない理由/ })
        .fill('最後の日に窓口で返す')
      await press(clerk, '返した')
      await standsAt(clerk, '秘密を守る約束')
      await head.goto(leave)
      await head.page.getByRole('button', { name: '紙で出された分を記録する' }).click()
      await inspect(head, 'people-5-paper')
      await narrow(head, 'people-5-paper-phone')
      await press(clerk, '約束して署名する')
      await sign(clerk, password())
      await standsAt(clerk, '管理者の確認')
      await inspect(clerk, 'people-6-promised')
    })

    test('with the last check her account ends, and nothing opens it again', async () => {
      await city.setTime('2026-11-30 17:00')
      await head.goto(leave)
      await when(head, '確かめた日時', '2026-11-30', '17:00')
      await confirmAll(head)
      await press(head, '確かめた')
      await reads(head, '退職の手続済み')
      await inspect(head, 'people-7-left')
      const after = await city.visit()
      await after.page.goto('/')
      await after.page.getByLabel('利用者ID').fill('r-nagumo')
      await after.page.getByLabel('パスワード').fill(password())
      await after.page.getByRole('button', { name: 'サインインする', exact: true }).click()
      await after.page.getByText('サインインできません').waitFor()
      await clerk.page.goto('/')
      await clerk.page.getByLabel('利用者ID').waitFor()
    })

    test('somebody without a mailbox gets a personal code and works at the shared terminal, on what is his alone', async () => {
      const [organizationId = ''] = await city.world.gate.organizationIds()
      await city.world.gate.transact(
        organizationId,
        { kind: 'program', name: 'journey' },
        'write',
        ({ db }) =>
          db
            .updateTable('persons')
            .set({ number: 'T-0221' })
            .where('organization_id', '=', organizationId)
            .where('name', '=', '加納 玲')
            .execute(),
      )
      await keeper.goto('/organization/accounts')
      await press(keeper, '招待する')
      await dialog(keeper)
        .getByRole('combobox', { name: /職員等/ })
        .fill('加納')
      await keeper.page.getByRole('option', { name: '加納 玲' }).first().click()
      // A name is proposed for whoever was chosen, and stays.
      await dialog(keeper).getByText('kanou.rei').waitFor()
      await dialog(keeper)
        .getByRole('radio', { name: /共用の端末/ })
        .check()
      await inspect(keeper, 'people-8-invite')
      await dialog(keeper).getByRole('button', { name: '招待する' }).click()
      const code = (await dialog(keeper).locator('.font-mono').textContent())!.trim()
      expect(code).toMatch(/^\d{8}$/)

      const terminal = await city.visit(undefined, 375)
      await terminal.page.goto('/')
      await terminal.page.getByRole('link', { name: '個人コードで共用の端末を使う' }).click()
      await terminal.page.getByLabel('職員番号').fill('Ｔ-0221')
      await inspect(terminal, 'people-9-terminal-phone')
      await terminal.page.getByLabel('個人コード', { exact: true }).fill(code)
      await terminal.page.getByRole('button', { name: '始める' }).click()
      await terminal.page.getByLabel('今の個人コード').fill(code)
      await terminal.page.getByLabel('新しい個人コード', { exact: true }).fill('831947')
      await terminal.page.getByLabel('新しい個人コード（もう一度）').fill('831947')
      await inspect(terminal, 'people-10-code-phone')
      await terminal.page.getByRole('button', { name: '個人コードを変える' }).click()
      await terminal.page.getByRole('heading', { level: 1, name: '私の仕事' }).waitFor()
      await inspect(terminal, 'people-11-own-work-phone')
      await terminal.page.setViewportSize({ width: 1280, height: 900 })
      await inspect(terminal, 'people-11-own-work')
      await terminal.page.evaluate("localStorage.setItem('sekisho.draft.case', '{}')")
      await terminal.page.getByRole('button', { name: 'サインアウト' }).click()
      await terminal.page.getByRole('heading', { level: 1, name: '共用の端末' }).waitFor()
      expect(await terminal.page.evaluate("localStorage.getItem('sekisho.draft.case')")).toBeNull()
    })
  },
)
