import { afterAll, beforeAll, expect, test } from 'vitest'
import { organizationTitleAt } from '#features/organization/server/public.ts'
import { routes } from '#features/organization/server/routes.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { ForeignName, PersonName, World } from '#tests/support/world.ts'

interface Problem {
  readonly code: string
  readonly detail: string
  readonly grounds?: readonly { provision: string }[]
}
type Made = Problem & { readonly id: string; readonly version: number }
let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const post = async (who: PersonName | ForeignName, url: string, body: unknown, ifMatch?: number) =>
  (await world.as(who)).post<Made>(url, body, ifMatch === undefined ? {} : { ifMatch })
const patch = async (who: PersonName | ForeignName, url: string, body: unknown, ifMatch?: number) =>
  (await world.as(who)).patch<Made>(url, body, ifMatch === undefined ? {} : { ifMatch })

test('units are made and changed by those who administer alone, each with its journal event', async () => {
  expect((await post('clerk', '/api/units', { title: '新しい課' })).body.code).toBe('not-allowed')
  expect((await post('head', '/api/units', { title: '新しい課' })).body.code).toBe('not-allowed')
  const made = await post('chief', '/api/units', {
    title: '企画課',
    kana: 'きかくか',
    parent: world.units.hall,
  })
  expect(made.status).toBe(201)
  expect(
    (await patch('admin', `/api/units/${made.body.id}`, { title: '企画財政課' })).body.code,
  ).toBe('version-required')
  expect(
    (await patch('admin', `/api/units/${made.body.id}`, { title: '企画財政課' }, 1)).body.version,
  ).toBe(2)
  expect((await world.journal()).at(-1)).toMatchObject({
    action: 'unit.update',
    subjectId: made.body.id,
    actor: world.persons.admin,
    detail: { changes: { title: { from: '企画課', to: '企画財政課' } } },
  })
})

test('a unit whose name is nothing but blanks is refused', async () => {
  expect((await post('admin', '/api/units', { title: ' 　' })).body.code).toBe('input-invalid')
})

test('the second of two concurrent changes is refused and names who made the first', async () => {
  const made = await post('admin', '/api/units', { title: '会計室' })
  await patch('chief', `/api/units/${made.body.id}`, { title: '会計課' }, 1)
  const late = await patch('admin', `/api/units/${made.body.id}`, { title: '出納室' }, 1)
  expect(late.status).toBe(412)
  expect(late.body.detail).toContain('中村 透')
})

test('a unit never comes to stand under itself, and ends only when nobody works in it', async () => {
  expect(
    (await patch('admin', `/api/units/${world.units.welfare}`, { parent: world.units.nursery }, 1))
      .body.code,
  ).toBe('unit-circle')
  const used = await post('admin', `/api/units/${world.units.works}/end`, { on: '2026-11-02' }, 1)
  expect(used.body.code).toBe('unit-in-use')
  expect(used.body.detail).toContain('在籍する職員等')
  const empty = await post('admin', '/api/units', { title: '臨時の室' })
  expect(
    (await post('admin', `/api/units/${empty.body.id}/end`, { on: '2026-11-30' }, 1)).status,
  ).toBe(200)
})

test('things of another organisation are not found by anybody', async () => {
  const foreignUnit = await post('foreignAdmin', '/api/units', { title: 'よその課' })
  for (const who of ['clerk', 'head', 'chief', 'admin'] as const) {
    expect(
      (await (await world.as(who)).get(`/api/persons/${world.persons.foreignClerk}`)).status,
    ).toBe(404)
  }
  expect(
    (await patch('admin', `/api/units/${foreignUnit.body.id}`, { title: '取った課' }, 1)).status,
  ).toBe(404)
  expect(
    (await patch('foreignAdmin', `/api/units/${world.units.works}`, { title: '取った課' }, 1))
      .status,
  ).toBe(404)
  expect(
    (
      await post('admin', '/api/absences', {
        person: world.persons.foreignClerk,
        from: '2026-11-03',
        to: '2026-11-03',
      })
    ).status,
  ).toBe(404)
  expect(
    (
      await post('admin', '/api/holdings', {
        person: world.persons.foreignClerk,
        post: world.posts.worksHead,
        from: '2026-11-03',
      })
    ).status,
  ).toBe(404)
})

