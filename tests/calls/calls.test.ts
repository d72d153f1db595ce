import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallsAnswer, CallView, LinkView } from '#features/calls/contract.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

interface Problem {
  readonly code: string
}
const start = async (who: PersonName = 'chief', drill = true) =>
  (await world.as(who)).post<Problem & { id: string }>('/api/calls', {
    drill,
    message: '役場の大会議室に集まってください\n9時まで',
  })
const view = async (id: string, who: PersonName = 'chief') =>
  (await (await world.as(who)).get<CallView>(`/api/calls/${id}`)).body
/** The mails with links by the id of the person, the newest last. */
const links = () =>
  world.transact(async ({ db }) => {
    const rows = await db
      .selectFrom('outbox')
      .select('payload')
      .where('kind', '=', 'mail')
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return Map.groupBy(
      rows.map((row) => row.payload as { person: string; href: string }),
      (mail) => mail.person,
    )
  })
const tokenOf = async (name: PersonName, which = -1) =>
  (await links()).get(world.persons[name])?.at(which)?.href.split('/').at(-1) ?? ''

test('everybody of the network gets one notice and one mail with a link of their own', async () => {
  const {
    body: { id },
    status,
  } = await start()
  expect(status).toBe(201)
  const { people, asked, answered } = await view(id)
  expect(people.map((person) => person.name)).toEqual(
    expect.arrayContaining(['木村 守', '中村 透', '佐藤 花', '石井 剛']),
  )
  expect([asked, answered]).toEqual([people.length, 0])
  const sent = await links()
  expect(sent.size).toBe(people.length)
  expect(new Set([...sent.values()].flat().map((mail) => mail.href)).size).toBe(people.length)
  const notices = await world.transact(({ db }) =>
    db.selectFrom('notices').select(['message', 'href']).execute(),
  )
  expect(notices).toHaveLength(people.length)
  expect(notices[0]).toEqual({
    message: '【訓練】役場の大会議室に集まってください',
    href: `/calls/${id}`,
  })
})

test('the link answers without signing in, for its person alone, and says nothing else of the organisation', async () => {
  const {
    body: { id },
  } = await start()
  const token = await tokenOf('head')
  const anyone = world.anyone()
  expect((await anyone.get<LinkView>(`/api/calls/link/${token}`)).body).toMatchObject({
    drill: true,
    name: '佐藤 花',
    state: null,
  })
  world.clock.advance({ minutes: 7 })
  expect(
    (await anyone.post(`/api/calls/link/${token}`, { state: 'help', note: '足をけがしました' }))
      .status,
  ).toBe(204)
  const { people, answered } = await view(id)
  expect(answered).toBe(1)
  expect(people[0]).toMatchObject({
    name: '佐藤 花',
    state: 'help',
    note: '足をけがしました',
    answeredBy: 'link',
    answeredAt: world.clock.now().toISOString(),
  })
  expect((await world.journal()).at(-1)).toMatchObject({
    action: 'call.answer-by-link',
    actor: null,
    detail: { person: world.persons.head, by: 'link' },
  })
  expect(JSON.stringify(await world.journal())).not.toContain('足をけが')
})

test('one link is not asked more often than a person does, and others are answered meanwhile', async () => {
  await start()
  const [mine, theirs] = [await tokenOf('head'), await tokenOf('worksHead')]
  const statuses: number[] = []
  for (let i = 0; i < 25; i++)
    statuses.push((await world.anyone().get(`/api/calls/link/${mine}`)).status)
  expect(statuses).toEqual([
    ...Array.from({ length: 20 }, () => 200),
    ...Array.from({ length: 5 }, () => 429),
  ])
  expect((await world.anyone().get(`/api/calls/link/${theirs}`)).status).toBe(200)
})

test('a link that was never sent, or was altered, opens nothing', async () => {
  await start()
  const token = await tokenOf('head')
  for (const altered of [
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    `${world.organizationId}.${'x'.repeat(43)}`,
    'y'.repeat(60),
  ]) {
    expect((await world.anyone().get<Problem>(`/api/calls/link/${altered}`)).body.code).toBe(
      'call-link-unknown',
    )
    expect(
      (await world.anyone().post<Problem>(`/api/calls/link/${altered}`, { state: 'ready' })).status,
    ).toBe(404)
  }
})

