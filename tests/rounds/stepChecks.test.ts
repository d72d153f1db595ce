import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseView } from '#features/cases/contract/caseView.ts'
import type { FindingList } from '#features/rounds/contract/findings.ts'
import type { AnswerReceipt, OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import { caseVersion } from '#tests/support/versions.ts'
import { checkFiles } from './checkPack.ts'
import { roundWorld } from './roundPack.ts'
import type { Name, RoundWorld } from './roundPack.ts'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld('2026-11-02 09:00', {}, {}, checkFiles)
})
afterAll(() => world.close())

const begin = async (by: Name, procedure: string, body: object): Promise<string> => {
  const begun = await world.send<{ id: string }>(by, '/api/cases', {
    procedure,
    send: true,
    ...body,
  })
  if (begun.status !== 201) throw new Error(JSON.stringify(begun.body))
  return begun.body.id
}
const act = async (by: Name, id: string, step: string, body: object) =>
  world.send(by, `/api/cases/${id}/acts`, {
    step,
    version: await caseVersion(world, id),
    ...body,
  })
const shown = (by: Name, id: string) => world.get<CaseView>(by, `/api/cases/${id}`)
const answer = (by: Name, id: string, answers: readonly object[]) =>
  world.send<AnswerReceipt & { code?: string }>(by, `/api/occurrences/${id}/answers`, { answers })
const startUse = async (name: string): Promise<string> => {
  const server = await world.addServer('head', name)
  return begin('clerk', 'start-use', { about: [server], fields: { why: '窓口で使う' } })
}
const right = [
  { item: 'before-use/tested', value: true },
  { item: 'server/power', value: true },
  { item: 'server/restore', value: 5 },
]

test('a step does not lead on before all that it checks is answered and right', async () => {
  const id = await startUse('新しいサーバ')
  const open = await act('head', id, 'approve', { decision: 'permit' })
  expect([open.status, open.body.code]).toEqual([409, 'check-open'])
  expect(open.body.detail).toContain('試しに動かした')
  expect(open.body.faults?.map(({ at }) => at)).toEqual([
    '/checks/before-use/tested',
    '/checks/server/power',
    '/checks/server/restore',
  ])
  const [check] = (await shown('head', id)).checks
  expect(check).toMatchObject({ asked: 3, answered: 0, done: false, title: '使い始める前の点検' })
  const occurrence = check!.occurrence!
  await answer('head', occurrence, [...right.slice(0, 2), { item: 'server/restore', value: 99 }])
  const wrong = await act('head', id, 'approve', { decision: 'permit' })
  expect([wrong.status, wrong.body.code]).toEqual([409, 'check-wrong'])
  expect(wrong.body.faults?.map(({ at }) => at)).toEqual(['/checks/server/restore'])
  expect(
    (await answer('head', occurrence, [{ item: 'server/restore', value: 5 }])).body,
  ).toMatchObject({ left: 0, closed: true })
  expect((await shown('head', id)).checks).toMatchObject([{ answered: 3, wrong: [], done: true }])
  expect((await act('head', id, 'approve', { decision: 'permit' })).status).toBe(200)
  expect((await shown('head', id)).step?.id).toBe('note')
})

test('only who acts at the step answers, and nobody after the case has gone on', async () => {
  const id = await startUse('別のサーバ')
  expect((await shown('clerk', id)).checks).toMatchObject([{ occurrence: null, href: null }])
  const occurrence = (await shown('head', id)).checks[0]!.occurrence!
  for (const other of ['clerk', 'worksHead'] as const)
    expect((await answer(other, occurrence, right)).status).toBe(404)
  await answer('head', occurrence, right)
  await act('head', id, 'approve', { decision: 'permit' })
  const late = await answer('head', occurrence, [{ item: 'before-use/tested', value: false }])
  expect([late.status, late.body.code]).toEqual([409, 'occurrence-over'])
})

