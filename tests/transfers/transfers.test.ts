import iconv from 'iconv-lite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type {
  LooseEndsAnswer,
  MovesPage,
  TransfersAnswer,
  TransferView,
} from '#features/transfers/contract.ts'
import { routes } from '../../src/apps/routes.ts'
import { recurringJobs } from '../../src/apps/jobs.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { beginCase } from '#features/cases/server/actions.ts'
import { newAsset } from '../access/samples/registers.ts'
import { makeWorld } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

interface Problem {
  readonly code: string
  readonly detail: string
  readonly faults?: readonly { at: string; detail: string }[]
}

const head = '職員番号,氏名,ふりがな,所属,職,雇用区分,メール,異動'
const send = async (
  lines: readonly string[],
  how: { on?: string; everyone?: boolean; who?: PersonName; cp932?: boolean; header?: string } = {},
) => {
  const text = [how.header ?? head, ...lines].join('\r\n')
  const answer = await (
    await world.as(how.who ?? 'admin')
  ).upload<Problem & { id: string }>(
    '/api/transfers',
    { name: '異動.csv', type: 'text/csv', content: how.cp932 ? iconv.encode(text, 'cp932') : text },
    {
      ...(how.on === '' ? {} : { on: how.on ?? '2027-04-01' }),
      everyone: String(how.everyone ?? false),
    },
  )
  return answer.body
}
const view = async (id: string) =>
  (await (await world.as('admin')).get<TransferView>(`/api/transfers/${id}`)).body
const plan = async (id: string, acceptWarnings = false) =>
  (await world.as('admin')).post<Problem & { status: string }>(`/api/transfers/${id}/plan`, {
    acceptWarnings,
    effect: (await view(id)).effect,
  })
const looseEnds = async (id: string) =>
  (await (await world.as('admin')).get<LooseEndsAnswer>(`/api/transfers/${id}/loose-ends`)).body
const row = (name: PersonName) =>
  world.transact(({ db }) =>
    db
      .selectFrom('persons')
      .selectAll()
      .where('id', '=', world.persons[name])
      .executeTakeFirstOrThrow(),
  )
const tick = () => new Outbox(world.services, new Map(), recurringJobs).runDue()
const roleOf = async (id: string, place = '') =>
  (
    await (
      await world.as('admin')
    ).get<{
      roles: { id: string; seats: { seat: { scopeId: string }; holders: { name: string }[] }[] }[]
    }>('/api/roles')
  ).body.roles
    .find((role) => role.id === id)
    ?.seats.find((seat) => seat.seat.scopeId === place)
    ?.holders.map((one) => one.name)

/** 佐藤 花 becomes head of 建設課, 石井 剛 of 福祉課; 森 空 leaves; a new person joins. */
const exchange = [
  '1005,佐藤 花,さとう はな,建設課,課長,正規,,異動',
  '1010,石井 剛,いしい ごう,福祉課,福祉課長,正規,,異動',
  '1007,森 空,もり そら,福祉課,,正規,,退職',
  '2001,春野 咲,はるの さく,福祉課,,会計年度任用,haruno@example.jp,採用',
]

test('a list waits for its day and holds from midnight in Asia/Tokyo, and roles go with the posts', async () => {
  const { id } = await send(exchange)
  expect(await view(id)).toMatchObject({
    status: 'draft',
    errors: 0,
    counts: { joined: 1, moved: 2, left: 1, unchanged: 0 },
  })
  expect((await plan(id)).body.status).toBe('planned')
  world.clock.set('2027-03-31 23:59')
  await tick()
  expect(await roleOf('security-officer', world.units.welfare)).toEqual(['佐藤 花'])
  world.clock.set('2027-04-01 00:00')
  await tick()
  expect(await roleOf('security-officer', world.units.welfare)).toEqual(['石井 剛'])
  expect(await roleOf('security-officer', world.units.works)).toEqual(['佐藤 花'])
  expect(await row('clerk')).toMatchObject({ to_on: '2027-03-31' })
  const fresh = await world.transact(({ db }) =>
    db.selectFrom('persons').selectAll().where('number', '=', '2001').executeTakeFirstOrThrow(),
  )
  expect(fresh).toMatchObject({
    name: '春野 咲',
    unit_id: world.units.welfare,
    from_on: '2027-04-01',
    employment: '会計年度任用',
  })
})

