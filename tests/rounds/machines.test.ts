import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FindingList } from '#features/rounds/contract/findings.ts'
import type { CreatedMachineToken, MachineList } from '#features/rounds/contract/machines.ts'
import type { OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import type { OccurrencePage } from '#features/rounds/contract/rounds.ts'
import type { Static } from 'typebox'
import { worldPassword } from '../support/world.ts'
import { roundWorld } from './roundPack.ts'
import type { Name, RoundWorld } from './roundPack.ts'

/** Machines answer a check every day; another is for people alone. */
const byMachine = {
  'rounds.yaml': (text: string) =>
    `${text}  daily: { title: 日ごとの監視, each: line of servers, every: day, by: [machine, security-officer of unit], closedBy: answers to daily, late: [{ after: 1 day, remind: chief-officer }], carries: 2-1(1) }
  network: { title: 網の監視, each: organization, every: day, by: [machine, chief-officer], closedBy: answers to network, carries: 2-1(1) }\n`,
}
const daily = `checklist: daily
title: 日ごとの監視
of: line of servers
mend: { by: security-officer of unit, within: 1 week }
items:
  virus: { title: 定義ファイルの古さ, type: number, unit: 日, should: "value <= 3.0", must: "value >= 0.0", carries: 2-1(1) }
  backup: { title: 控えがとれた, carries: 2-1(1) }
`

const network = `checklist: network
title: 網の監視
of: organization
items:
  attacks: { title: 攻撃の数, type: number, should: "value == 0.0", carries: 2-1(1) }
`

let world: RoundWorld
const servers: Record<string, string> = {}
beforeAll(async () => {
  world = await roundWorld(
    '2026-10-01 09:00',
    byMachine,
    {},
    {
      'checklists/daily.yaml': daily,
      'checklists/network.yaml': network,
    },
  )
  servers['counter'] = await world.addServer('head', '窓口のサーバ')
  servers['cellar'] = await world.addServer('head', '地下のサーバ')
  servers['works'] = await world.addServer('worksHead', '工事のサーバ')
  await world.tick()
})
afterAll(() => world.close())

let keys = 0
const newKey = (): string => `key-${(keys += 1)}`
const make = (name: Name, line: string | undefined, change: Record<string, unknown> = {}) =>
  world.send<Static<typeof CreatedMachineToken> & { code?: string }>(name, '/api/machine/tokens', {
    line,
    title: '監視の仕組み',
    until: '2027-03-31',
    password: worldPassword,
    ...change,
  })
async function measure(
  token: string,
  answers: readonly Record<string, unknown>[],
  headers: Record<string, string> = { 'idempotency-key': newKey() },
) {
  const at = world.clock.now().toISOString()
  const reply = await world.server.inject({
    method: 'POST',
    url: '/api/machine/answers',
    headers: { authorization: `Bearer ${token}`, ...headers },
    payload: { answers: answers.map((answer) => ({ measuredAt: at, ...answer })) },
  })
  return {
    status: reply.statusCode,
    body: reply.json<Record<string, unknown> & { faults?: { at: string; detail: string }[] }>(),
  }
}
const good = [
  { item: 'daily/virus', value: 1 },
  { item: 'daily/backup', value: true },
]
const tasks = async (name: Name) =>
  (await world.errands(name)).filter(({ title }) => title === '日ごとの監視')
const occurrenceOf = async (line: string): Promise<OccurrencePage['rows'][number]> =>
  (await world.get<OccurrencePage>('chief', '/api/rounds/daily/occurrences')).rows.find(
    ({ subject }) => subject.id === line,
  )!

let token = ''
test('who answers it makes a token with the present password, and nobody else does', async () => {
  expect((await make('head', servers['counter']!, { password: 'wrong' })).status).toBe(422)
  expect((await make('clerk', servers['counter']!)).status).toBe(404)
  expect((await make('worksHead', servers['counter']!)).status).toBe(404)
  expect((await make('admin', servers['counter']!)).body.code).toBe('not-allowed')
  expect((await make('head', servers['counter']!, { until: '2028-03-31' })).body.code).toBe(
    'token-span',
  )
  const made = await make('head', servers['counter']!)
  expect(made.status).toBe(201)
  token = made.body.token
  const stored = await world.transact((tx) =>
    tx.db.selectFrom('machine_tokens').selectAll().execute(),
  )
  expect(JSON.stringify(stored)).not.toContain(token.split('.')[1])
})

test('what a machine watches is nobody’s task until it is late', async () => {
  expect(await tasks('head')).toMatchObject([{ subject: '10月1日・地下のサーバ' }])
  const mine = (await world.mine('head')).filter(({ round }) => round === 'daily')
  expect(mine.map(({ subject }) => subject.title)).toEqual(['地下のサーバ'])
})

test('with the token of a machine nothing else is reached, and without one nothing is told', async () => {
  for (const url of ['/api/rounds', '/api/occurrences', '/api/registers/servers']) {
    const headers = { authorization: `Bearer ${token}` }
    expect((await world.server.inject({ url, headers })).statusCode).toBe(401)
  }
  for (const wrong of [token.slice(0, -1), `${world.organizationId}.${'a'.repeat(43)}`, 'nothing'])
    expect((await measure(wrong, good)).body['code']).toBe('machine-unknown')
  const stranger = token.replace(/^[^.]*/, '00000000-0000-7000-8000-000000000000')
  expect((await measure(stranger, good)).status).toBe(401)
  expect((await measure(token, good, {})).body['code']).toBe('machine-key-missing')
})

test('what cannot be so is refused with all that came with it', async () => {
  const refused = await measure(token, [
    { item: 'daily/backup', value: true },
    { item: 'daily/virus', value: 'new' },
    { item: 'daily/unheard', value: 1 },
    { item: 'server/power', value: true },
  ])
  expect(refused.status).toBe(422)
  expect(refused.body.faults?.map(({ at }) => at)).toEqual(['/answers/2/item', '/answers/3/item'])
  expect(refused.body.faults?.[1]?.detail).toContain('人が答えます')
  for (const [answer, at] of [
    [{ value: 'new' }, '/answers/0'],
    [{ value: -1 }, '/answers/0'],
    [{ value: null }, '/answers/0/value'],
    [{ value: 1, measuredAt: '2026-10-01T09:06:00+09:00' }, '/answers/0/measuredAt'],
    [{ value: 1, measuredAt: '2026-09-23T09:00:00+09:00' }, '/answers/0/measuredAt'],
  ] as const) {
    const { status, body } = await measure(token, [{ item: 'daily/virus', ...answer }])
    expect([status, body.faults?.map((fault) => fault.at)]).toEqual([422, [at]])
  }
  expect((await occurrenceOf(servers['counter']!)).cells.map(({ outcome }) => outcome)).toEqual([
    null,
    null,
  ])
})

test('what a machine answers is proved and recorded once, and closes the day', async () => {
  const key = { 'idempotency-key': newKey() }
  const first = await measure(token, good, key)
  expect(first).toEqual({ status: 200, body: { answered: 2, findings: 0, left: 0, notAsked: [] } })
  expect(await measure(token, good, key)).toEqual(first)
  expect((await measure(token, [good[0]!], key)).body['code']).toBe('idempotency-reused')
  const { id, closedAt } = await occurrenceOf(servers['counter']!)
  expect(closedAt).not.toBeNull()
  const view = await world.get<OccurrenceView>('head', `/api/occurrences/${id}`)
  expect(view.items.map(({ answer }) => [answer?.proof, answer?.by])).toEqual([
    ['proved', '機械'],
    ['proved', '機械'],
  ])
  const rows = await world.transact((tx) =>
    tx.db.selectFrom('standings').select(['via', 'answered_by']).execute(),
  )
  expect(rows).toEqual(Array.from({ length: 2 }, () => ({ via: 'machine', answered_by: null })))
})

test('a wrong value becomes a finding of people, though the day was closed', async () => {
  world.clock.set('2026-10-01 15:00')
  const answered = await measure(token, [{ item: 'daily/virus', value: 9, note: '更新が止まった' }])
  expect(answered.body).toMatchObject({ answered: 1, findings: 1 })
  const { rows } = await world.get<FindingList>('head', '/api/findings?mine=true')
  expect(rows).toMatchObject([{ title: '定義ファイルの古さ', dueOn: '2026-10-08' }])
})

test('a machine replaces what a person said, and a person what it said only after having seen it', async () => {
  const { id } = await occurrenceOf(servers['counter']!)
  const say = (given: Record<string, unknown>) =>
    world.send<{ code?: string }>('head', `/api/occurrences/${id}/answers`, {
      answers: [{ item: 'daily/virus', value: 2, ...given }],
    })
  const refused = await say({})
  expect([refused.status, refused.body.code]).toEqual([412, 'answered-meanwhile'])
  const view = await world.get<OccurrenceView>('head', `/api/occurrences/${id}`)
  expect((await say({ seen: view.items[0]!.answer!.at })).status).toBe(200)
  expect((await measure(token, [{ item: 'daily/virus', value: 1 }])).body['answered']).toBe(1)
})

test('a machine that falls silent is late: its people get the task, and whoever hears of lateness', async () => {
  world.clock.set('2026-10-02 09:00')
  await world.tick()
  expect((await tasks('head')).some(({ subject }) => subject?.includes('窓口'))).toBe(false)
  world.clock.set('2026-10-05 09:00')
  await world.tick()
  const late = (await tasks('head')).filter(({ subject }) => /10月2日/.test(subject ?? ''))
  expect(late).toMatchObject([{ subject: '10月2日・2件' }])
  const list = await world.get<MachineList>('head', '/api/rounds/daily/machines')
  expect(list.machines).toMatchObject([{ title: '監視の仕組み', silent: true }])
  const before = (await world.journal()).length
  await world.tick()
  expect((await world.journal()).length).toBe(before)
})

test('what was measured before a turn began does not answer it', async () => {
  const { body } = await measure(
    token,
    good.map((answer) => ({ ...answer, measuredAt: '2026-10-04T23:00:00+09:00' })),
  )
  expect(body).toMatchObject({ answered: 2 })
  expect((await occurrenceOf(servers['counter']!)).closedAt).toBeNull()
})

test('a token that was revoked answers nothing, and its people are asked at once', async () => {
  const made = await make('head', servers['cellar']!)
  expect((await tasks('head')).some(({ subject }) => subject?.includes('10月5日'))).toBe(false)
  const end = (name: Name) =>
    world
      .as(name)
      .then((client) => client.delete(`/api/machine/tokens/${made.body.id}`))
      .then(({ status }) => status)
  expect(await end('worksHead')).toBe(404)
  expect(await end('head')).toBe(204)
  expect((await measure(made.body.token, good)).status).toBe(401)
  expect((await tasks('head')).some(({ subject }) => subject?.includes('10月5日'))).toBe(true)
})

test('a machine that is about the organisation answers for it alone', async () => {
  expect((await make('head', undefined)).status).toBe(404)
  const made = await make('chief', undefined)
  const { body } = await measure(made.body.token, [{ item: 'network/attacks', value: 2 }])
  expect(body).toMatchObject({ answered: 1, findings: 1, left: 0 })
  expect((await measure(made.body.token, good)).status).toBe(422)
})

test('a token ends with its day, and one machine does not send without end', async () => {
  const made = await make('head', servers['cellar']!, { until: '2026-10-05' })
  let last = 0
  for (let count = 0; count < 121; count += 1)
    last = (await measure(made.body.token, [good[0]!])).status
  expect(last).toBe(429)
  world.clock.set('2026-10-06 00:00')
  expect((await measure(made.body.token, good)).status).toBe(401)
})
