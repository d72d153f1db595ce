import { afterEach, beforeEach, expect, test } from 'vitest'
import type {
  CampaignLines,
  CampaignList,
  CampaignView,
  Progress,
} from '#features/campaigns/contract.ts'
import { runStocktakes } from '#features/campaigns/server/public.ts'
import { routes as campaigns } from '#features/campaigns/server/routes.ts'
import type { Home } from '#features/cases/contract/home.ts'
import type { ProvisionDetail } from '#features/policy/contract.ts'
import { routes as policy } from '#features/policy/server/routes.ts'
import { routes as cases } from '#features/cases/server/routes.ts'
import { routes as registers } from '#features/registers/server/routes.ts'
import type { World } from '#tests/support/world.ts'
import { registerPackWorld, writeEntryAs } from '../registers/registerPack.ts'
import type { WrittenEntry } from '../registers/registerPack.ts'

let world: World
let lines: WrittenEntry[]
beforeEach(async () => {
  world = await registerPackWorld(
    [...registers, ...cases, ...campaigns, ...policy],
    '2026-10-30 09:00',
  )
  lines = []
  for (const name of ['四月のログ', '五月のログ', '六月のログ'])
    lines.push(await writeEntryAs(world, 'clerk', 'logs', { name, takenOn: '2026-10-01' }))
  await writeEntryAs(world, 'worksClerk', 'logs', { name: '建設課のログ', takenOn: '2026-10-01' })
})
afterEach(() => world.close())

