import { afterEach, expect, test } from 'vitest'
import type { BodyView, MeetingView } from '#features/meetings/contract.ts'
import type { FindingList } from '#features/rounds/contract/findings.ts'
import type { MyOccurrences, OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import type { OccurrencePage, RoundDetail } from '#features/rounds/contract/rounds.ts'
import type { Handbook } from '#features/rounds/contract/handbook.ts'
import { adoptRevised, roundWorld } from './roundPack.ts'
import type { Name, RoundWorld } from './roundPack.ts'

let world: RoundWorld
afterEach(() => world.close())

const turnsOf = async (round: string, name: Name = 'chief') =>
  (await world.get<RoundDetail>(name, `/api/rounds/${round}`)).turns
const rowsOf = async (round: string, name: Name = 'chief') =>
  (await world.get<OccurrencePage>(name, `/api/rounds/${round}/occurrences?limit=200`)).rows
const events = async (action: string) =>
  (await world.journal()).filter((event) => event.action === action)
const mineOf = async (name: Name, round: string) =>
  (await world.get<MyOccurrences>(name, '/api/occurrences')).rows.filter(
    (row) => row.round === round,
  )

test('the turn of a year opens once in its month, whether the job runs twice or two at a time', async () => {
  world = await roundWorld('2026-09-30 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  expect(await turnsOf('servers')).toEqual([])
  world.clock.set('2026-10-01 09:00')
  await Promise.all([world.tick(), world.tick()])
  await world.tick()
  expect(await turnsOf('servers')).toMatchObject([
    { title: '令和8年度10月', total: 1, closed: 0, closedAt: null },
  ])
  const opened = (await events('round.look')).filter(
    ({ subjectId, detail }) =>
      subjectId === 'servers' && JSON.stringify(detail).includes('"period"'),
  )
  expect(opened).toHaveLength(1)
  expect(
    (await world.errands('head')).filter(({ title }) => title === 'サーバの点検'),
  ).toHaveLength(1)
  world.clock.set('2027-10-01 09:00')
  await world.tick()
  expect((await turnsOf('servers')).map(({ title }) => title)).toEqual([
    '令和9年度10月',
    '令和8年度10月',
  ])
})

test('what comes in during a turn is gone through, what has ended is not', async () => {
  world = await roundWorld('2026-10-01 09:00')
  const old = await world.addServer('head', '古いサーバ')
  await world.tick()
  await world.addServer('head', '新しいサーバ')
  world.clock.set('2026-10-05 09:00')
  await world.tick()
  expect((await rowsOf('servers')).map(({ subject }) => subject.title)).toEqual(
    ['古いサーバ', '新しいサーバ'].toSorted(),
  )
  await world.transact((tx) =>
    tx.db
      .updateTable('entries')
      .set({ state: '廃止' })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', old)
      .execute(),
  )
  await world.tick()
  const gone = (await rowsOf('servers')).find(({ subject }) => subject.title === '古いサーバ')
  expect(gone).toMatchObject({ closedBy: '対象でなくなった', mayAnswer: false })
  expect(gone?.closedAt).not.toBeNull()
  expect((await mineOf('head', 'servers')).map(({ subject }) => subject.title)).toEqual([
    '新しいサーバ',
  ])
  const refused = await world.send('head', `/api/occurrences/${gone!.id}/answers`, {
    answers: [{ item: 'server/power', value: true }],
  })
  expect(refused.body.code).toBe('occurrence-over')
})

test('who has something to do that is late is reminded weekly, and others by the rule once', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  const count = async (name: Name) =>
    (await world.notices(name)).filter(
      (message) => message.includes('サーバの点検') && message.includes('過ぎ'),
    ).length
  expect(await count('head')).toBe(0)
  world.clock.set('2026-11-02 09:00')
  await world.tick()
  await world.tick()
  expect([await count('head'), await count('chief')]).toEqual([1, 0])
  world.clock.set('2026-11-05 09:00')
  await world.tick()
  expect(await count('head')).toBe(1)
  world.clock.set('2026-11-09 09:00')
  await world.tick()
  expect([await count('head'), await count('chief')]).toEqual([2, 0])
  world.clock.set('2026-11-16 09:00')
  await world.tick()
  await world.tick()
  expect([await count('head'), await count('chief')]).toEqual([3, 1])
  world.clock.set('2026-11-24 09:00')
  await world.tick()
  expect([await count('head'), await count('chief')]).toEqual([4, 1])
  const [late] = await mineOf('head', 'servers')
  expect(late).toMatchObject({ late: true })
})

test('what comes round is told of once, a week before its date, and not when it begins', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  const about = async () =>
    (await world.notices('head')).filter((message) => message.includes('サーバの点検'))
  expect(await about()).toEqual([])
  world.clock.set('2026-10-23 09:00')
  await world.tick()
  expect(await about()).toEqual([])
  world.clock.set('2026-10-26 09:00')
  await world.tick()
  await world.tick()
  world.clock.set('2026-10-30 09:00')
  await world.tick()
  expect(await about()).toEqual(['「サーバの点検」の期限が近づいています。'])
})

