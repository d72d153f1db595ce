import { leave } from '#tests/support/leave.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Home } from '#features/cases/contract/home.ts'
import type { PersonName, World } from '#tests/support/world.ts'
import { peopleWorld, post, toPromise } from './people.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
beforeAll(async () => {
  world = await peopleWorld()
})
afterAll(() => world.close())

const step = 'secrecy'
const scan = async (name: PersonName = 'head'): Promise<string> =>
  (
    await (
      await world.as(name)
    ).upload<{ id: string }>('/api/files', {
      name: '誓約書.pdf',
      type: 'application/pdf',
      content: '%PDF-1.7 写し',
    })
  ).body.id
const record = async (id: string, paper: object, name: PersonName = 'head') =>
  post(world, name, `/api/cases/${id}/acts`, {
    step,
    version: await caseVersion(world, id),
    paper: { for: world.persons.clerk, on: '2026-11-01', from: '本人', ...paper },
  })

test('those whom the pack names record the step for its actor; the history says so, and keeps the scan', async () => {
  const id = await toPromise(world)
  const file = await scan()
  const { body } = await (
    await world.as('head')
  ).get<{ abilities: { mayAct: boolean; mayRecord: object[] } }>(`/api/cases/${id}`)
  expect(body.abilities).toMatchObject({
    mayAct: false,
    mayRecord: [{ id: world.persons.clerk, name: '森 空' }],
  })
  expect((await record(id, { files: [file] })).body.status).toBe('ended')
  const view = (await (await world.as('colleague')).get<{ history: object[] }>(`/api/cases/${id}`))
    .body
  expect(view.history.at(-1)).toMatchObject({
    person: '森 空',
    paper: {
      recorder: '佐藤 花',
      on: '2026-11-01',
      from: '本人',
      files: [{ id: file, name: '誓約書.pdf' }],
    },
  })
  expect(
    (await (await world.as('colleague')).get(`/api/cases/${id}/files/${file}`)).raw.toString(),
  ).toContain('写し')
  const event = (await world.journal()).findLast((row) => row.action === 'case.act')
  expect(event).toMatchObject({
    actor: world.persons.head,
    detail: { paper: { recorder: world.persons.head, files: [file] } },
  })
})

test("a paper needs its scan, a day that has come, who handed it in, and a file of the recorder's own", async () => {
  const id = await toPromise(world)
  expect((await record(id, { files: [] })).body.code).toBe('paper-without-scan')
  expect((await record(id, { files: [await scan()], on: '2026-11-03' })).body).toMatchObject({
    code: 'input-invalid',
    faults: [{ at: '/paper/on' }],
  })
  expect((await record(id, { files: [await scan()], from: '　' })).body).toMatchObject({
    faults: [{ at: '/paper/from' }],
  })
  expect((await record(id, { files: [await scan('colleague')] })).body).toMatchObject({
    faults: [{ at: '/paper/files' }],
  })
})

test('nobody else records a paper, and none for one whose turn it is not', async () => {
  const id = await toPromise(world)
  expect((await record(id, { files: [await scan('colleague')] }, 'colleague')).body.code).toBe(
    'paper-not-yours',
  )
  expect(
    (await record(id, { for: world.persons.colleague, files: [await scan()] })).body.code,
  ).toMatch(/not-your-turn|paper-not-yours/)
})

test('where the actor has no account, the paper is a task of those who may record it; with an account it is not', async () => {
  const papers = async () => {
    const { today, week, later } = (await (await world.as('head')).get<Home>('/api/tasks')).body
    return [...today, ...week, ...later]
      .filter((task) => task.kind === 'paper')
      .map((task) => [task.caseId, task.verb])
  }
  const withAccount = (ended_at: Date | null) =>
    world.transact(({ db }) =>
      db
        .updateTable('accounts')
        .set({ ended_at })
        .where('organization_id', '=', world.organizationId)
        .where('person_id', '=', world.persons.clerk)
        .execute(),
    )
  await withAccount(null)
  const before = await papers()
  await toPromise(world)
  expect(await papers()).toEqual(before)
  await withAccount(world.clock.now())
  const id = await toPromise(world)
  expect((await papers()).filter(([each]) => each === id)).toEqual([[id, '紙を記録する']])
  await record(id, { files: [await scan()] })
  expect((await papers()).filter(([each]) => each === id)).toEqual([])
})

test('a paper that comes in after the last day of its writer is recorded all the same', async () => {
  const id = await toPromise(world)
  await leave(world, world.persons.clerk, '2026-10-31')
  expect((await record(id, { files: [await scan('colleague')] }, 'colleague')).body.code).toBe(
    'paper-not-yours',
  )
  expect((await record(id, { files: [await scan()] })).body.status).toBe('ended')
})
