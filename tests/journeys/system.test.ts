import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import {
  choose,
  confirmAll,
  follow,
  inspect,
  photographFailures,
  pick,
  press,
  reads,
  standsAt,
  write,
} from './steps.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)(
  'the people of one information system, in a browser',
  () => {
    let prefecture: Village
    let manager: Visit
    let worker: Visit
    let user: Visit

    beforeAll(async () => {
      prefecture = await startVillage(executable ?? '', {
        at: '2026-11-02 09:00',
        pack: 'hokkaido',
      })
      manager = await prefecture.visit('s-okuyama')
      worker = await prefecture.visit('r-nishida', 375)
      user = await prefecture.visit('k-endou')
    })
    afterAll(() => prefecture?.close())
    photographFailures('system', () => ({ manager, worker, user }))

    test('an ID that the section head applied for is registered by the manager of that system, and its person becomes a user of it', async () => {
      await manager.goto('/')
      await follow(manager, /植木 春の利用者ID/)
      await standsAt(manager, '情報システム管理者の登録・変更・抹消')
      await write(manager, {
        ログインID: 'p-ueki01',
        登録した利用者情報: '氏名・所属・使う画面',
        行った日: 'R8.11.2',
      })
      for (const factor of ['パスワード', 'ICカード'])
        await manager.page
          .getByRole('group', { name: /本人を確かめる要素/ })
          .getByRole('checkbox', { name: factor })
          .check()
      await confirmAll(manager)
      await inspect(manager, 'system-1-register')
      await press(manager, '行った')
      await reads(manager, '登録済み')
      await manager.goto('/registers/accounts')
      await reads(manager, 'p-ueki01')
      await manager.goto('/organization/roles/system-user')
      await manager.page.locator('summary', { hasText: '税務総合システム' }).click()
      await reads(manager, '植木 春')
    })

    test('a change is not recorded until the second worker has confirmed it; then the register names both', async () => {
      await manager.goto('/registers/change-logs')
      await reads(manager, '業務サーバーへの修正の適用')
      expect(await manager.page.getByText('締め処理の設定の変更').count()).toBe(1)
      await worker.goto('/')
      await follow(worker, /業務サーバーへの修正の適用/)
      await standsAt(worker, '作業した全員の確認')
      await inspect(worker, 'system-2-second-worker')
      await press(worker, '記録のとおりに作業した')
      await reads(worker, '記録済み')
      await manager.goto('/registers/change-logs')
      await expect
        .poll(() => manager.page.getByRole('link', { name: '業務サーバーへの修正の適用' }).count())
        .toBe(2)
      await inspect(manager, 'system-3-change-log')
    })

    test('a file with 個人番号 is listed without anything out of it; users of the system find it, the manager of another system does not', async () => {
      await manager.goto('/registers/specific-files/new')
      await pick(manager, /情報システム/, '税務', '税務総合システム')
      await write(manager, {
        ファイルの名称: '自動車税の減免ファイル',
        機関の名称: '白樺県',
        使う事務を受け持つ組織: '税務課',
        利用の目的: '自動車税の減免の審査',
        記録される項目: '氏名・等級・車の番号',
        記録される個人の範囲: '減免の申請をした人',
        集め方: '本人の申請',
      })
      await press(manager, '登録する')
      await reads(manager, '「中身の確かめ」を選んでください。')
      await choose(manager, /中身の確かめ/, '個人番号も人の名前も書いていない')
      await inspect(manager, 'system-4-file')
      await press(manager, '登録する')
      await manager.page
        .getByRole('heading', { level: 1, name: '自動車税の減免ファイル' })
        .waitFor()
      await user.goto('/registers/specific-files')
      await reads(user, '自動車税の減免ファイル')
      const other = await prefecture.visit('c-minami')
      await other.goto('/registers/specific-files')
      await reads(other, '給与の支払ファイル')
      expect(await other.page.getByText('自動車税の減免ファイル').count()).toBe(0)
    })

    test('sending in another way than the manager set is forbidden, save where a deviation runs', async () => {
      await user.goto('/ask')
      await pick(user, /^何を/, '滞納者', '滞納者の一覧（取り出し）')
      await user.page
        .getByRole('combobox', { name: 'どうする' })
        .selectOption({ label: '電子メールなどで送る' })
      await choose(user, /守り方/, 'それ以外の方法')
      await write(user, { 送り先: '税務署' })
      await reads(user, /例外が認められているので「管理者が決めたもの以外の方法では送れない」/)
      await user.page.getByRole('checkbox', { name: '台帳にないもの' }).check()
      for (const level of [/^機密性3/, /^特定個人情報なし/])
        await user.page.getByRole('radio', { name: level }).check()
      await reads(user, '管理者が決めた署名・暗号化・パスワードで送る')
      await manager.goto(
        '/policy/provision?ref=' + encodeURIComponent('Ⅱ3(1)・電子署名・暗号化 第2段'),
      )
      await reads(manager, '今ある例外')
      await inspect(manager, 'system-5-excepted')
    })
  },
)