test('an edition is read by everybody, once confirmed it is read, and who comes later has a turn of their own', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.tick()
  expect(await turnsOf('handbook')).toMatchObject([
    { total: 11, dueAt: '2026-11-01T14:59:59.000Z' },
  ])
  const [reading] = await mineOf('clerk', 'handbook')
  const url = `/api/occurrences/${reading!.id}`
  expect((await world.send('head', `${url}/reading`)).status).toBe(403)
  expect((await world.send('colleague', `${url}/reading`)).status).toBe(404)
  expect((await world.get<Handbook>('clerk', '/api/handbook')).parts).toMatchObject([
    { checklist: 'conduct', readAt: null, occurrence: reading!.id },
  ])
  expect((await world.send('clerk', `${url}/reading`)).body).toMatchObject({ closed: true })
  expect((await world.get<Handbook>('clerk', '/api/handbook')).parts[0]).toMatchObject({
    readAt: '2026-10-01T00:00:00.000Z',
    occurrence: null,
  })
  const added = await world.send('admin', '/api/persons', {
    number: '9001',
    name: '新田 光',
    kana: 'にった ひかる',
    unit: world.units.welfare,
    employment: '正規',
  })
  expect(added.status).toBe(201)
  world.clock.set('2026-10-05 09:00')
  await world.tick()
  await world.tick()
  expect((await turnsOf('handbook')).map(({ title, total }) => [title, total])).toEqual([
    ['令和8年10月5日に加わったもの', 1],
    [expect.any(String), 11],
  ])
})

test('of a portion each year asks some items, and all within its years', async () => {
  world = await roundWorld('2027-01-04 09:00')
  await world.tick()
  const asked = async () => {
    const [row] = await mineOf('clerk', 'self-check')
    const { items } = await world.get<OccurrenceView>('clerk', `/api/occurrences/${row!.id}`)
    const [item] = items
    expect(items).toHaveLength(1)
    const value = item!.key === 'conduct/lock' ? 'never' : true
    const done = await world.send('clerk', `/api/occurrences/${row!.id}/answers`, {
      answers: [{ item: item!.key, value }],
    })
    expect(done.body).toMatchObject({ closed: true })
    return item!.key
  }
  const first = await asked()
  world.clock.set('2028-01-04 09:00')
  await world.tick()
  expect([first, await asked()].toSorted()).toEqual(['conduct/clear', 'conduct/lock'])
})

