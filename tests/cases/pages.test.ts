import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, createAsset, getCase } from './steps.ts'
import { inspect, press, reads, write } from '../journeys/steps.ts'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined).each([[1280], [375]])(
  'an exception on a screen of %i pixels',
  (width) => {
    let village: Village
    let clerk: Visit
    let head: Visit

    beforeAll(async () => {
      village = await startVillage(executable ?? '', { at: '2026-11-02 09:00', town: 'hoshi' })
      clerk = await village.visit('clerk', width)
      head = await village.visit('head', width)
    })
    afterAll(() => village?.close())

    const pickProvision = async (words: string, ref: string): Promise<void> => {
      await clerk.page.getByRole('combobox', { name: '外したい条項' }).fill(words)
      await clerk.page.getByRole('option', { name: ref }).first().click()
    }

    test('is applied for with provisions found by their words and a small table, row by row', async () => {
      await clerk.goto('/apply/exempt')
      await pickProvision('最も厳しい情報は', '2-2(2)')
      await write(clerk, {
        終わりの日: 'R8.11.25',
        すること: '鍵のかかる部屋で作業する',
        時間: '2',
      })
      await press(clerk, '行を足す')
      await clerk.page
        .getByRole('group', { name: '代わりの守り方 2行目' })
        .getByRole('textbox', { name: '時間' })
        .fill('1')
      await inspect(clerk, `exception-apply-${width}`)
      await press(clerk, '申請する')
      await reads(clerk, /2行目：「すること」が入っていません/)
      await inspect(clerk, `exception-apply-fault-${width}`)
      await clerk.page.getByRole('button', { name: '2行目を消す' }).click()
      await press(clerk, '申請する')
      await reads(clerk, /例外R8-001/)
      await inspect(clerk, `exception-applied-${width}`)
    })

    test('shows its steps as a picture, and says in a list where the case is', async () => {
      await clerk.page.getByText('手続の流れを図で見る').click()
      const figure = clerk.page.getByRole('figure', { name: '手続の流れ' })
      const picture = await figure.locator('svg').boundingBox()
      expect(picture?.height).toBeGreaterThan(100)
      expect((picture?.x ?? 0) + (picture?.width ?? width)).toBeLessThanOrEqual(width)
      expect(await figure.getByRole('listitem').first().innerText()).toMatch(/^申請・申請した人/)
      expect(await figure.locator('[aria-current=step]').innerText()).toMatch(/「.+」へ/)
      await inspect(clerk, `exception-flow-${width}`)
    })

    test('is granted, and from then on the answer and the provision say so', async () => {
      await head.goto('/')
      await head.page
        .getByRole('link', { name: /見て決める/ })
        .first()
        .click()
      await reads(head, '鍵のかかる部屋で作業する')
      // The bar of decisions hides nothing at the foot of the page.
      await head.page.getByText('手続の流れを図で見る').click()
      await head.page.getByText('手続の流れを図で見る').click()
      await press(head, '本人に認める')
      await reads(head, '認められた例外')
      await inspect(head, `exception-granted-${width}`)
      const about = await createAsset(village.world, 3)
      await clerk.goto(`/ask?act=take-out&about=${about}`)
      await clerk.page.getByRole('radio', { name: '紙' }).check()
      await write(clerk, { 行き先: '県庁' })
      await reads(clerk, /例外が認められているので/)
      await inspect(clerk, `exception-ask-${width}`)
      await head.goto('/policy/provision?ref=2-2(2)')
      await reads(head, '今ある例外')
      await inspect(head, `exception-provision-${width}`)
    })

    test('near its end is a task of the applicant, who lets it end on its page', async () => {
      await village.setTime('2026-11-20 09:00')
      await clerk.goto('/')
      await reads(clerk, '例外の終わりが近づいています')
      await inspect(clerk, `exception-home-${width}`)
      await clerk.page
        .getByRole('link', { name: /延長するか決める/ })
        .first()
        .click()
      await reads(clerk, '認められた例外')
      await inspect(clerk, `exception-ending-${width}`)
      await press(clerk, 'このまま終わらせる')
      await reads(clerk, 'このまま終わります')
    })

    test('what a deputy decided is confirmed by the holder in the history of the case', async () => {
      const { world } = village
      await world.transact(async ({ db, organization, newId }) => {
        await db
          .insertInto('absences')
          .values({
            organization_id: organization.id,
            id: newId(),
            person_id: world.persons.head,
            from_on: '2026-11-20',
            to_on: '2026-11-20',
          })
          .execute()
        await db
          .updateTable('organizations')
          .set({ revision: 500 })
          .where('organization_id', '=', organization.id)
          .execute()
      })
      const { body } = await (
        await world.as('clerk')
      ).post<{ id: string }>('/api/cases', { procedure: 'exempt' })
      await act(await world.as('clerk'), body.id, undefined, {
        rules: ['2-2(3)'],
        until: '2026-12-31',
        measures: [{ what: '見回る' }],
      })
      await act(await world.as('deputy'), body.id, 'refuse', {}, '訳が足りません')
      await village.setTime('2026-11-21 09:00')
      await head.goto('/')
      await head.page
        .getByRole('link', { name: /見て確かめる/ })
        .first()
        .click()
      await inspect(head, `review-${width}`)
      await press(head, '確かめました')
      await reads(head, /佐藤 花さんが確かめました/)
      await inspect(head, `reviewed-${width}`)
      expect((await getCase(await world.as('clerk'), body.id)).status).toBe('ended')
    })

    test('on home, who is away reads until when, who acts and what was decided, and ends it there; the deputy reads for whom', async () => {
      const { world } = village
      await village.setTime('2026-11-24 09:00')
      const made = await (
        await world.as('head')
      ).post('/api/absences', { person: world.persons.head, from: '2026-11-24', to: '2026-11-27' })
      expect(made.status).toBe(201)
      const { body } = await (
        await world.as('clerk')
      ).post<{ id: string }>('/api/cases', { procedure: 'exempt' })
      await act(await world.as('clerk'), body.id, undefined, {
        rules: ['2-2(3)'],
        until: '2026-12-31',
        measures: [{ what: '見張る' }],
      })
      await act(await world.as('deputy'), body.id, 'refuse', {}, '訳が足りません')
      const deputy = await village.visit('deputy', width)
      await deputy.goto('/')
      await reads(deputy, /佐藤 花さん（令和8年11月27日.金.まで）：福祉課の情報セキュリティ責任者/)
      await inspect(deputy, `acting-home-${width}`)
      await head.goto('/')
      await reads(head, /令和8年11月27日.金.まで不在と登録されています/)
      await reads(
        head,
        /福祉課の情報セキュリティ責任者、介護保険システムの情報システム管理者 → 鈴木 実/,
      )
      await reads(head, '代行で決められたこと（1件）')
      await inspect(head, `away-home-${width}`)
      const english = await village.visit('head', width)
      await english.context.addInitScript(`localStorage.setItem('sekisho.language', 'en')`)
      await english.goto('/')
      await reads(english, /You are recorded as away until .*27 Nov/)
      await reads(english, 'Decided in your place meanwhile (1)')
      await inspect(english, `away-home-english-${width}`)
      await press(head, '不在を終える')
      await reads(head, '不在を終えました')
      await head.page.getByText(/まで不在と登録/).waitFor({ state: 'hidden' })
    })
  },
)
