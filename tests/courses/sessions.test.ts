import { afterEach, expect, test } from 'vitest'
import type { CoursesView, SessionView } from '#features/courses/contract.ts'
import { roundWorld } from '../rounds/roundPack.ts'
import type { Name, RoundWorld } from '../rounds/roundPack.ts'

let world: RoundWorld
afterEach(() => world.close())

type Refusal = { readonly id: string; readonly version: number; readonly code: string }
type Anyone = Name | 'foreignHead'

async function planned(units: readonly string[] = []): Promise<string> {
  await world.tick()
  const { status, body } = await (
    await world.as('chief')
  ).post<Refusal>('/api/course-sessions', {
    round: 'training',
    title: '責任者の集まり',
    place: '大会議室',
    beginsAt: '2026-10-05T10:00:00+09:00',
    units,
  })
  expect(status).toBe(201)
  return body.id
}

/** What stands on the screen of the room. */
async function codeOf(id: string): Promise<string> {
  const { body } = await (
    await world.as('chief')
  ).get<{ url: string; svg: string }>(`/api/course-sessions/${id}/code`)
  expect(body.svg).toContain('<svg')
  return new URL(body.url).searchParams.get('code') ?? ''
}

const attend = async (name: Anyone, id: string, code: string) =>
  (await world.as(name)).post<Refusal>(`/api/course-sessions/${id}/attendance`, { code })
const act = async (name: Anyone, url: string, ifMatch: number) =>
  (await world.as(name)).post<Refusal>(url, {}, { ifMatch })
const sessionAs = (id: string) => world.get<SessionView>('chief', `/api/course-sessions/${id}`)
const isOpen = async (name: Name) =>
  (await world.mine(name)).some(({ round }) => round === 'training')

test('who scanned the code or was ticked has it done when the session ends, absentees keep it open', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const id = await planned()
  expect((await world.get<CoursesView>('head', '/api/courses')).offers).toMatchObject([
    { sessions: [{ id, title: '責任者の集まり', place: '大会議室' }] },
  ])
  expect((await attend('head', id, await codeOf(id))).status).toBe(200)
  const list = await (
    await world.as('chief')
  ).put<Refusal>(
    `/api/course-sessions/${id}/list`,
    { present: [world.persons.worksHead], absent: [] },
    { ifMatch: 1 },
  )
  expect(list.status).toBe(200)
  const { invited, present } = await sessionAs(id)
  expect(present).toBe(2)
  expect(Object.fromEntries(invited.map((each) => [each.name, each.present]))).toMatchObject({
    '佐藤 花': 'code',
    '石井 剛': 'list',
    '原 桃': null,
  })
  world.clock.set('2026-10-05 12:00')
  expect((await act('chief', `/api/course-sessions/${id}/end`, list.body.version)).status).toBe(200)
  const lines = await world.transact((tx) =>
    tx.db
      .selectFrom('entries')
      .select('fields')
      .where('organization_id', '=', world.organizationId)
      .where('register', '=', 'trainings')
      .execute(),
  )
  expect(lines).toMatchObject([
    { fields: { kind: 'officers', people: expect.arrayContaining([world.persons.head]) } },
  ])
  expect([await isOpen('head'), await isOpen('worksHead'), await isOpen('nurseryHead')]).toEqual([
    false,
    false,
    true,
  ])
  const again = await act('chief', `/api/course-sessions/${id}/end`, list.body.version + 1)
  expect([again.status, again.body.code]).toEqual([409, 'session-over'])
})

test('a code is worthless after a minute, for another session, and changed by one letter', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const [id, other] = [await planned(), await planned()]
  const code = await codeOf(id)
  const refusedWith = async (about: string, with_: string) => {
    const { status, body } = await attend('head', about, with_)
    return [status, body.code]
  }
  const no = [422, 'attendance-code']
  expect(await refusedWith(other, code)).toEqual(no)
  expect(await refusedWith(id, `${code.slice(0, -2)}AA`)).toEqual(no)
  expect(await refusedWith(id, '')).toEqual(no)
  world.clock.set('2026-10-05 09:01:01')
  expect(await refusedWith(id, code)).toEqual(no)
  const next = await codeOf(id)
  // Two scans are one attendance; on another's phone it stands for who is signed in there.
  expect([
    (await attend('head', id, next)).status,
    (await attend('head', id, next)).status,
  ]).toEqual([200, 200])
  expect((await sessionAs(id)).present).toBe(1)
})

test('whom the session does not invite, and strangers, find nothing', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const id = await planned([world.units.welfare])
  const code = await codeOf(id)
  // The clerk has no such round; the head of 建設課 is of another unit; the foreigner of another organisation.
  expect((await attend('clerk', id, code)).status).toBe(404)
  expect((await attend('worksHead', id, code)).status).toBe(404)
  expect((await attend('foreignHead', id, code)).status).toBe(422)
  for (const name of ['head', 'clerk', 'foreignHead'] as const) {
    const who = await world.as(name)
    const statuses = await Promise.all([
      who.get(`/api/course-sessions/${id}`),
      who.get(`/api/course-sessions/${id}/code`),
      who.get(`/api/course-sessions/${id}/list.pdf`),
      act(name, `/api/course-sessions/${id}/end`, 1),
      act(name, `/api/course-sessions/${id}/cancel`, 1),
      who.put(`/api/course-sessions/${id}/list`, { present: [], absent: [] }, { ifMatch: 1 }),
    ])
    expect([name, statuses.map(({ status }) => status)]).toEqual([
      name,
      [404, 404, 404, 404, 404, 404],
    ])
  }
  const ticked = await (
    await world.as('chief')
  ).put(
    `/api/course-sessions/${id}/list`,
    { present: [world.persons.clerk], absent: [] },
    { ifMatch: 1 },
  )
  expect(ticked.status).toBe(404)
})

test('a session to which nobody came leaves no line, and may be cancelled', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const id = await planned()
  const empty = await act('chief', `/api/course-sessions/${id}/end`, 1)
  expect([empty.status, empty.body.code]).toEqual([422, 'session-empty'])
  const code = await codeOf(id)
  expect((await act('chief', `/api/course-sessions/${id}/cancel`, 1)).status).toBe(200)
  const late = await attend('head', id, code)
  expect([late.status, late.body.code]).toEqual([409, 'session-over'])
  expect(await isOpen('head')).toBe(true)
})
