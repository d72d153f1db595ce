import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseReceipt } from '#features/cases/contract/acts.ts'
import type { Home } from '#features/cases/contract/home.ts'
import { routes as cases } from '#features/cases/server/routes.ts'
import { runRegisterJobs } from '#features/registers/server/public.ts'
import { routes } from '#features/registers/server/routes.ts'
import type { EntryDetail, EntryPage } from '#features/registers/contract/entries.ts'
import type { CountRow, DiagramView, ReachView } from '#features/registers/contract/references.ts'
import type { World } from '#tests/support/world.ts'
import { registerPackWorld, writeEntryAs } from './registerPack.ts'

let world: World
beforeAll(async () => {
  world = await registerPackWorld([...routes, ...cases])
})
afterAll(() => world.close())

const keep = () =>
  runRegisterJobs({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
type Name = Parameters<World['as']>[0]
const home = async (name: Name) => (await (await world.as(name)).get<Home>('/api/tasks')).body
const errands = async (name: Name) =>
  Object.values(await home(name))
    .flat()
    .filter(
      (task) =>
        typeof task === 'object' && task !== null && 'kind' in task && task.kind === 'errand',
    ) as Home['today']
const notices = async (name: Name) => (await home(name)).notices.map((notice) => notice.message)
const get = async <Body>(name: Name, url: string) => (await world.as(name)).get<Body>(url)
const list = async (name: Name, register: string, query = '') =>
  (await get<EntryPage>(name, `/api/registers/${register}/entries${query}`)).body.rows.map(
    (row) => row.name,
  )

describe('who reads and keeps a register', () => {
  test('those whom the pack names, by role or by a field of the entry, and nobody else', async () => {
    await writeEntryAs(
      world,
      'head',
      'cards',
      { name: '森さんのカード', holder: world.persons.clerk },
      { unit: world.units.welfare },
    )
    const other = await writeEntryAs(
      world,
      'head',
      'cards',
      { name: '林さんのカード', holder: world.persons.colleague },
      { unit: world.units.welfare },
    )
    expect(await list('clerk', 'cards')).toEqual(['森さんのカード'])
    expect(await list('colleague', 'cards')).toEqual(['林さんのカード'])
    expect(await list('worksHead', 'cards')).toEqual([])
    expect((await list('chief', 'cards')).toSorted()).toEqual(
      ['林さんのカード', '森さんのカード'].toSorted(),
    )
    expect((await get('clerk', `/api/registers/cards/entries/${other.id}`)).status).toBe(404)
    expect((await get('worksHead', `/api/registers/cards/entries/${other.id}`)).status).toBe(404)
    expect((await get('colleague', `/api/registers/cards/entries/${other.id}`)).status).toBe(200)
  })

  test("a register kept by the manager of the entry's system is written by that manager alone", async () => {
    const fields = {
      name: '閲覧',
      user: world.persons.clerk,
      system: world.systems.care,
      since: '2026-11-01',
    }
    await writeEntryAs(world, 'head', 'rights', fields, { unit: world.units.welfare })
    const denied = await (
      await world.as('worksHead')
    ).post<{ code: string }>('/api/registers/rights/entries', { unit: world.units.works, fields })
    expect(denied).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  })

  test('a system that a case wrote is a place of roles at once', async () => {
    await (
      await world.as('clerk')
    ).post<CaseReceipt>('/api/cases', {
      procedure: 'new-system',
      fields: { name: '新しい介護システム' },
      send: true,
    })
    const [system] = (
      await get<EntryPage>(
        'head',
        '/api/registers/systems/entries?q=' + encodeURIComponent('新しい介護'),
      )
    ).body.rows
    await writeEntryAs(
      world,
      'head',
      'rights',
      {
        name: '管理',
        user: world.persons.head,
        system: system?.id,
        since: '2026-11-01',
        until: '2026-11-02',
      },
      { unit: world.units.welfare },
    )
  })

  test('a field that requires two persons refuses one', async () => {
    await expect(
      writeEntryAs(world, 'clerk', 'logs', {
        name: '変更作業',
        takenOn: '2026-11-01',
        checkers: [world.persons.clerk],
      }),
    ).rejects.toThrow('2人以上')
    await writeEntryAs(world, 'clerk', 'logs', {
      name: '変更作業',
      takenOn: '2026-11-01',
      checkers: [world.persons.clerk, world.persons.colleague],
    })
  })
})

test('an entry shows what refers to it, as far as the reader may see that', async () => {
  const asset = await writeEntryAs(world, 'clerk', 'assets', {
    name: '介護の名簿',
    form: 'data',
    class: { confidentiality: 2 },
    place: '棚',
    system: world.systems.care,
  })
  const own = (
    await get<EntryDetail>('clerk', `/api/registers/systems/entries/${world.systems.care}`)
  ).body.referring
  expect(own.find((group) => group.register === 'assets')).toMatchObject({
    fieldTitle: '情報システム',
    count: 1,
    lines: [{ id: asset.id }],
  })
  const others = (
    await get<EntryDetail>('worksClerk', `/api/registers/systems/entries/${world.systems.care}`)
  ).body.referring
  expect(others.find((group) => group.register === 'assets')).toBeUndefined()
})

describe('retention', () => {
  test('run out, it becomes an errand of the keeper, which is gone when the disposal has begun and comes back when it was withdrawn', async () => {
    const log = await writeEntryAs(world, 'clerk', 'logs', {
      name: '四月のログ',
      takenOn: '2026-04-30',
    })
    expect(
      (await get<EntryDetail>('clerk', `/api/registers/logs/entries/${log.id}`)).body.keepUntil,
    ).toBe('2026-10-30')
    await keep()
    await keep()
    const [errand, ...more] = await errands('head')
    expect(more).toEqual([])
    expect(errand).toMatchObject({
      href: `/apply/log-disposal?about=${log.id}`,
      verb: '手続を始める',
    })
    expect(await errands('clerk')).toEqual([])
    const begun = (
      await (
        await world.as('head')
      ).post<CaseReceipt>('/api/cases', { procedure: 'log-disposal', about: [log.id] })
    ).body
    expect(await errands('head')).toEqual([])
    await (await world.as('head')).post(`/api/cases/${begun.id}/withdraw`, {})
    await keep()
    expect(await errands('head')).toHaveLength(1)
    const again = await (
      await world.as('head')
    ).post<CaseReceipt>('/api/cases', {
      procedure: 'log-disposal',
      about: [log.id],
      fields: { how: '上書き' },
      send: true,
    })
    expect(again.body.status).toBe('ended')
    await keep()
    expect(await errands('head')).toEqual([])
    expect(
      (await world.journal()).filter((event) => event.action === 'register.run-out').length,
    ).toBeGreaterThan(0)
  })

  test('is kept to the day: nobody is troubled on the last day of it', async () => {
    await writeEntryAs(world, 'clerk', 'logs', { name: '五月のログ', takenOn: '2026-05-02' })
    await keep()
    expect(await errands('head')).toEqual([])
    world.clock.set('2026-11-03 09:00')
    await keep()
    expect(await errands('head')).toHaveLength(1)
  })
})

test('a near day is warned of once, and once more when it has passed', async () => {
  world.clock.set('2026-11-03 09:00')
  await writeEntryAs(
    world,
    'head',
    'cards',
    { name: '期限のカード', holder: world.persons.clerk, until: '2026-12-04' },
    { unit: world.units.welfare },
  )
  const told = async () =>
    (await notices('clerk')).filter((message) => message.includes('期限のカード'))
  await keep()
  expect(await told()).toEqual([])
  world.clock.set('2026-11-04 09:00')
  await keep()
  await keep()
  expect(await told()).toEqual([
    'カードの有効期限が近づいています（カードR8-003「期限のカード」、令和8年12月4日まで）',
  ])
  expect(
    (await notices('head')).filter((message) => message.includes('期限のカード')),
  ).toHaveLength(1)
  world.clock.set('2026-12-05 09:00')
  await keep()
  expect(await told()).toHaveLength(2)
  world.clock.set('2026-11-04 09:00')
})

test('licences: owned against used; over-use is counted and the keeper is warned', async () => {
  const licence = await writeEntryAs(world, 'chief', 'licences', { name: '地図ソフト', owned: 1 })
  for (const name of ['PC-1', 'PC-2'])
    await writeEntryAs(world, 'clerk', 'installs', { name, licence: licence.id })
  expect((await get<CountRow[]>('clerk', '/api/registers/licences/counts')).body).toMatchObject([
    { id: licence.id, owned: 1, used: 2, over: 1 },
  ])
  expect(
    (await get<EntryDetail>('clerk', `/api/registers/licences/entries/${licence.id}`)).body.uses,
  ).toMatchObject([{ used: 2, over: 1 }])
  await keep()
  expect(await notices('chief')).toContainEqual(
    '「地図ソフト」（L-001）は、持っている1に対して2使っています。',
  )
  await world.transact(({ db }) =>
    db.updateTable('entries').set({ state: '消した' }).where('name', '=', 'PC-2').execute(),
  )
  expect((await get<CountRow[]>('clerk', '/api/registers/licences/counts')).body).toMatchObject([
    { used: 1, over: 0 },
  ])
})

test('who could reach a system on a day: from and until, later corrections and withdrawals do not change the past', async () => {
  const right = await writeEntryAs(
    world,
    'head',
    'rights',
    {
      name: '更新',
      user: world.persons.colleague,
      system: world.systems.care,
      since: '2026-11-03',
      until: '2026-11-30',
    },
    { unit: world.units.welfare },
  )
  const reach = async (on: string) =>
    (
      await get<ReachView>(
        'head',
        `/api/registers/systems/entries/${world.systems.care}/reach?on=${on}`,
      )
    ).body.rows.map((row) => row.name)
  expect(await reach('2026-11-04')).toEqual(
    ['森 空', '林 緑'].toSorted((a, b) => a.localeCompare(b, 'ja')),
  )
  expect(await reach('2026-11-03')).not.toContain('林 緑')
  world.clock.set('2026-11-10 09:00')
  await (
    await world.as('head')
  ).patch(
    `/api/registers/rights/entries/${right.id}`,
    { fields: { user: world.persons.deputy } },
    { ifMatch: 1 },
  )
  expect(await reach('2026-11-09')).toContain('林 緑')
  expect(await reach('2026-11-10')).toContain('鈴木 実')
  expect(await reach('2026-11-10')).not.toContain('林 緑')
  expect(await reach('2026-12-01')).not.toContain('鈴木 実')
  const file = await get<string>(
    'head',
    `/api/registers/systems/entries/${world.systems.care}/reach/export?on=2026-11-09&format=csv`,
  )
  expect(file.body).toContain('林 緑')
})

test('the network diagram is drawn from the register: ended entries are left out, zones are named', async () => {
  const router = await writeEntryAs(world, 'chief', 'devices', { name: 'ルーター', zone: '行政' })
  const gone = await writeEntryAs(world, 'chief', 'devices', {
    name: '古いスイッチ',
    zone: '行政',
    uplinks: [router.id],
  })
  const hub = await writeEntryAs(world, 'chief', 'devices', {
    name: 'スイッチ',
    zone: '番号',
    uplinks: [router.id],
  })
  await world.transact(({ db }) =>
    db.updateTable('entries').set({ state: '撤去' }).where('id', '=', gone.id).execute(),
  )
  const { body } = await get<DiagramView>('clerk', '/api/registers/devices/diagram')
  expect(body.nodes.map((node) => [node.name, node.group])).toEqual([
    ['ルーター', '行政'],
    ['スイッチ', '番号'],
  ])
  expect(body.edges).toMatchObject([{ from: hub.id, to: router.id }])
})

test('the keeper of an entry changes its state by hand only where the pack allows it, with a reason', async () => {
  const card = await writeEntryAs(
    world,
    'head',
    'cards',
    { name: '返すカード', holder: world.persons.clerk },
    { unit: world.units.welfare },
  )
  const set = async (name: Name, version: number, body: object) =>
    (
      await (
        await world.as(name)
      ).patch<{ code: string; version: number }>(`/api/registers/cards/entries/${card.id}`, body, {
        ifMatch: version,
      })
    ).body
  expect((await set('clerk', 1, { state: '返却済み', reason: '返した' })).code).toBe('not-allowed')
  expect((await set('head', 1, { state: '返却済み' })).code).toBe('input-invalid')
  expect((await set('head', 1, { state: '停止中', reason: 'なくした' })).code).toBe(
    'state-by-procedure',
  )
  expect((await set('head', 1, { state: '返却済み', reason: '異動' })).version).toBe(2)
  expect(
    (
      await get<{ state: string; reason: string }[]>(
        'head',
        `/api/registers/cards/entries/${card.id}/history`,
      )
    ).body[0],
  ).toMatchObject({ state: '返却済み', reason: '異動' })
  expect((await set('head', 2, { state: '使用中', reason: '戻した' })).version).toBe(3)
  const { byHand } = await get<{ byHand: Record<string, string[]> }>(
    'head',
    '/api/registers/cards',
  ).then(({ body }) => body)
  expect(byHand).toEqual({
    使用中: ['返却済み', '廃棄済み'],
    停止中: ['廃棄済み'],
    返却済み: ['使用中', '廃棄済み'],
    廃棄済み: [],
  })
  expect((await set('head', 3, { state: '廃棄済み', reason: '割れた' })).version).toBe(4)
  expect((await set('head', 4, { state: '使用中', reason: 'つないだ' })).code).toBe(
    'state-by-procedure',
  )
})

test('an entry named by a person is called by the name of the person and found by it', async () => {
  await writeEntryAs(world, 'chief', 'entrants', { holder: world.persons.colleague })
  expect(await list('clerk', 'entrants')).toEqual(['林 緑'])
  expect(await list('clerk', 'entrants', `?q=${encodeURIComponent('林')}`)).toEqual(['林 緑'])
})

test('labels print with class, number and name', async () => {
  const { raw, status } = await get('head', '/api/registers/assets/labels.pdf')
  expect(status).toBe(200)
  expect(raw.subarray(0, 5).toString()).toBe('%PDF-')
})