test('it is applied once, in one transaction with one event that names the list and the hash of what was done', async () => {
  const { id } = await send(exchange)
  await plan(id)
  world.clock.set('2027-04-01 06:00')
  await tick()
  await tick()
  const events = (await world.journal()).filter((event) => event.action === 'transfer.apply')
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({
    subjectId: id,
    actor: null,
    detail: {
      on: '2027-04-01',
      joined: 1,
      moved: 2,
      left: 1,
      file: '異動.csv',
      movesSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    },
  })
})

test('one whose day is past holds at once', async () => {
  const { id } = await send(['1008,林 緑,はやし みどり,建設課,,正規,,'], { on: '2026-11-01' })
  expect((await plan(id)).body.status).toBe('applied')
  expect((await row('colleague')).unit_id).toBe(world.units.works)
  expect(
    (await (await world.as('admin')).post<Problem>(`/api/transfers/${id}/withdraw`)).body.code,
  ).toBe('transfer-closed')
})

test('all faulty lines are reported at once, and nothing is planned or applied while one remains', async () => {
  const { id } = await send(
    [
      '1007,森 空,もり そら,福祉科,,正規,,',
      '1008,林 緑,はやし みどり,福祉課,園長,正規,,',
      '1010,石井 剛,いしい ごう,建設課,部長,正規,,',
      '1008,林 緑,はやし みどり,建設課,,正規,,',
      ',,,総務課,主事,,,',
      '3001,新顔 一,,総務課,,正規,mail,',
      '1005,佐藤 花,さとう はな,福祉課,,正規,,',
    ],
    { on: '2026-11-01' },
  )
  const { faults, errors } = await view(id)
  expect(faults.filter((one) => one.kind === 'error').map((one) => [one.row, one.code])).toEqual(
    expect.arrayContaining([
      [2, 'unknown-unit'],
      [3, 'duplicate'],
      [5, 'duplicate'],
      [4, 'unknown-post'],
      [6, 'no-person'],
      [7, 'missing'],
      [7, 'bad-email'],
    ]),
  )
  expect(faults.find((one) => one.code === 'unknown-unit')?.says).toContain('もしかして「福祉課」')
  const refused = await plan(id, true)
  expect(refused.body).toMatchObject({
    code: 'transfer-faulty',
    faults: expect.arrayContaining([
      { at: '2行目', detail: expect.stringContaining('福祉科') as unknown },
    ]) as unknown,
  })
  expect(refused.body.faults).toHaveLength(errors)
  expect((await row('clerk')).unit_id).toBe(world.units.welfare)
})

test('a list that leaves a role without anybody is an error, one that passes it on to a deputy a warning to be accepted knowingly', async () => {
  const vacant = await send(['1005,佐藤 花,さとう はな,建設課,,正規,,'])
  expect((await view(vacant.id)).faults).toMatchObject([
    { kind: 'warning', code: 'seat-vacant', name: '佐藤 花' },
  ])
  expect((await plan(vacant.id)).body).toMatchObject({ code: 'transfer-warnings' })
  expect((await plan(vacant.id, true)).body.status).toBe('planned')
  expect((await view(vacant.id)).accepted).toEqual([
    expect.stringContaining('鈴木 実さんに回ります'),
  ])
  await (
    await world.as('ciso')
  ).post('/api/assignments', {
    role: 'auditor',
    scope: 'organization',
    person: world.persons.worksClerk,
    from: '2026-11-02',
  })
  const empty = await send(['1011,川口 渡,かわぐち わたる,建設課,,正規,,退職'])
  expect((await view(empty.id)).faults).toMatchObject([{ kind: 'error', code: 'seat-empty' }])
})

test('roles that nobody may hold together are found in the list', async () => {
  await (
    await world.as('ciso')
  ).post('/api/assignments', {
    role: 'auditor',
    scope: 'organization',
    person: world.persons.colleague,
    from: '2026-11-02',
  })
  const { id } = await send([
    '1008,林 緑,はやし みどり,福祉課,課長,正規,,',
    '1005,佐藤 花,さとう はな,建設課,,正規,,',
  ])
  const { faults } = await view(id)
  expect(faults.find((one) => one.code === 'apart')).toMatchObject({
    kind: 'error',
    row: 2,
    name: '林 緑',
    grounds: [{ provision: '1-3', rule: 'apart/audit-apart' }],
  })
})