type Name = Parameters<World['as']>[0]
const tick = () =>
  runStocktakes({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
const get = async <Body>(name: Name, url: string) =>
  (await (await world.as(name)).get<Body>(url)).body
const all = async (name: Name) => (await get<CampaignList>(name, '/api/campaigns')).campaigns
const home = (name: Name) => get<Home>(name, '/api/tasks')
const errands = async (name: Name) => {
  const { today, week, later } = await home(name)
  return [...today, ...week, ...later].filter((task) => task.kind === 'errand')
}
async function welfarePart(): Promise<{ campaign: CampaignView; url: string }> {
  const [campaign] = await all('clerk')
  return {
    campaign: campaign!,
    url: `/api/campaigns/${campaign!.id}/parts/${campaign!.parts[0]!.id}`,
  }
}
const answer = async <Body = Progress & { code?: string }>(
  name: Name,
  url: string,
  body: unknown,
) => (await world.as(name)).post<Body>(`${url}/answers`, body)

test('starts once in its month of the 年度, with a part for every unit with entries, and announces it', async () => {
  await tick()
  expect(await all('chief')).toEqual([])
  world.clock.set('2026-11-02 09:00')
  await tick()
  await tick()
  const [campaign, ...more] = await all('chief')
  expect(more).toEqual([])
  expect(campaign).toMatchObject({
    title: 'ログの保管簿の棚卸し（令和8年度11月）',
    dueOn: '2026-11-30',
    begunBy: null,
  })
  expect(campaign?.parts.map((part) => [part.unitTitle, part.total])).toEqual([
    ['建設課', 1],
    ['福祉課', 3],
  ])
  expect((await all('clerk'))[0]?.parts.map((part) => part.unitTitle)).toEqual(['福祉課'])
  expect(await errands('head')).toMatchObject([
    {
      subject: 'ログの保管簿（福祉課・3件）',
      href: `/campaigns/${campaign?.id}/${(await all('clerk'))[0]?.parts[0]?.id}`,
      wholeDay: true,
    },
  ])
  expect((await home('clerk')).notices.map((notice) => notice.message)).toEqual([
    'ログの保管簿の棚卸し（令和8年度11月）が始まりました。令和8年11月30日までに、3件を確かめてください。',
  ])
})

test('an entry that somebody changed since it was seen is not answered, nor is any sent with it', async () => {
  world.clock.set('2026-11-02 09:00')
  await tick()
  const { url } = await welfarePart()
  await world.transact((tx) =>
    tx.db.updateTable('entries').set({ version: 2 }).where('id', '=', lines[1]!.id).execute(),
  )
  const entries = lines.slice(0, 2).map(({ id }) => ({ id, version: 1 }))
  expect((await answer('clerk', url, { entries, answer: 'there' })).body).toMatchObject({
    code: 'changed-meanwhile',
    faults: [{ at: `/entries/${lines[1]!.id}` }],
  })
  const seenNow = await get<CampaignLines>('clerk', url)
  expect(seenNow.rows.map((row) => row.answer)).toEqual([null, null, null])
  expect(seenNow.rows.map((row) => row.version)).toEqual([1, 2, 1])
  const again = seenNow.rows.map(({ entry: id, version }) => ({ id, version }))
  expect((await answer('clerk', url, { entries: again, answer: 'there' })).body).toMatchObject({
    there: 3,
  })
})

test('each entry is confirmed by the persons of its unit, and the result is stored', async () => {
  world.clock.set('2026-11-02 09:00')
  await tick()
  const { campaign, url } = await welfarePart()
  expect(
    (await answer('clerk', url, { entries: [{ id: lines[0]!.id, version: 1 }], answer: 'there' }))
      .body,
  ).toMatchObject({ total: 3, there: 1 })
  expect(
    (
      await answer('worksClerk', url, {
        entries: [{ id: lines[1]!.id, version: 1 }],
        answer: 'there',
      })
    ).status,
  ).toBe(404)
  expect(
    (
      await answer('colleague', url, {
        entries: [{ id: lines[1]!.id, version: 1 }],
        answer: 'changed',
      })
    ).status,
  ).toBe(422)
  await answer('colleague', url, {
    entries: [{ id: lines[1]!.id, version: 1 }],
    answer: 'changed',
    note: '棚が違う',
  })
  const closing = async (name: Name) =>
    (await world.as(name)).post<{ code: string; detail: string }>(`${url}/close`, {})
  expect((await closing('clerk')).body.code).toBe('not-allowed')
  expect((await closing('head')).body).toMatchObject({
    code: 'stocktake-unanswered',
    detail: 'まだ1件を確かめていません。すべて確かめてから終えてください。',
  })
  expect(
    (await get<CampaignLines>('clerk', `${url}?answer=open`)).rows.map((row) => row.name),
  ).toEqual(['六月のログ'])
  await answer('clerk', url, { entries: [{ id: lines[2]!.id, version: 1 }], answer: 'there' })
  expect((await closing('head')).status).toBe(200)
  expect(await errands('head')).toEqual([])
  expect(
    (await answer('clerk', url, { entries: [{ id: lines[0]!.id, version: 1 }], answer: 'missing' }))
      .body,
  ).toMatchObject({ code: 'stocktake-closed' })
  const kept = await get<CampaignLines>('clerk', url)
  expect(kept.rows.map((row) => [row.name, row.answer, row.note, row.answeredBy])).toEqual([
    ['四月のログ', 'there', null, '森 空'],
    ['五月のログ', 'changed', '棚が違う', '林 緑'],
    ['六月のログ', 'there', null, '森 空'],
  ])
  expect(kept.part).toMatchObject({ closedBy: '佐藤 花', mayAnswer: false })
  expect(kept.campaign.closedAt).toBeNull()
  expect(
    (await (await world.as('clerk')).get(`/api/campaigns/${campaign.id}/print.pdf`)).raw
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  expect(
    (await world.journal())
      .filter((event) => event.action.startsWith('campaign.'))
      .map((event) => event.action),
  ).toEqual([
    'campaign.begin-round',
    'campaign.answer',
    'campaign.answer',
    'campaign.answer',
    'campaign.close',
  ])
})

test('what is missing begins the procedure that the policy has for it', async () => {
  world.clock.set('2026-11-02 09:00')
  await tick()
  const { url } = await welfarePart()
  await answer('clerk', url, {
    entries: [{ id: lines[0]!.id, version: 1 }],
    answer: 'missing',
    note: '倉庫にない',
  })
  const missing = async () =>
    (await errands('head')).filter((task) => task.href?.startsWith('/apply/log-loss'))
  expect(await missing()).toMatchObject([
    {
      title: '棚卸しで見つかりません。「ログの紛失」を始めてください',
      href: `/apply/log-loss?about=${lines[0]!.id}`,
    },
  ])
  await answer('clerk', url, { entries: [{ id: lines[0]!.id, version: 1 }], answer: 'there' })
  expect(await missing()).toEqual([])
  await answer('clerk', url, { entries: [{ id: lines[0]!.id, version: 1 }], answer: 'missing' })
  await (
    await world.as('head')
  ).post('/api/cases', { procedure: 'log-loss', about: [lines[0]!.id] })
  expect(await missing()).toEqual([])
})

test('who is late is reminded once a working day, from the day after', async () => {
  world.clock.set('2026-11-02 09:00')
  await tick()
  const told = async () =>
    (await home('head')).notices
      .map((notice) => notice.message)
      .filter((message) => message.includes('過ぎています'))
  world.clock.set('2026-11-30 17:00')
  await tick()
  expect(await told()).toEqual([])
  world.clock.set('2026-12-01 08:00')
  await tick()
  await tick()
  expect(await told()).toEqual([
    '「ログの保管簿の棚卸し（令和8年度11月）」が期限を1日過ぎています。あと3件です。',
  ])
  world.clock.set('2026-12-05 08:00')
  await tick()
  expect(await told()).toHaveLength(1)
  world.clock.set('2026-12-07 08:00')
  await tick()
  expect(await told()).toHaveLength(2)
})

test('the provision behind a stocktake is due while it runs and overdue when its day has passed', async () => {
  const state = async () =>
    (
      await get<ProvisionDetail>(
        'clerk',
        `/api/policy/provision?ref=${encodeURIComponent('2-1(1)')}`,
      )
    ).carriers.find((one) => one.kind === 'stocktake' && one.title.startsWith('ログ'))
  expect(await state()).toMatchObject({ state: 'set-up', proof: 'まだ行われていません' })
  world.clock.set('2026-11-02 09:00')
  await tick()
  expect(await state()).toMatchObject({ proof: '今年度 1回', nextDue: '2026-11-30T14:59:59.000Z' })
  world.clock.set('2026-12-01 09:00')
  expect(await state()).toMatchObject({ state: 'late' })
})

test('a register whose entries have all ended starts no stocktake, and is checked again without a journal event', async () => {
  await world.transact(({ db, organization }) =>
    db
      .updateTable('entries')
      .set({ state: '消去済み' })
      .where('organization_id', '=', organization.id)
      .where('register', '=', 'logs')
      .execute(),
  )
  world.clock.set('2026-11-02 09:00')
  await tick()
  await tick()
  expect(await all('chief')).toEqual([])
  expect((await world.journal()).filter((event) => event.action.startsWith('campaign.'))).toEqual(
    [],
  )
})

test('by hand it is begun by who answers for the unit, and not twice at a time', async () => {
  const begin = async (name: Name, more: object = {}) =>
    (await world.as(name)).post<{ code: string; lines: number }>('/api/campaigns', {
      register: 'logs',
      units: [world.units.welfare],
      ...more,
    })
  expect((await begin('clerk')).body.code).toBe('not-allowed')
  expect((await begin('head', { dueOn: '2026-10-01' })).status).toBe(422)
  expect((await begin('head')).body).toMatchObject({ lines: 3 })
  expect((await begin('head')).body.code).toBe('stocktake-running')
  expect(
    (
      await (
        await world.as('chief')
      ).post<{ code: string }>('/api/campaigns', { register: 'logs', units: [world.units.nursery] })
    ).body.code,
  ).toBe('stocktake-none')
})