test('whom the pack names appoints, nobody else, and the refusal cites the provision', async () => {
  const room = {
    role: 'room-manager',
    scope: 'unit',
    scopeId: world.units.welfare,
    person: world.persons.clerk,
    from: '2026-11-02',
  }
  const refused = await post('clerk', '/api/assignments', room)
  expect(refused.body.code).toBe('not-appointer')
  expect(refused.body.grounds?.[0]?.provision).toBe('1-1(3)')
  expect((await post('worksHead', '/api/assignments', room)).body.code).toBe('not-appointer')
  expect((await post('admin', '/api/assignments', room)).body.code).toBe('not-appointer')
  const made = await post('head', '/api/assignments', room)
  expect(made.status).toBe(201)
  expect((await post('head', '/api/assignments', room)).body.code).toBe('assignment-twice')
  expect(
    (await post('worksHead', `/api/assignments/${made.body.id}/end`, { on: '2026-11-30' }, 1)).body
      .code,
  ).toBe('not-appointer')
  expect(
    (await post('head', `/api/assignments/${made.body.id}/end`, { on: '2026-10-01' }, 1)).body.code,
  ).toBe('dates-reversed')
  expect(
    (await post('head', `/api/assignments/${made.body.id}/end`, { on: '2026-11-30' }, 1)).body
      .version,
  ).toBe(2)
})

test('a role is given at a place of its kind', async () => {
  const one = await post('head', '/api/assignments', {
    role: 'room-manager',
    scope: 'organization',
    person: world.persons.clerk,
    from: '2026-11-02',
  })
  expect(one.body.code).toBe('role-place-wrong')
  expect(
    (
      await post('chief', '/api/assignments', {
        role: 'system-staff',
        scope: 'system',
        scopeId: world.systems.residents,
        person: world.persons.chiefDeputy,
        from: '2026-11-02',
      })
    ).status,
  ).toBe(201)
})

test('nobody comes to hold two roles that the pack keeps apart, by appointment or by post', async () => {
  const auditor = (person: PersonName) =>
    post('ciso', '/api/assignments', {
      role: 'auditor',
      scope: 'organization',
      person: world.persons[person],
      from: '2026-11-02',
    })
  expect((await auditor('head')).body.code).toBe('roles-apart')
  expect((await auditor('worksHead')).status).toBe(201)
  expect(
    (
      await post('admin', '/api/holdings', {
        person: world.persons.worksHead,
        post: world.posts.generalHead,
        from: '2026-11-02',
      })
    ).body.code,
  ).toBe('roles-apart')
})

test('nobody holds the same post twice at the same time; once again later they may', async () => {
  const holding = { person: world.persons.colleague, post: world.posts.generalHead }
  const put = (from: string, to?: string) =>
    post('admin', '/api/holdings', { ...holding, from, ...(to ? { to } : {}) })
  expect((await put('2027-01-01', '2027-03-31')).status).toBe(201)
  for (const [from, to] of [
    ['2027-02-01', '2027-02-10'],
    ['2027-03-31', undefined],
    ['2026-12-01', '2027-01-01'],
  ] as const)
    expect((await put(from, to)).body.code).toBe('post-held-already')
  expect((await put('2027-04-01', '2027-04-30')).status).toBe(201)
})

test('who ends a post says the last day that they saw: one put there meanwhile is not overwritten', async () => {
  const { id } = (
    await post('admin', '/api/holdings', {
      person: world.persons.colleague,
      post: world.posts.generalHead,
      from: '2028-01-01',
    })
  ).body
  const end = (on: string, was: string | null) =>
    post('admin', `/api/holdings/${id}/end`, { on, was })
  expect((await end('2028-03-31', null)).status).toBe(200)
  expect((await end('2028-06-30', null)).body).toMatchObject({ code: 'changed-meanwhile' })
  expect((await end('2028-06-30', '2028-03-31')).status).toBe(200)
})