test('to refuse, or to ask back, needs no answers, and ends what was asked', async () => {
  const id = await startUse('使わないサーバ')
  const occurrence = (await shown('head', id)).checks[0]!.occurrence!
  expect(
    (await act('head', id, 'approve', { decision: 'ask', comment: 'どこで使いますか' })).status,
  ).toBe(200)
  const view = await world.get<OccurrenceView>('head', `/api/occurrences/${occurrence}`)
  expect(view.closedAt).not.toBeNull()
  expect((await shown('clerk', id)).checks).toEqual([])
  expect((await act('clerk', id, 'apply', { reply: '窓口です' })).status).toBe(200)
  const again = (await shown('head', id)).checks[0]!
  expect(again.occurrence).not.toBe(occurrence)
  expect(again).toMatchObject({ answered: 0, done: false })
  expect(
    (await act('head', id, 'approve', { decision: 'refuse', comment: 'いりません' })).status,
  ).toBe(200)
})

test('対象外 counts where it is accepted, by somebody else', async () => {
  const id = await startUse('控えのないサーバ')
  const occurrence = (await shown('head', id)).checks[0]!.occurrence!
  await answer('head', occurrence, [
    ...right.slice(0, 2),
    { item: 'server/restore', notApplicable: true, comment: '控えを取りません' },
  ])
  const waiting = await act('head', id, 'approve', { decision: 'permit' })
  expect(waiting.body.code).toBe('check-open')
  const accepted = await world.send('chief', `/api/occurrences/${occurrence}/waivers`, {
    item: 'server/restore',
    accept: true,
  })
  expect([accepted.status, accepted.body.code]).toEqual([200, undefined])
  expect((await act('head', id, 'approve', { decision: 'permit' })).status).toBe(200)
})

test('without must an answer that is not so is a finding, and the case goes on', async () => {
  const id = await startUse('見る人のいるサーバ')
  await answer('head', (await shown('head', id)).checks[0]!.occurrence!, right)
  await act('head', id, 'approve', { decision: 'permit' })
  const open = await act('chief', id, 'note', {})
  expect(open.body.code).toBe('check-open')
  const { occurrence } = (await shown('chief', id)).checks[0]!
  await answer('chief', occurrence!, [{ item: 'reviewer/calm', value: false }])
  expect((await act('chief', id, 'note', {})).status).toBe(200)
  const { rows } = await world.get<FindingList>('chief', '/api/findings')
  expect(rows.map(({ item }) => item)).toContain('reviewer/calm')
})

test('a right waits for the course of the person who gets it', async () => {
  const worker = world.persons.clerk
  const id = await begin('clerk', 'give-right', { fields: { worker } })
  const early = await act('chief', id, 'approve', { decision: 'permit' })
  expect([early.status, early.body.code]).toEqual([409, 'check-round-open'])
  expect(early.body.detail).toContain('責任者の研修')
  expect((await shown('chief', id)).checks).toMatchObject([
    { kind: 'round', href: '/rounds/training', done: false },
  ])
  const line = (kind: string) =>
    world.send('chief', '/api/registers/trainings/entries', {
      fields: { name: '研修', kind, heldOn: '2026-11-01', people: [worker] },
    })
  expect((await line('all')).status).toBe(201)
  expect((await act('chief', id, 'approve', { decision: 'permit' })).body.code).toBe(
    'check-round-open',
  )
  expect((await line('officers')).status).toBe(201)
  expect((await act('chief', id, 'approve', { decision: 'permit' })).status).toBe(200)
})

test('running the rounds neither closes nor reminds of what steps ask', async () => {
  const id = await startUse('夜をまたぐサーバ')
  await world.tick()
  world.clock.set('2026-12-07 09:00')
  await world.tick()
  expect((await shown('head', id)).checks).toMatchObject([{ asked: 3, done: false }])
  const errands = await world.errands('head')
  expect(errands.filter(({ title }) => title.includes('使い始める前'))).toEqual([])
  expect((await world.notices('head')).filter((said) => said.includes('使い始め'))).toEqual([])
})
