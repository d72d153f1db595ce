import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CaseReceipt } from '#features/cases/contract/acts.ts'
import type { Home } from '#features/cases/contract/home.ts'
import { routes as cases } from '#features/cases/server/routes.ts'
import type { BodyRow, BodyView, MeetingView } from '#features/meetings/contract.ts'
import { runMeetingJobs } from '#features/meetings/server/public.ts'
import { routes as meetings } from '#features/meetings/server/routes.ts'
import type { World } from '#tests/support/world.ts'
import { makeRevisedWorld } from '#tests/support/revised.ts'
import { withOfficers } from './officers.ts'
import { caseVersion } from '../support/versions.ts'

/** A procedure that the committee decides in a meeting, without any other step before. */
const matter = `procedure: matter
title: 委員会に諮ること
number: 付議{年度}-{000}
subject: "{what}"
carries: 1-1(5)
fields:
  what: { title: 諮ること, type: text, required }
steps:
  apply: { title: 申し出, by: applicant, fill: what, button: 申し出る, then: deliberate }
  deliberate:
    title: 委員会の審議
    by: committee
    meeting: true
    may:
      agree: { title: 認める, tone: good, then: [{ do: { tell: applicant, message: 認められました }, go: end agreed }] }
      reject: { title: 認めない, tone: bad, comment, then: end rejected }
    carries: 1-1(5)
ends:
  agreed: { title: 認められた, tone: good }
  rejected: { title: 認められなかった, tone: bad }
`

let world: World
beforeEach(async () => {
  world = await makeRevisedWorld(
    [...cases, ...meetings],
    { 'procedures/matter.yaml': matter },
    { 'roles.yaml': withOfficers },
  )
})
afterEach(() => world.close())

type Name = Parameters<World['as']>[0]
const get = async <Body>(name: Name, url: string) => (await world.as(name)).get<Body>(url)
const post = async <Body = { code: string }>(
  name: Name,
  url: string,
  body: unknown,
  ifMatch?: number,
) => (await world.as(name)).post<Body>(url, body, ifMatch === undefined ? {} : { ifMatch })
const apply = async (what: string): Promise<string> =>
  (
    await post<CaseReceipt>('clerk', '/api/cases', {
      procedure: 'matter',
      fields: { what },
      send: true,
    })
  ).body.id
const planned = {
  beginsAt: '2026-11-04T10:00:00+09:00',
  place: '第一会議室',
  topics: [{ title: '前回の確認', text: '' }],
}
const plan = async (): Promise<string> =>
  (await post<{ id: string }>('chief', '/api/bodies/committee/meetings', planned)).body.id
const show = async (id: string, name: Name = 'chief'): Promise<MeetingView> =>
  (await get<MeetingView>(name, `/api/meetings/${id}`)).body
