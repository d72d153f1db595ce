import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MyOccurrences } from '#features/rounds/contract/occurrences.ts'
import type { CoursesView } from '#features/courses/contract.ts'
import { inspect, photographFailures, press, reads, write } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { roundFiles } from '../rounds/roundPack.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('training on screens', () => {
  let village: Village
  let keeper: Visit
  let phone: Visit
  let works: Visit
  photographFailures('training', () => ({ keeper, phone, works }))

  const isOpen = async (name: 'head' | 'worksHead'): Promise<boolean> => {
    const { body } = await (await village.world.as(name)).get<MyOccurrences>('/api/occurrences')
    return body.rows.some(({ round }) => round === 'training')
  }

  beforeAll(async () => {
    village = await startVillage(executable ?? '', { at: '2026-10-05 09:00', files: roundFiles })
    await village.setTime('2026-10-05 09:30')
    keeper = await village.visit('chief')
    phone = await village.visit('head', 375)
    works = await village.visit('workshead', 375)
  })
  afterAll(() => village?.close())

  test('who keeps the ledger makes a course from a template and hands it out', async () => {
    await keeper.goto('/courses')
    await press(keeper, '教材を作る')
    await write(keeper, { 教材の名前: '責任者の務め' })
    await keeper.page.getByRole('radio', { name: '責任者の務め' }).check()
    await keeper.page.getByRole('dialog').getByRole('button', { name: '作り始める' }).click()
    await press(keeper, 'この内容を配る')
    await reads(keeper, '第1版')
    await inspect(keeper, 'training-course')
  })

  test('the course is taken on the phone, failed, taken again and passed; then it is done', async () => {
    await phone.goto('/courses')
    await inspect(phone, 'training-mine')
    await phone.page.getByRole('link', { name: '研修を受ける' }).click()
    await reads(phone, '部下が困る前に聞く。')
    await inspect(phone, 'training-page')
    await press(phone, '次のページ')
    await press(phone, 'テストに進む')
    const choose = (name: string) => phone.page.getByRole('radio', { name, exact: true }).check()
    await choose('困る前')
    await choose('翌日')
    await press(phone, '答え合わせをする')
    await reads(phone, '待つあいだに広がる。')
    await inspect(phone, 'training-almost')
    expect(await isOpen('head')).toBe(true)
    await press(phone, 'もう一度答える')
    await choose('困る前')
    await choose('すぐ')
    await press(phone, '答え合わせをする')
    await reads(phone, '合格です')
    await inspect(phone, 'training-passed')
    expect(await isOpen('head')).toBe(false)
  })

  test('in the room, the code on the screen makes somebody present, and the end does it for her', async () => {
    const chief = await village.world.as('chief')
    const { body } = await chief.post<{ id: string }>('/api/course-sessions', {
      round: 'training',
      title: '責任者の集まり',
      place: '大会議室',
      beginsAt: '2026-10-05T09:00:00+09:00',
      units: [],
    })
    await keeper.goto(`/courses/sessions/${body.id}`)
    await press(keeper, '会場の画面に符号を映す')
    await keeper.page.getByRole('img', { name: /出席の符号/ }).waitFor()
    await inspect(keeper, 'training-room')
    const { url } = (await chief.get<{ url: string }>(`/api/course-sessions/${body.id}/code`)).body
    const { pathname, search } = new URL(url)
    await works.goto(`${pathname}${search}`)
    await inspect(works, 'training-attend')
    await press(works, '出席する')
    await reads(works, '出席を記録しました')
    await reads(keeper, '符号で出席')
    await press(keeper, '研修を終えて記録する')
    await reads(keeper, '終わった')
    expect(await isOpen('worksHead')).toBe(false)
    const { making } = (await chief.get<CoursesView>('/api/courses')).body
    expect(making).toMatchObject({ sessions: [{ state: 'ended', present: 1 }] })
    await keeper.goto('/courses')
    await reads(keeper, '今年度の研修（所属ごと）')
    await inspect(keeper, 'training-keeping')
  })
})