test('people answer on the screen, too, or by telephone; the moment of the first answer stays', async () => {
  const {
    body: { id },
  } = await start()
  expect(
    (await (await world.as('head')).post(`/api/calls/${id}/answer`, { state: 'later' })).status,
  ).toBe(204)
  const first = world.clock.now().toISOString()
  world.clock.advance({ minutes: 3 })
  await (await world.as('head')).post(`/api/calls/${id}/answer`, { state: 'ready' })
  await (
    await world.as('chief')
  ).post(`/api/calls/${id}/answers/${world.persons.worksHead}`, {
    state: 'ready',
    note: '携帯で確認',
    was: null,
  })
  const late = await (
    await world.as('chief')
  ).post<Problem>(`/api/calls/${id}/answers/${world.persons.head}`, { state: 'help', was: null })
  expect([late.status, late.body.code]).toEqual([412, 'call-answered-meanwhile'])
  const { people } = await view(id)
  expect(people.find((person) => person.name === '佐藤 花')).toMatchObject({
    state: 'ready',
    answeredBy: 'self',
    answeredAt: first,
  })
  expect(people.find((person) => person.name === '石井 剛')).toMatchObject({
    state: 'ready',
    answeredBy: 'keeper',
  })
  expect(
    (
      await (
        await world.as('head')
      ).post<Problem>(`/api/calls/${id}/answers/${world.persons.worksHead}`, {
        state: 'ready',
        was: 'ready',
      })
    ).body.code,
  ).toBe('not-allowed')
  expect(
    (await (await world.as('clerk')).post<Problem>(`/api/calls/${id}/answer`, { state: 'ready' }))
      .body.code,
  ).toBe('not-found')
})

test('only those without an answer are called again, and their earlier link stays valid', async () => {
  const {
    body: { id },
  } = await start()
  const early = await tokenOf('worksHead')
  await (await world.as('head')).post(`/api/calls/${id}/answer`, { state: 'ready' })
  expect((await (await world.as('chief')).post(`/api/calls/${id}/remind`, {})).status).toBe(200)
  const sent = await links()
  expect([sent.get(world.persons.head)?.length, sent.get(world.persons.worksHead)?.length]).toEqual(
    [1, 2],
  )
  for (const token of [early, await tokenOf('worksHead')])
    expect((await world.anyone().post(`/api/calls/link/${token}`, { state: 'ready' })).status).toBe(
      204,
    )
})

test('a call that was ended takes no answers; its result is kept and prints', async () => {
  const {
    body: { id },
  } = await start('admin', false)
  await (await world.as('head')).post(`/api/calls/${id}/answer`, { state: 'ready' })
  expect((await (await world.as('chief')).post(`/api/calls/${id}/end`)).status).toBe(204)
  expect(
    (
      await (
        await world.as('worksHead')
      ).post<Problem>(`/api/calls/${id}/answer`, { state: 'ready' })
    ).body.code,
  ).toBe('call-over')
  expect(
    (
      await world
        .anyone()
        .post<Problem>(`/api/calls/link/${await tokenOf('worksHead')}`, { state: 'ready' })
    ).body.code,
  ).toBe('call-over')
  const printed = await (await world.as('chief')).get(`/api/calls/${id}/print.pdf`)
  expect(printed.raw.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await world.journal()).at(-1)).toMatchObject({
    action: 'call.end',
    detail: { answered: 1 },
  })
})

test('those who keep the network start calls and see all answers; those called see their own, others nothing', async () => {
  expect((await start('clerk')).body.code).toBe('not-allowed')
  const {
    body: { id },
  } = await start()
  const head = await view(id, 'head')
  expect([head.mayKeep, head.people, head.own?.state]).toEqual([false, [], null])
  expect((await (await world.as('clerk')).get(`/api/calls/${id}`)).status).toBe(404)
  expect((await (await world.as('clerk')).get<CallsAnswer>('/api/calls')).body).toMatchObject({
    calls: [],
    mayStart: false,
  })
  expect((await (await world.as('foreignAdmin')).get(`/api/calls/${id}`)).status).toBe(404)
})