const errands = async (name: Name): Promise<string[]> => {
  await runMeetingJobs({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
  const { today, week, later } = (await get<Home>(name, '/api/tasks')).body
  return [...today, ...week, ...later]
    .filter((task) => task.kind === 'errand')
    .map((task) => task.title)
}

test('what waits for a body is its agenda, and nobody decides it singly', async () => {
  const id = await apply('ログの保存を延ばす')
  const view = (await get<BodyView>('head', '/api/bodies/committee')).body
  expect(
    view.agenda.map((item) => [item.case, item.subject, item.decisions.map((one) => one.id)]),
  ).toEqual([[id, 'ログの保存を延ばす', ['agree', 'reject']]])
  expect(view.people[0]).toMatchObject({
    person: world.persons.ciso,
    as: '最高情報セキュリティ責任者',
  })
  for (const name of ['ciso', 'chief', 'head'] as const) {
    const answer = await post(name, `/api/cases/${id}/acts`, {
      step: 'deliberate',
      version: await caseVersion(world, id),
      decision: 'agree',
    })
    expect([409, 403]).toContain(answer.status)
    expect(['meeting-not-recorded', 'not-your-turn']).toContain(answer.body.code)
  }
})

test('a meeting that is recorded decides the cases that it names, tells the applicants, and leaves the rest for the next', async () => {
  const [one, other] = [await apply('ログの保存を延ばす'), await apply('新しい網をつなぐ')]
  const meeting = await plan()
  const invited = (await get<Home>('head', '/api/tasks')).body.notices
  expect(invited.map((notice) => notice.message)).toEqual([
    expect.stringContaining('会議が開かれます'),
  ])
  world.clock.set('2026-11-04 11:00')
  const record = {
    attendees: [world.persons.ciso, world.persons.chief],
    minutes: '審議した。',
    decisions: [{ case: one, version: await caseVersion(world, one), decision: 'agree' }],
  }
  const { version } = await show(meeting)
  expect((await post('chief', `/api/meetings/${meeting}/record`, record, version)).status).toBe(200)
  const view = await show(meeting, 'head')
  expect(view).toMatchObject({
    state: 'held',
    minutes: '審議した。',
    decisions: [{ case: one, title: '認める' }],
    attendees: [{ name: '木村 守' }, { name: '中村 透' }],
  })
  expect((await get<{ status: string }>('clerk', `/api/cases/${one}`)).body.status).toBe('ended')
  expect((await get<{ status: string }>('clerk', `/api/cases/${other}`)).body.status).toBe('open')
  expect(
    (await get<Home>('clerk', '/api/tasks')).body.notices.map((notice) => notice.message),
  ).toEqual(['認められました'])
  expect((await world.journal()).at(-1)).toMatchObject({
    action: 'meeting.record',
    detail: { decisions: [{ decision: 'agree' }] },
  })
})

test('nothing of a record is stored where one of its decisions is refused', async () => {
  const [one, other] = [await apply('ログの保存を延ばす'), await apply('新しい網をつなぐ')]
  const meeting = await plan()
  world.clock.set('2026-11-04 11:00')
  const record = {
    attendees: [world.persons.ciso],
    minutes: '審議した。',
    decisions: [
      { case: one, version: await caseVersion(world, one), decision: 'agree' },
      { case: other, version: await caseVersion(world, other), decision: 'reject' },
    ],
  }
  const answer = await post('chief', `/api/meetings/${meeting}/record`, record, 1)
  expect(answer.body.code).toBe('comment-missing')
  expect((await show(meeting)).state).toBe('planned')
  expect((await get<{ status: string }>('clerk', `/api/cases/${one}`)).body.status).toBe('open')
})

test('a meeting is recorded after it began, once, by its secretary or chair', async () => {
  await apply('ログの保存を延ばす')
  const meeting = await plan()
  const record = { attendees: [world.persons.ciso], minutes: '審議した。', decisions: [] }
  expect((await post('chief', `/api/meetings/${meeting}/record`, record, 1)).body.code).toBe(
    'meeting-not-begun',
  )
  world.clock.set('2026-11-04 11:00')
  expect((await post('head', `/api/meetings/${meeting}/record`, record, 1)).body.code).toBe(
    'not-allowed',
  )
  expect((await post('clerk', `/api/meetings/${meeting}/record`, record, 1)).status).toBe(404)
  expect((await post('ciso', `/api/meetings/${meeting}/record`, record, 7)).body.code).toBe(
    'changed-meanwhile',
  )
  expect((await post('ciso', `/api/meetings/${meeting}/record`, record, 1)).status).toBe(200)
  expect((await post('ciso', `/api/meetings/${meeting}/record`, record, 2)).body.code).toBe(
    'meeting-over',
  )
})

test('the secretary gets the task to call a meeting when cases wait, and to record a meeting that was held', async () => {
  expect(await errands('chief')).toEqual([])
  await apply('ログの保存を延ばす')
  expect(await errands('chief')).toEqual(['会議を開く'])
  expect(await errands('head')).toEqual([])
  await plan()
  expect(await errands('chief')).toEqual([])
  world.clock.set('2026-11-05 09:00')
  expect(await errands('chief')).toEqual(['会議を記録する'])
})

test('a body that has not met for as long as its cadence allows is late', async () => {
  const meeting = await plan()
  world.clock.set('2026-11-04 11:00')
  await post(
    'chief',
    `/api/meetings/${meeting}/record`,
    { attendees: [world.persons.ciso], minutes: '審議した。', decisions: [] },
    1,
  )
  const row = async (): Promise<BodyRow> => (await get<BodyRow[]>('chief', '/api/bodies')).body[0]!
  expect(await row()).toMatchObject({ dueOn: '2027-05-04', late: false })
  world.clock.set('2027-05-05 09:00')
  expect(await row()).toMatchObject({ late: true })
  expect(await errands('chief')).toEqual(['会議を開く'])
})

test('a meeting that is moved or called off tells its members; what waits goes on waiting', async () => {
  const id = await apply('ログの保存を延ばす')
  const meeting = await plan()
  const chief = await world.as('chief')
  expect(
    (
      await chief.put(
        `/api/meetings/${meeting}`,
        { ...planned, place: '第二会議室' },
        { ifMatch: 1 },
      )
    ).status,
  ).toBe(200)
  expect(
    (await post('chief', `/api/meetings/${meeting}/cancel`, { reason: '台風のため' }, 2)).status,
  ).toBe(200)
  const messages = (await get<Home>('ciso', '/api/tasks')).body.notices.map(
    (notice) => notice.message,
  )
  expect(messages.join()).toContain('変わりました')
  expect(messages.join()).toContain('取りやめ')
  expect(
    (await get<BodyView>('chief', '/api/bodies/committee')).body.agenda.map((item) => item.case),
  ).toEqual([id])
})
