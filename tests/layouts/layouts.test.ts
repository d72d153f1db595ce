import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { actOnCase, beginCase } from '#features/cases/server/actions.ts'
import { routes as caseRoutes } from '#features/cases/server/routes.ts'
import { routes } from '#features/layouts/server/routes.ts'
import type { FormsAnswer, LayoutView, Preview } from '#features/layouts/contract.ts'
import { newAsset } from '../access/samples/registers.ts'
import { officeForm, readBook, withParts } from '../documents/layoutBooks.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes: [...routes, ...caseRoutes] })
})
afterAll(() => world.close())

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const layoutOf = async (cells: Parameters<typeof officeForm>[0] = {}) => ({
  name: '様式2.xlsx',
  type,
  content: Buffer.from(
    await officeForm({
      A6: null,
      B6: null,
      C6: null,
      A11: '{決裁：情報セキュリティ責任者}',
      B11: '{決裁日:security-officer}',
      D3: '{日付}',
      D4: '{行き先}',
      D5: '{departAt}',
      ...cells,
    }),
  ),
})
const url = '/api/layouts/take-out'
const send = async (file: Awaited<ReturnType<typeof layoutOf>>, path = '') =>
  (await world.as('admin')).upload<{
    version: number
    faults: { at: string; detail: string }[]
    code: string
  }>(`${url}${path}`, file)
const shown = async () => (await (await world.as('admin')).get<LayoutView>(url)).body
const fields = {
  medium: 'paper',
  destination: '=HYPERLINK("http://example.jp")',
  purpose: '打合せ',
  departAt: '2026-11-04T09:00:00+09:00',
  returnBy: '2026-11-06T17:00:00+09:00',
}
const nameOf = (name: 'admin' | 'head') =>
  world.transact(
    async ({ organization }) => organization.view.persons.get(world.persons[name])?.name,
  )
async function newCase(): Promise<string> {
  return (
    await world.performAction('clerk', beginCase, {
      procedure: 'take-out',
      about: [await newAsset(world, '避難支援の名簿')],
      fields,
      send: true,
    })
  ).id
}
const book = async (path: string, name: Parameters<World['as']>[0] = 'clerk') => {
  const answer = await (await world.as(name)).get(path)
  return {
    status: answer.status,
    code: (answer.body as { code?: string }).code,
    sheet: answer.status === 200 ? (await readBook(answer.raw))[0]! : undefined,
  }
}