test('an applicant who would come to decide on the own case is found in the list', async () => {
  await asks('clerk')
  const { id } = await send([
    '1007,森 空,もり そら,福祉課,課長,正規,,',
    '1005,佐藤 花,さとう はな,福祉課,,正規,,',
  ])
  expect((await view(id)).faults).toContainEqual(
    expect.objectContaining({
      kind: 'warning',
      code: 'own-case',
      name: '森 空',
      says: expect.stringContaining('鈴木 実さんに回ります') as unknown,
    }),
  )
})

test("titles that are nobody's post are ranks where somebody says so, in the next list again", async () => {
  const { id } = await send(['1008,林 緑,はやし みどり,建設課,主事,正規,,'])
  expect(await view(id)).toMatchObject({ errors: 1, unknownPosts: [{ title: '主事', lines: 1 }] })
  expect(
    (await (await world.as('admin')).put(`/api/transfers/${id}/ranks`, { ranks: ['主事'] })).status,
  ).toBe(204)
  expect(await view(id)).toMatchObject({ errors: 0, unknownPosts: [] })
  expect(
    (await view((await send(['1008,林 緑,はやし みどり,建設課,主事,正規,,'])).id)).errors,
  ).toBe(0)
})

test('by a list of everybody, missing persons leave, of the employments that the list has', async () => {
  await (
    await world.as('admin')
  ).post('/api/persons', {
    name: '臨時 葉',
    kana: 'りんじ よう',
    unit: world.units.works,
    employment: '会計年度任用',
  })
  const { id } = await send(
    [
      '1001,木村 守,きむら まもる,町役場,副町長,正規,,',
      '1002,中村 透,なかむら とおる,総務課,課長,正規,,',
    ],
    { everyone: true },
  )
  const { counts } = await view(id)
  expect(counts).toEqual({ joined: 0, moved: 0, left: 9, unchanged: 2 })
})

test('a list written by Excel in Japanese Windows is read, and the roster that is handed out changes nothing when it comes back', async () => {
  const { id } = await send(['1008,林緑,ハヤシ ミドリ,建設課,,正規,,'], { cp932: true })
  expect((await view(id)).counts.moved).toBe(1)
  const roster = await (await world.as('admin')).get('/api/transfers/roster.xlsx')
  const back = await (
    await world.as('admin')
  ).upload<{ id: string }>(
    '/api/transfers',
    {
      name: '名簿.xlsx',
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      content: roster.raw,
    },
    { on: '2027-04-01', everyone: 'true' },
  )
  expect(await view(back.body.id)).toMatchObject({
    errors: 0,
    counts: { joined: 0, moved: 0, left: 0, unchanged: 11 },
  })
})

test('people are shown before and after, by kind and by name', async () => {
  const { id } = await send(exchange)
  const page = async (query: string) =>
    (await (await world.as('admin')).get<MovesPage>(`/api/transfers/${id}/moves?${query}`)).body
  expect((await page('kind=moved')).items).toMatchObject([
    {
      name: '佐藤 花',
      before: { unit: '福祉課', posts: ['福祉課長'] },
      after: { unit: '建設課', posts: ['建設課長'] },
      changes: ['unit', 'posts'],
    },
    { name: '石井 剛', after: { unit: '福祉課' } },
  ])
  expect((await page('q=はるの')).items).toMatchObject([
    { kind: 'joined', before: null, person: null },
  ])
  const first = await page('limit=1')
  const second = await page(`limit=1&cursor=${first.next}`)
  expect([first.total, first.items.length, second.items.length]).toEqual([4, 1, 1])
  expect(second.items[0]).not.toEqual(first.items[0])
})

test('a planned transfer can be withdrawn and then never holds', async () => {
  const { id } = await send(exchange)
  await plan(id)
  expect((await (await world.as('chief')).post(`/api/transfers/${id}/withdraw`)).status).toBe(204)
  world.clock.set('2027-04-02 09:00')
  await tick()
  expect((await row('clerk')).to_on).toBeNull()
  expect(
    (await (await world.as('admin')).get<TransfersAnswer>('/api/transfers')).body.transfers,
  ).toMatchObject([{ id, status: 'withdrawn' }])
})