test('persons write their own absences, heads those of their unit, and nobody those of another unit', async () => {
  const away = (person: PersonName, from = '2026-11-05', to = '2026-11-06') => ({
    person: world.persons[person],
    from,
    to,
    note: '通院',
  })
  const own = await post('clerk', '/api/absences', away('clerk'))
  expect(own.status).toBe(201)
  expect(
    (await post('clerk', '/api/absences', away('clerk', '2026-11-06', '2026-11-09'))).body.code,
  ).toBe('absence-twice')
  expect((await post('clerk', '/api/absences', away('colleague'))).body.code).toBe('not-allowed')
  expect((await post('head', '/api/absences', away('colleague'))).status).toBe(201)
  expect((await post('head', '/api/absences', away('worksClerk'))).body.code).toBe('not-allowed')
  expect((await post('admin', '/api/absences', away('worksClerk'))).status).toBe(201)
  const seen = (
    await (
      await world.as('worksClerk')
    ).get<{ person: string; note: string | null }[]>('/api/absences')
  ).body
  expect(seen.find((one) => one.person === world.persons.clerk)?.note).toBeNull()
  expect(
    (await (await world.as('worksClerk')).delete(`/api/absences/${own.body.id}`, { ifMatch: 1 }))
      .status,
  ).toBe(403)
  expect((await (await world.as('clerk')).delete(`/api/absences/${own.body.id}`)).status).toBe(428)
  expect(
    (await (await world.as('clerk')).delete(`/api/absences/${own.body.id}`, { ifMatch: 2 })).status,
  ).toBe(412)
  expect(
    (await (await world.as('clerk')).delete(`/api/absences/${own.body.id}`, { ifMatch: 1 })).status,
  ).toBe(204)
})

test('people leave only after their appointments have ended, and a number belongs to one of them', async () => {
  const made = await post('admin', '/api/persons', {
    name: '空野 翔',
    kana: 'そらの しょう',
    unit: world.units.works,
    employment: '会計年度任用',
    number: '2001',
  })
  expect(made.status).toBe(201)
  expect(
    (
      await post('admin', '/api/persons', {
        name: '別の人',
        kana: 'べつのひと',
        unit: world.units.works,
        employment: '正規',
        number: '2001',
      })
    ).body.code,
  ).toBe('input-invalid')
  const room = await post('worksHead', '/api/assignments', {
    role: 'room-manager',
    scope: 'unit',
    scopeId: world.units.works,
    person: made.body.id,
    from: '2026-11-02',
  })
  const leaving = await patch('admin', `/api/persons/${made.body.id}`, { to: '2026-12-31' }, 1)
  expect(leaving.body.detail).toContain('建設課の事務室の管理者')
  await post('worksHead', `/api/assignments/${room.body.id}/end`, { on: '2026-12-31' }, 1)
  expect(
    (await patch('admin', `/api/persons/${made.body.id}`, { to: '2026-12-31' }, 1)).status,
  ).toBe(200)
})

test("everyone changes their own telephone numbers and nobody else's; the journal keeps that, not the number", async () => {
  const clerk = await world.as('clerk')
  expect(
    (
      await clerk.put<Problem>(
        `/api/persons/${world.persons.colleague}/phones`,
        { phone: '1' },
        { ifMatch: 1 },
      )
    ).body.code,
  ).toBe('not-allowed')
  expect(
    (
      await clerk.put(
        `/api/persons/${world.persons.clerk}/phones`,
        { emergencyPhone: '090-1111-2222' },
        { ifMatch: 1 },
      )
    ).status,
  ).toBe(200)
  expect((await world.journal()).at(-1)).toMatchObject({
    action: 'person.phones',
    detail: { changed: ['emergencyPhone'] },
  })
  expect(JSON.stringify(await world.journal())).not.toContain('090-1111-2222')
})

