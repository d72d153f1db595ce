import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '#platform/documents/tables/index.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { follow, inspect, photograph, press, reads } from './steps.ts'

const executable = chromiumPath()
const now = '2026-11-02 09:00'
const head =
  '名称,ふりがな,種類,形,機密性,完全性,可用性,保管場所,鍵をかけている,取扱者（所属・役職・氏名）,前の番号\r\n'
const rows = [
  '防災倉庫の鍵の台帳,ぼうさいそうこのかぎのだいちょう,取り扱う情報,紙,2,1,1,住民福祉課 書庫,はい,,A-1',
  '見守り訪問の記録,みまもりほうもんのきろく,取り扱う情報,粘土板,2,1,1,住民福祉課 書庫,はい,,A-2',
  '配食サービスの名簿,はいしょくさーびすのめいぼ,取り扱う情報,紙,9,1,1,,はい,いない ひと,A-3',
]

describe.skipIf(executable === undefined)(
  'a register kept in a spreadsheet comes into Sekisho, in a browser',
  () => {
    let village: Village
    let clerk: Visit
    let chief: Visit

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: now })
      clerk = await village.visit('y-hasegawa')
      chief = await village.visit('s-maruyama')
    })
    afterAll(() => village?.close())
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await photograph(clerk, 'failed-import')
    })

    test('the file is checked row by row; good and faulty rows stand side by side, and nothing is written', async () => {
      await clerk.goto('/registers')
      await inspect(clerk, 'import-1-registers')
      await follow(clerk, '情報資産管理台帳')
      await clerk.page.getByRole('button', { name: '取込み・書出し' }).click()
      await clerk.page.getByRole('menuitem', { name: /取り込む/ }).click()
      await clerk.page
        .getByRole('heading', { level: 1, name: '情報資産管理台帳に取り込む' })
        .waitFor()
      await inspect(clerk, 'import-2-drop')
      await clerk.page.locator('input[type=file]').setInputFiles({
        name: '課の台帳.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(head + rows.join('\r\n')),
      })
      await reads(clerk, '一行ずつ確かめています')
      await village.setTime(now)
      for (const words of [
        '取り込める 1行',
        '直す 2行',
        '防災倉庫の鍵の台帳',
        '粘土板',
        '「いない ひと」は名簿にない人です。',
        '使わない列：「前の番号」',
      ])
        await reads(clerk, words)
      await inspect(clerk, 'import-3-review')
      await clerk.goto('/registers/assets?q=防災倉庫')
      await reads(clerk, '0件')
      await clerk.page.goBack()
    })

    test('she takes the rows to mend with her as Excel', async () => {
      const [file] = await Promise.all([
        clerk.page.waitForEvent('download'),
        clerk.page.getByRole('link', { name: '直す行を Excel で受け取る' }).click(),
      ])
      expect(file.suggestedFilename()).toBe('直す行_課の台帳.xlsx')
      const mend = await Array.fromAsync(readTable(await readFile(await file.path())))
      expect(mend.map((row) => row.cells['名称'])).toEqual([
        '見守り訪問の記録',
        '配食サービスの名簿',
      ])
      expect(mend[0]?.cells['直すところ']).toContain('【形】')
    })

    test('she says that the good ones are enough; they stand in the register', async () => {
      await press(clerk, '取り込める1行だけを取り込む')
      await reads(clerk, '台帳に書いています')
      await village.setTime('2026-11-02 09:05')
      await reads(clerk, '1行を台帳に書きました')
      await inspect(clerk, 'import-4-done')
      await follow(clerk, '台帳を開く')
      await reads(clerk, '防災倉庫の鍵の台帳')
      await follow(clerk, '防災倉庫の鍵の台帳')
      for (const words of ['機密性2', 'これをするときは', '登録した']) await reads(clerk, words)
      await inspect(clerk, 'import-5-line')
    })

    test('two change the line at once: the second sees both and chooses', async () => {
      const path = new URL(clerk.page.url()).pathname
      for (const visit of [clerk, chief]) {
        await visit.goto(`${path}/edit`)
        await visit.page.getByRole('textbox', { name: '保管場所' }).waitFor()
      }
      await chief.page.getByRole('textbox', { name: '保管場所' }).fill('耐火金庫')
      await press(chief, '保存する')
      await reads(chief, '耐火金庫')
      await clerk.page.getByRole('textbox', { name: '保管場所' }).fill('机の引き出し')
      await press(clerk, '保存する')
      await reads(clerk, '丸山 静香さんが先に直しました')
      await inspect(clerk, 'import-6-conflict')
      await clerk.page.getByRole('radio', { name: 'あなたが書いたもの' }).check()
      await press(clerk, '選んだとおりに保存する')
      await clerk.page.getByRole('heading', { level: 1, name: '防災倉庫の鍵の台帳' }).waitFor()
      await reads(clerk, '机の引き出し')
    })

    test('a changed class asks for its reason and stands in the history', async () => {
      await follow(clerk, '直す')
      await clerk.page.getByRole('radio', { name: /^機密性1/ }).check()
      await press(clerk, '保存する')
      await clerk.page.getByRole('dialog').getByRole('textbox').fill('鍵の番号を消したので')
      await clerk.page.getByRole('dialog').getByRole('button', { name: '保存する' }).click()
      await reads(clerk, '鍵の番号を消したので')
      expect([...clerk.pageErrors, ...chief.pageErrors]).toEqual([])
    })
  },
)