test('a line that names the person closes what is done elsewhere', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.tick()
  const [training] = await mineOf('head', 'training')
  const view = await world.get<OccurrenceView>('head', `/api/occurrences/${training!.id}`)
  expect(view).toMatchObject({
    mode: 'elsewhere',
    mayAnswer: false,
    elsewhere: [{ href: '/registers/trainings' }],
  })
  const refused = await world.send('head', `/api/occurrences/${training!.id}/answers`, {
    answers: [{ item: 'x', value: true }],
  })
  expect(refused.status).toBe(404)
  world.clock.set('2026-10-05 09:00')
  await world.send('chief', '/api/registers/trainings/entries', {
    fields: { ...course, people: [world.persons.head] },
  })
  await world.tick()
  expect(await mineOf('head', 'training')).toEqual([])
  expect(await mineOf('worksHead', 'training')).toHaveLength(1)
})

const course = { name: '秋の研修', kind: 'officers', heldOn: '2026-10-02' }

test('a line of another kind, of another person or of last year closes nothing, and one entered late does', async () => {
  world = await roundWorld('2026-10-01 09:00')
  const write = async (fields: object): Promise<void> => {
    const people = [world.persons.head]
    const { status } = await world.send('chief', '/api/registers/trainings/entries', {
      fields: { ...course, people, ...fields },
    })
    expect(status).toBe(201)
    await world.tick()
  }
  // Written before the turn is opened, of something done in its year.
  await world.send('chief', '/api/registers/trainings/entries', {
    fields: { ...course, heldOn: '2026-05-20', people: [world.persons.worksHead] },
  })
  await world.tick()
  await world.tick()
  expect(await mineOf('worksHead', 'training')).toEqual([])
  world.clock.set('2026-10-05 09:00')
  await write({ kind: 'all' })
  await write({ people: [world.persons.clerk] })
  await write({ heldOn: '2026-03-31' })
  expect(await mineOf('head', 'training')).toHaveLength(1)
  await write({ heldOn: '2026-04-01' })
  expect(await mineOf('head', 'training')).toEqual([])
})

test('a line that has ended closes nothing', async () => {
  world = await roundWorld('2026-10-01 09:00', {
    'registers/trainings.yaml': (text) =>
      text.replace('fields:', 'states: [有効, 取消]\nended: [取消]\nendByHand: 取消\nfields:'),
  })
  await world.tick()
  world.clock.set('2026-10-05 09:00')
  const { body } = await world.send<{ id: string }>('chief', '/api/registers/trainings/entries', {
    fields: { ...course, people: [world.persons.head, world.persons.worksHead] },
  })
  const become = (state: string) =>
    world.transact((tx) =>
      tx.db
        .updateTable('entries')
        .set({ state })
        .where('organization_id', '=', world.organizationId)
        .where('id', '=', body.id)
        .execute(),
    )
  await become('取消')
  await world.tick()
  expect(await mineOf('head', 'training')).toHaveLength(1)
  await become('有効')
  await world.tick()
  expect(await mineOf('head', 'training')).toEqual([])
})

const meetingAt = (beginsAt: string, rest: object = {}) => ({
  beginsAt: `${beginsAt}:00+09:00`,
  place: '第一会議室',
  topics: [{ title: '前回の確認', text: '' }],
  ...rest,
})
const planMeeting = (rest: object, name: Name = 'chief') =>
  world.send<{ id: string; code: string }>(
    name,
    '/api/bodies/committee/meetings',
    meetingAt('2026-10-05T10:00', rest),
  )
const showMeeting = (id: string) => world.get<MeetingView>('chief', `/api/meetings/${id}`)
const recordMeeting = async (id: string, rest: object = {}): Promise<number> => {
  const { version } = await showMeeting(id)
  const record = { attendees: [world.persons.chief], minutes: '話し合った。', decisions: [] }
  const { status } = await (
    await world.as('chief')
  ).post(`/api/meetings/${id}/record`, { ...record, ...rest }, { ifMatch: version })
  await world.tick()
  return status
}