test('a post ends only when nobody is in it and no role hangs on it, and nobody is put into it afterwards', async () => {
  expect(
    (await post('admin', `/api/posts/${world.posts.worksHead}/end`, { on: '2026-11-30' }, 1)).body,
  ).toMatchObject({ code: 'post-in-use', detail: expect.stringContaining('石井 剛') as unknown })
  const made = await post('admin', '/api/posts', {
    title: '防災担当参事',
    unit: world.units.general,
  })
  expect(
    (await post('clerk', `/api/posts/${made.body.id}/end`, { on: '2026-11-30' }, 1)).body.code,
  ).toBe('not-allowed')
  expect(
    (await post('admin', `/api/posts/${made.body.id}/end`, { on: '2026-11-30' }, 1)).body.version,
  ).toBe(2)
  const holding = { person: world.persons.colleague, post: made.body.id }
  expect((await post('admin', '/api/holdings', { ...holding, from: '2026-12-01' })).body.code).toBe(
    'not-found',
  )
  expect((await post('admin', '/api/holdings', { ...holding, from: '2026-11-30' })).status).toBe(
    201,
  )
  expect(
    (await world.journal()).some(
      (event) => event.action === 'post.end' && event.subjectId === made.body.id,
    ),
  ).toBe(true)
})

test('no more people are appointed to a role than may hold it, and the refusal names them', async () => {
  const appoint = (person: string, from: string) =>
    post('head', '/api/assignments', {
      role: 'room-manager',
      scope: 'unit',
      scopeId: world.units.welfare,
      person,
      from,
      to: '2027-05-31',
    })
  expect((await appoint(world.persons.clerk, '2027-05-01')).status).toBe(201)
  expect((await appoint(world.persons.colleague, '2027-05-10')).status).toBe(201)
  const refused = await appoint(world.persons.chief, '2027-05-01')
  expect([refused.status, refused.body.code]).toEqual([409, 'holders-at-most'])
  expect(refused.body.detail).toContain('令和9年5月10日')
})

test('the organisation is renamed with an event, and what ended before keeps the old name', async () => {
  const rename = async (who: PersonName, title: string) =>
    (await world.as(who)).put<Made>('/api/organization/title', { title })
  expect((await rename('clerk', 'にしひなた町')).body.code).toBe('not-allowed')
  const before = await world.transact((tx) => Promise.resolve(tx.organization.title))
  expect((await rename('admin', before)).body.code).toBe('title-same')
  const ended = world.clock.now()
  world.clock.advance({ minutes: 1 })
  expect((await rename('admin', 'にしひなた町')).status).toBe(204)
  expect((await world.journal()).at(-1)).toMatchObject({
    action: 'organization.rename',
    detail: { changes: { title: { from: before, to: 'にしひなた町' } } },
  })
  expect(
    await world.transact(async (tx) => [
      await organizationTitleAt(tx, ended),
      await organizationTitleAt(tx, tx.now),
      await organizationTitleAt(tx, null),
    ]),
  ).toEqual([before, 'にしひなた町', 'にしひなた町'])
})

test('a unit ends ahead: it stays until its day, and past it as long as somebody works in it', async () => {
  const { id } = (await post('admin', '/api/units', { title: '閉じる課' })).body
  const person = (
    await post('admin', '/api/persons', {
      name: '青木 実',
      kana: 'あおき みのる',
      unit: id,
      employment: '正規',
    })
  ).body
  expect((await post('admin', `/api/units/${id}/end`, { on: '2026-11-20' }, 1)).status).toBe(200)
  const ended = async () =>
    (
      await (
        await world.as('admin')
      ).get<{ units: { id: string; endedOn: string | null; ended: boolean }[] }>('/api/units')
    ).body.units.find((unit) => unit.id === id)
  expect(await ended()).toMatchObject({ endedOn: '2026-11-20', ended: false })
  const start = world.clock.now()
  world.clock.set('2026-11-21 09:00')
  expect(await ended()).toMatchObject({ ended: false })
  expect(
    (await patch('admin', `/api/persons/${person.id}`, { unit: world.units.welfare }, 1)).status,
  ).toBe(200)
  expect(await ended()).toMatchObject({ ended: true })
  const other = (await post('admin', '/api/units', { title: '空の課' })).body.id
  expect((await post('admin', `/api/units/${other}/end`, { on: '2026-11-25' }, 1)).status).toBe(200)
  const there = () => world.transact((tx) => Promise.resolve(tx.organization.view.units.has(other)))
  expect(await there()).toBe(true)
  world.clock.set('2026-11-25 23:00')
  expect(await there()).toBe(true)
  world.clock.set('2026-11-26 00:30')
  expect(await there()).toBe(false)
  world.clock.set(start)
})
