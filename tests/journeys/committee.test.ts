import { afterAll, beforeAll, describe, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { choose, follow, inspect, press, reads, when, write } from './steps.ts'

const executable = chromiumPath()
const matter = 'ログの保存期間を一年に延ばす'

describe.skipIf(executable === undefined)(
  'a matter goes before the committee, in a browser',
  () => {
    let village: Village
    let clerk: Visit
    let chief: Visit

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-02 09:00' })
      clerk = await village.visit('y-hasegawa')
      chief = await village.visit('k-sakaki')
    })
    afterAll(() => village?.close())

    test('the clerk proposes it, the chief officer puts it on the agenda, and is told to call a meeting', async () => {
      await clerk.goto('/apply/committee-matter')
      await choose(clerk, /何について/, 'ポリシーの運用')
      await write(clerk, { 諮ること: matter, わけと案: '監査で、半年では足りないと言われたため' })
      await press(clerk, '統括責任者に上げる')
      await reads(clerk, '統括責任者の取りまとめ')
      await chief.goto('/')
      await chief.page
        .getByRole('link', { name: new RegExp(matter) })
        .first()
        .click()
      await press(chief, '委員会に諮る')
      await reads(chief, '委員会の審議')
      await village.setTime('2026-11-02 11:00')
      await chief.goto('/')
      await reads(chief, '会議を開く')
      await chief.goto('/bodies')
      await inspect(chief, 'committee-1-bodies')
    })

    test('the meeting is called with its agenda of what waits', async () => {
      await follow(chief, '情報セキュリティ委員会')
      await reads(chief, matter)
      await inspect(chief, 'committee-2-body')
      await press(chief, '会議を開く')
      await when(chief, '日時', '2026-11-04', '10:00')
      await chief.page.getByRole('textbox', { name: '場所' }).fill('第一会議室')
      await chief.page.getByRole('button', { name: '知らせる', exact: true }).click()
      await reads(chief, /会議は.*から/)
      await inspect(chief, 'committee-3-planned')
    })

    test('after it began it is recorded: the case goes on as decided, and the clerk is told', async () => {
      await village.setTime('2026-11-04 11:00')
      const path = new URL(chief.page.url()).pathname
      await chief.goto(path)
      await chief.page.getByRole('radio', { name: '認める', exact: true }).check()
      await write(chief, { 議事の経過: '全員が賛成した。' })
      await inspect(chief, 'committee-4-record')
      await chief.page.setViewportSize({ width: 375, height: 800 })
      await inspect(chief, 'committee-4-record-phone')
      await chief.page.setViewportSize({ width: 1280, height: 900 })
      await press(chief, '会議を記録する')
      await reads(chief, '記録済み')
      await inspect(chief, 'committee-5-held')
      await clerk.goto('/')
      await reads(clerk, '委員会で認められました')
      await clerk.goto('/cases')
      await reads(clerk, matter)
      await reads(clerk, '認められた')
    })
  },
)