test('a meeting closes the recurring work on its agenda, and another meeting does not', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.tick()
  const { rounds: offered } = await world.get<BodyView>('chief', '/api/bodies/committee')
  const [row] = await mineOf('chief', 'committee')
  expect(offered).toMatchObject([{ occurrence: row!.id, title: '委員会（令和8年度10月）' }])
  const other = await planMeeting({})
  const mine = await planMeeting({ occurrences: [row!.id] })
  expect((await showMeeting(mine.body.id)).topics).toEqual([
    { title: '委員会（令和8年度10月）', text: '', occurrence: row!.id },
    { title: '前回の確認', text: '' },
  ])
  world.clock.set('2026-10-05 11:00')
  await world.tick()
  expect(await mineOf('chief', 'committee')).toHaveLength(1)
  expect(await recordMeeting(other.body.id)).toBe(200)
  expect(await mineOf('chief', 'committee')).toHaveLength(1)
  expect(await recordMeeting(mine.body.id)).toBe(200)
  expect(await mineOf('chief', 'committee')).toEqual([])
  expect((await rowsOf('committee'))[0]).toMatchObject({ closedBy: '会議で話し合った' })
  expect((await turnsOf('committee'))[0]?.closedAt).not.toBeNull()
  expect((await world.get<BodyView>('chief', '/api/bodies/committee')).rounds).toEqual([])
})

test('what a meeting did not come to, or took off its agenda, stays open', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.tick()
  const [row] = await mineOf('chief', 'committee')
  const [put, taken] = [
    await planMeeting({ occurrences: [row!.id] }),
    await planMeeting({ occurrences: [row!.id] }),
  ]
  const change = async (rest: object) =>
    (await world.as('chief')).put(
      `/api/meetings/${taken.body.id}`,
      meetingAt('2026-10-05T10:00', rest),
      { ifMatch: (await showMeeting(taken.body.id)).version },
    )
  expect((await change({ place: '第二会議室' })).status).toBe(200)
  expect((await showMeeting(taken.body.id)).topics).toHaveLength(2)
  expect((await change({ occurrences: [] })).status).toBe(200)
  expect((await showMeeting(taken.body.id)).topics).toHaveLength(1)
  world.clock.set('2026-10-05 11:00')
  expect(await recordMeeting(put.body.id, { postponed: [row!.id] })).toBe(200)
  expect((await showMeeting(put.body.id)).topics).toEqual([
    { title: '委員会（令和8年度10月）', text: '' },
    { title: '前回の確認', text: '' },
  ])
  expect(await recordMeeting(taken.body.id)).toBe(200)
  expect(await mineOf('chief', 'committee')).toHaveLength(1)
})

test('only recurring work that a meeting of the body closes can be put on its agenda', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  const [server] = await mineOf('head', 'servers')
  for (const occurrence of [server!.id, world.persons.head])
    expect((await planMeeting({ occurrences: [occurrence] })).body.code).toBe('not-found')
})

test('a round on hand is begun by who has it to do, with the reason, and once at a time', async () => {
  world = await roundWorld('2026-10-01 09:00')
  const begin = (name: Name) =>
    world.send<{ id: string; occurrences: number; code: string }>(name, '/api/rounds', {
      round: 'review',
      reason: '機構改革があった',
    })
  expect((await begin('clerk')).body.code).toBe('not-allowed')
  expect((await begin('admin')).body.code).toBe('not-allowed')
  expect((await begin('chief')).body).toMatchObject({ occurrences: 1 })
  expect((await begin('chief')).body.code).toBe('round-running')
  expect(await mineOf('chief', 'review')).toHaveLength(1)
})