describe('a layout', () => {
  test('that names what the form does not have changes nothing, and says for each cell what can be written', async () => {
    const before = await shown()
    const answer = await send(
      await layoutOf({ B2: '{番号}', D2: '{行先}', D6: '{全然ちがうもの}' }),
    )
    expect(answer.body).toMatchObject({
      code: 'layout-places',
      faults: [{ at: 'D2' }, { at: 'D6' }],
    })
    expect(answer.body.faults.map((fault) => fault.detail)).toEqual([
      '持出許可 の D2：「{行先}」という項目はありません。{行き先} なら書けます。',
      '持出許可 の D6：「{全然ちがうもの}」という項目はありません。「書ける名前」の一覧から選んでください。',
    ])
    expect(await shown()).toEqual(before)
    expect(
      await (
        await world.as('admin')
      )
        .get<FormsAnswer>('/api/layouts')
        .then((one) => one.body.forms.find((form) => form.procedure === 'take-out')?.layout),
    ).toBeNull()
  })

  test('without any place, or with macros, is refused', async () => {
    const bare = await officeForm({ A6: null, B6: null, C6: null, B2: null, B3: null })
    expect(
      (await send({ name: '様式.xlsx', type, content: Buffer.from(bare) })).body,
    ).toMatchObject({
      code: 'layout-places',
      faults: [{ detail: expect.stringContaining('{申請者}') as unknown }],
    })
    const macros = withParts((await layoutOf()).content, { 'xl/vbaProject.bin': 'x' })
    expect(
      (await send({ name: '様式.xlsx', type, content: Buffer.from(macros) })).body,
    ).toMatchObject({ code: 'layout-active' })
  })

  test('is previewed with an example without being stored', async () => {
    const answer = await send(await layoutOf(), '/preview')
    const preview = answer.body as unknown as Preview
    expect(answer.status).toBe(200)
    expect(preview.unused).toContain('理由')
    expect(preview.unused).not.toContain('行き先')
    const texts = preview.sheets[0]!.rows.flatMap((row) => row.cells)
      .filter((cell) => cell.filled)
      .map((cell) => cell.text)
    expect(texts).toEqual(
      expect.arrayContaining([
        '持出R8-0012',
        '令和8年11月2日',
        '〔行き先〕',
        `許可\nR8.11.2\n${await nameOf('admin')}`,
      ]),
    )
    expect((await shown()).current).toBeNull()
  })

  test('is filled from the case: who, what, when in the Japanese era, who decided — and what reads like a formula stays a text', async () => {
    expect((await send(await layoutOf())).body).toEqual({ version: 1 })
    const id = await newCase()
    const before = (await book(`/api/cases/${id}/layout.xlsx`)).sheet!
    expect(['B2', 'B3', 'D3', 'D4', 'D5', 'A11', 'B11'].map((ref) => before.value(ref))).toEqual([
      '持出R8-0001',
      '福祉課　森 空様',
      '令和8年11月2日',
      '=HYPERLINK("http://example.jp")',
      '令和8年11月4日 09:00',
      null,
      null,
    ])
    expect(before.formula('D4')).toBeUndefined()
    await world.performAction('head', actOnCase, {
      id,
      version: await caseVersion(world, id),
      step: 'approve',
      decision: 'permit',
      confirmed: ['1', '2'],
    })
    const after = (await book(`/api/cases/${id}/layout.xlsx`)).sheet!
    expect([after.value('A11'), after.value('B11'), after.value('A1')]).toEqual([
      `許可\nR8.11.2\n${await nameOf('head')}`,
      '令和8年11月2日',
      '情報資産持出許可申請書',
    ])
  })

  test('of a newer version takes the place of the older, which stays and can be used again', async () => {
    expect((await send(await layoutOf({ A1: '新しい様式' }))).body.version).toBe(2)
    const id = await newCase()
    expect((await book(`/api/cases/${id}/layout.xlsx`)).sheet?.value('A1')).toBe('新しい様式')
    const admin = await world.as('admin')
    expect((await admin.post(`${url}/versions/1/use`, {})).body).toEqual({ version: 3 })
    expect((await book(`/api/cases/${id}/layout.xlsx`)).sheet?.value('A1')).toBe(
      '情報資産持出許可申請書',
    )
    const view = await shown()
    expect([view.current?.version, view.earlier.map((one) => one.version)]).toEqual([3, [2, 1]])
    expect((await book(`${url}/versions/2/file.xlsx`, 'admin')).sheet?.value('A1')).toBe(
      '新しい様式',
    )
    expect((await book(`${url}/versions/2/example.xlsx`, 'admin')).sheet?.value('D4')).toBe(
      '〔行き先〕',
    )
  })

  test('is taken back; then the form has none, and each step of it stands in the journal', async () => {
    const admin = await world.as('admin')
    expect((await admin.post(`${url}/take-back`, {})).status).toBe(204)
    expect((await admin.post<{ code: string }>(`${url}/take-back`, {})).body.code).toBe(
      'layout-none',
    )
    expect((await book(`/api/cases/${await newCase()}/layout.xlsx`)).code).toBe('layout-none')
    expect((await shown()).current).toBeNull()
    const events = (await world.journal()).filter((event) => event.action.startsWith('layout.'))
    expect(events.map(({ action, detail }) => [action, detail['version']])).toEqual([
      ['layout.put', 1],
      ['layout.put', 2],
      ['layout.put', 3],
      ['layout.take-back', 3],
    ])
  })

  test('whose names the policy no longer has is not filled by half', async () => {
    await send(await layoutOf())
    await world.transact(async ({ db, organization }) =>
      db
        .updateTable('layouts')
        .set({ places: JSON.stringify([{ sheet: '様式', cell: 'A1', place: 'なくなった項目' }]) })
        .where('organization_id', '=', organization.id)
        .where('ended_at', 'is', null)
        .execute(),
    )
    expect((await book(`/api/cases/${await newCase()}/layout.xlsx`)).code).toBe('layout-outdated')
    expect((await shown()).current?.faults).toEqual([
      '様式 の A1：「{なくなった項目}」という項目はありません。「書ける名前」の一覧から選んでください。',
    ])
  })

  test('has places for what was confirmed, how late it was and to what end it came', async () => {
    const refs = ['A21', 'A22', 'A23', 'A24', 'A25', 'A26', 'A27'] as const
    const answer = await send(
      await layoutOf({
        A21: '{手続の結果}',
        A22: '{手続の終わった日}',
        A23: '{確かめたこと}',
        A24: '{確かめたこと：approve}',
        A25: '{確認：ほかの方法がない}',
        A26: '{遅れ}',
        A27: '{遅れ：approve}',
      }),
    )
    expect(answer.body).toHaveProperty('version')
    const id = await newCase()
    const filled = async () => {
      const { sheet } = await book(`/api/cases/${id}/layout.xlsx`)
      return refs.map((ref) => sheet?.value(ref) ?? '')
    }
    expect(await filled()).toEqual(['', '', '', '', '☐', '', ''])
    const decide = async (decision: string, more: object) =>
      world.performAction('head', actOnCase, {
        id,
        version: await caseVersion(world, id),
        step: 'approve',
        decision,
        ...more,
      })
    world.clock.set('2026-11-05 10:00')
    await decide('ask', { comment: 'いつ戻りますか' })
    await world.performAction('clerk', actOnCase, {
      id,
      version: await caseVersion(world, id),
      step: 'apply',
      fields: { departAt: '2026-11-06T09:00:00+09:00', returnBy: '2026-11-07T09:00:00+09:00' },
      reply: '翌日です',
    })
    expect(await filled()).toEqual(['', '', '', '', '☐', '', ''])
    world.clock.set('2026-11-07 10:00')
    await decide('permit', { confirmed: ['1', '2'] })
    const late = '期限（令和8年11月6日）を1日過ぎて行われた'
    const step = '所属の責任者の許可'
    const both = ['ほかの方法がない', '必要最小限である']
    const after = await filled()
    expect(after.slice(0, 2)).toEqual(['', ''])
    expect(after.slice(2)).toEqual([
      both.map((one) => `${step}：${one}`).join('\n'),
      both.join('\n'),
      '☑',
      `${step}：${late}`,
      late,
    ])
    const refused = await newCase()
    await world.performAction('head', actOnCase, {
      id: refused,
      version: await caseVersion(world, refused),
      step: 'approve',
      decision: 'refuse',
      comment: '急ぎではありません',
    })
    const { sheet } = await book(`/api/cases/${refused}/layout.xlsx`)
    expect(refs.map((ref) => sheet?.value(ref) ?? '').slice(0, 5)).toEqual([
      '不許可',
      '令和8年11月7日',
      '',
      '',
      '☐',
    ])
    world.clock.set('2026-11-02 09:00')
  })

  test('is written with the same places for a reader of English, and fits for them as well', async () => {
    await send(await layoutOf())
    const admin = await world.as('admin')
    const english = { headers: { 'accept-language': 'en' } }
    const form = await admin.get<{ fields: { title: string }[] }>(
      '/api/procedures/take-out',
      english,
    )
    expect(form.body.fields.map(({ title }) => title)).toContain('Where to')
    const { body } = await admin.get<LayoutView>(url, english)
    expect(body.offers).toEqual((await shown()).offers)
    expect(body.current?.faults).toEqual([])
    const { forms } = (await admin.get<FormsAnswer>('/api/layouts', english)).body
    expect(forms.find(({ procedure }) => procedure === 'take-out')?.layout?.outdated).toBe(false)
  })
})

it('a case prints as Word and Excel, too', async () => {
  const id = await newCase()
  const client = await world.as('clerk')
  const [word, excel] = [
    await client.get(`/api/cases/${id}/form.docx`),
    await client.get(`/api/cases/${id}/form.xlsx`),
  ]
  expect([word.status, excel.status]).toEqual([200, 200])
  expect((await readBook(excel.raw))[0]!.texts()).toEqual(
    expect.arrayContaining([
      '様式2',
      '情報資産の庁外持ち出し',
      '=HYPERLINK("http://example.jp")',
      '令和8年11月4日 09:00',
      '経過',
    ]),
  )
})