test('an error found on its day stops a transfer, changes nobody, and those who decided on it are notified', async () => {
  const { id } = await send([
    '1008,林 緑,はやし みどり,建設課,,正規,,',
    '1010,石井 剛,いしい ごう,福祉課,福祉課長,正規,,',
    '1005,佐藤 花,さとう はな,建設課,課長,正規,,',
  ])
  await plan(id)
  await (
    await world.as('admin')
  ).patch(`/api/posts/${world.posts.worksHead}`, { title: '部長' }, { ifMatch: 1 })
  world.clock.set('2027-04-01 00:10')
  await tick()
  expect(await view(id)).toMatchObject({
    status: 'planned',
    trouble: expect.stringContaining('建設課に職「課長」がありません') as unknown,
  })
  expect((await row('colleague')).unit_id).toBe(world.units.welfare)
  const told = await world.transact(({ db }) =>
    db.selectFrom('notices').select(['message', 'person_id']).execute(),
  )
  expect(told).toEqual([
    {
      message: expect.stringContaining('反映できませんでした') as unknown,
      person_id: world.persons.admin,
    },
  ])
})

test('afterwards what is left to do is listed until it is done: cases and accounts of leavers, newcomers, places that were left', async () => {
  const asked = await asks('clerk')
  await (
    await world.as('head')
  ).post('/api/assignments', {
    role: 'room-manager',
    scope: 'unit',
    scopeId: world.units.welfare,
    person: world.persons.colleague,
    from: '2026-11-02',
  })
  const { id } = await send([...exchange, '1008,林 緑,はやし みどり,建設課,,正規,,'])
  await plan(id, true)
  world.clock.set('2027-04-01 00:00')
  await tick()
  const ends = await looseEnds(id)
  expect(ends.cases).toMatchObject([{ id: asked, person: { name: '森 空' } }])
  expect(ends.accounts).toMatchObject([{ person: { name: '森 空' } }])
  expect(ends.newcomers).toMatchObject([{ name: '春野 咲' }])
  expect(ends.seats.map((end) => end.says)).toContainEqual(
    expect.stringContaining('林 緑さんは建設課へ移りましたが、福祉課の事務室の管理者のまま'),
  )
  await (await world.as('admin')).delete(`/api/accounts/${ends.accounts[0]?.id}`)
  await (
    await world.as('admin')
  ).post(`/api/cases/${asked}/hand-over`, {
    from: world.persons.clerk,
    to: world.persons.deputy,
    reason: '異動',
  })
  expect(await looseEnds(id)).toMatchObject({ accounts: [], cases: [] })
})

test('only those who keep people and units see or send lists', async () => {
  expect((await send(exchange, { who: 'head' })).code).toBe('not-allowed')
  const { id } = await send(exchange)
  for (const who of ['head', 'clerk'] as const)
    expect((await (await world.as(who)).get(`/api/transfers/${id}`)).status).toBe(403)
  expect((await (await world.as('foreignAdmin')).get(`/api/transfers/${id}`)).status).toBe(404)
})

const fields = {
  medium: 'paper',
  destination: '県庁',
  purpose: '打合せ',
  departAt: '2026-11-04T09:00:00+09:00',
  returnBy: '2026-11-06T17:00:00+09:00',
}

/** Applies for a take-out that then waits for the applicant to send it. */
async function asks(who: PersonName): Promise<string> {
  const about = await newAsset(world)
  return (
    await world.performAction(who, beginCase, { procedure: 'take-out', about: [about], fields })
  ).id
}

test('a list in parts takes units and leaving from the lines above, and says so; no row is left out unsaid', async () => {
  const { id } = await send([
    '【退職】,,,,,,,',
    '1007,森 空,もり そら,,,正規,,',
    '【異動】,,,,,,,',
    '◆建設課,,,,,,,',
    '1005,佐藤 花,さとう はな,,課長,正規,,',
    '※ 敬称略,,,,,,,',
  ])
  const seen = await view(id)
  expect(seen).toMatchObject({ lines: 2, counts: { left: 1, moved: 1, joined: 0 } })
  expect(seen.faults.map(({ code, row }) => [code, row])).toEqual(
    expect.arrayContaining([
      ['leaves-by-section', 3],
      ['row-left', 7],
    ]),
  )
  const moves = (await (await world.as('admin')).get<MovesPage>(`/api/transfers/${id}/moves`)).body
  expect(moves.items.find(({ number }) => number === '1005')?.after?.unit).toBe('建設課')
})