test('a turn keeps its edition to its end, and the next one takes the new', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  const [row] = await mineOf('head', 'servers')
  await adoptRevised(world, 'checklists/server.yaml', (text) =>
    text.replace('停電しても正しく止まる', '停電に備える'),
  )
  await world.tick()
  const title = async (id: string) =>
    (await world.get<OccurrenceView>('head', `/api/occurrences/${id}`)).items[0]?.question
  expect(await title(row!.id)).toBe('停電しても正しく止まる')
  const answered = await world.send('head', `/api/occurrences/${row!.id}/answers`, {
    answers: [
      { item: 'server/power', value: true },
      { item: 'server/restore', value: 1 },
    ],
  })
  expect(answered.body).toMatchObject({ closed: true })
  world.clock.set('2027-10-01 09:00')
  await world.tick()
  const [next] = await mineOf('head', 'servers')
  expect(await title(next!.id)).toBe('停電に備える')
})

test('rows of another organisation are neither seen nor answered', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  const [row] = await mineOf('head', 'servers')
  const foreign = await world.as('foreignAdmin')
  expect((await foreign.get(`/api/occurrences/${row!.id}`)).status).toBe(404)
  expect((await foreign.get<{ rows: unknown[] }>('/api/findings')).body.rows).toEqual([])
  const seen = await world.gate.transact(
    world.foreignId,
    { kind: 'program', name: 'test' },
    'read',
    async ({ db }) => [
      await db.selectFrom('round_turns').select('id').execute(),
      await db.selectFrom('occurrences').select('id').execute(),
      await db.selectFrom('occurrence_parties').select('place').execute(),
      await db.selectFrom('round_members').select('title').execute(),
    ],
  )
  expect(seen).toEqual([[], [], [], []])
})

test('the self-check of another year asks other items, and does not close what was left of this one', async () => {
  world = await roundWorld('2027-01-05 09:00')
  await world.tick()
  const [first] = await mineOf('clerk', 'self-check')
  world.clock.set('2028-01-05 09:00')
  await world.tick()
  const second = (await mineOf('clerk', 'self-check')).find(({ id }) => id !== first!.id)!
  const { items } = await world.get<OccurrenceView>('clerk', `/api/occurrences/${second.id}`)
  await world.send('clerk', `/api/occurrences/${second.id}/answers`, {
    answers: items.map(({ key }) => ({
      item: key,
      value: key === 'conduct/lock' ? 'never' : true,
    })),
  })
  expect((await mineOf('clerk', 'self-check')).map(({ id, late }) => ({ id, late }))).toEqual([
    { id: first!.id, late: true },
  ])
})

test('a 対象外 that a later turn has answered otherwise is nobody’s to decide any more', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  const [first] = await mineOf('head', 'servers')
  const url = `/api/occurrences/${first!.id}`
  await world.send('head', `${url}/answers`, {
    answers: [{ item: 'server/power', notApplicable: true, comment: '来月止める' }],
  })
  world.clock.set('2027-10-01 09:00')
  await world.tick()
  const second = (await mineOf('head', 'servers')).find(({ id }) => id !== first!.id)!
  await world.send('head', `/api/occurrences/${second.id}/answers`, {
    answers: [{ item: 'server/power', value: false }],
  })
  const decided = await world.send<{ code?: string }>('chief', `${url}/waivers`, {
    item: 'server/power',
    accept: true,
  })
  expect([decided.status, decided.body.code]).toEqual([409, 'waiver-decided'])
  expect((await world.get<FindingList>('head', '/api/findings')).rows).toMatchObject([
    { item: 'server/power', state: 'open' },
  ])
})

test('who only sees how far a person is, is not told that an answer was a finding', async () => {
  world = await roundWorld('2027-01-05 09:00')
  await world.tick()
  const [own] = await mineOf('clerk', 'self-check')
  const { items } = await world.get<OccurrenceView>('clerk', `/api/occurrences/${own!.id}`)
  await world.send('clerk', `/api/occurrences/${own!.id}/answers`, {
    answers: items.map(({ key }) => ({
      item: key,
      value: key === 'conduct/lock' ? 'once' : false,
    })),
  })
  const found = async (name: Name) => (await turnsOf('self-check', name))[0]?.findings
  expect([await found('clerk'), await found('head'), await found('admin')]).toEqual([1, 0, 0])
})