test('the day comes from 発令日, without a year from that of the title; another day in a row is asked about', async () => {
  const header = '令和９年度　人事異動一覧,,,,,,\r\n職員番号,氏名,ふりがな,所属,職,雇用区分,発令日'
  const one = await send(['1005,佐藤 花,さとう はな,建設課,課長,正規,4月1日'], { on: '', header })
  expect(await view(one.id)).toMatchObject({ on: '2027-04-01' })
  const two = await send(
    [
      '1005,佐藤 花,さとう はな,建設課,課長,正規,4/1',
      '1010,石井 剛,いしい ごう,福祉課,福祉課長,正規,1月1日',
    ],
    { header },
  )
  expect((await view(two.id)).faults).toMatchObject([{ code: 'other-day', row: 4 }])
  const titled = '令和9年10月1日付け人事異動,,,\r\n職員番号,氏名,所属,職'
  const line = ['1005,佐藤 花,建設課,課長']
  expect((await send(line, { header: titled })).code).toBe('transfer-other-day')
  const { id } = await send(line, { on: '', header: titled })
  expect(await view(id)).toMatchObject({ on: '2027-10-01' })
  expect((await send(line, { on: '', header: '職員番号,氏名,所属,職' })).code).toBe(
    'transfer-no-day',
  )
})

test('somebody who joins under the name of somebody here is asked about, and who leaves without being here is said', async () => {
  const { id } = await send([
    ',佐藤 花,さとう はな,建設課,,正規,,採用',
    ',いない 人,いない ひと,建設課,,正規,,退職',
  ])
  const seen = await view(id)
  expect(seen.counts).toMatchObject({ joined: 0, moved: 0, left: 0 })
  expect(seen.faults.map(({ code, row }) => [code, row])).toEqual([
    ['joins-again', 2],
    ['leaver-unknown', 3],
  ])
})

test('区分 is the employment where employments stand in it', async () => {
  const { id } = await send(['2001,春野 咲,はるの さく,福祉課,,会計年度任用'], {
    header: '職員番号,氏名,ふりがな,所属,職,区分',
  })
  const moves = (await (await world.as('admin')).get<MovesPage>(`/api/transfers/${id}/moves`)).body
  expect(moves.items[0]).toMatchObject({ kind: 'joined', after: { employment: '会計年度任用' } })
})

test('units and posts that a list names are made from it: a division below its department, a head in each unit', async () => {
  const id = (
    (await send([
      '2001,秋山 誠,あきやま まこと,観光部観光課,課長,正規,,採用',
      '2002,村上 香,むらかみ かおり,観光部,部長,正規,,採用',
      '2003,野口 進,のぐち すすむ,観光部 交流課,課長,正規,,採用',
    ])) as { id: string }
  ).id
  const missing = (await view(id)).missingUnits
  expect(missing.map(({ title, above }) => [title, above])).toEqual([
    ['観光部', expect.any(String)],
    ['観光課', '観光部'],
    ['交流課', '観光部'],
  ])
  const admin = await world.as('admin')
  // Those above what is chosen are made with it.
  const names = missing.filter(({ title }) => title !== '観光部').map(({ name }) => name)
  expect((await admin.post(`/api/transfers/${id}/units`, { names })).status).toBe(204)
  expect((await view(id)).missingUnits).toEqual([])
  expect(await admin.post(`/api/transfers/${id}/units`, { names })).toMatchObject({
    status: 412,
    body: { code: 'transfer-changed' },
  })
  expect((await view(id)).unknownPosts.map(({ title }) => title)).toEqual(['課長', '部長'])
  await admin.post(`/api/transfers/${id}/posts`, { titles: ['課長', '部長'], leads: 'head' })
  expect(await view(id)).toMatchObject({ errors: 0, unknownPosts: [] })
  const posts = await world.transact(({ db }) =>
    db
      .selectFrom('posts')
      .innerJoin('units', 'units.id', 'posts.unit_id')
      .select(['posts.title', 'units.title as unit', 'posts.leads'])
      .where('units.title', 'in', ['観光部', '観光課', '交流課'])
      .orderBy('posts.title')
      .execute(),
  )
  expect(posts).toEqual([
    { title: '交流課長', unit: '交流課', leads: 'head' },
    { title: '観光課長', unit: '観光課', leads: 'head' },
    { title: '観光部長', unit: '観光部', leads: 'head' },
  ])
  expect((await plan(id, true)).status).toBe(200)
})

test('a name that is most likely a slip of the pen says which unit is meant', async () => {
  const { id } = (await send(['2001,秋山 誠,あきやま まこと,建没課,,正規,,採用'])) as { id: string }
  expect((await view(id)).missingUnits).toMatchObject([{ title: '建没課', near: '建設課' }])
})
