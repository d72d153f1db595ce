import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCases } from '#features/transfers/server/cases.ts'
import { openLog } from '#platform/log/log.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { outboxHandlers, recurringJobs } from '../../src/apps/jobs.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { homeOf, sendApplication, takeOutAsset } from './steps.ts'
import type { Refusal } from './steps.ts'

let world: World
let logLines: unknown[]
beforeEach(async () => {
  logLines = []
  const write = (line: string) => logLines.push(JSON.parse(line))
  world = await makeWorld({ routes, log: openLog('warn', () => new Date(), { write }) })
})
afterEach(() => world.close())

/** Changes the stored state of a case directly in the database. Returns the number of the case. */
async function spoil(id: string, state: string): Promise<string> {
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ number: string }>(
    `update cases set state = (state::jsonb || $1::jsonb)::json where id = $2 returning number`,
    [state, id],
  )
  await owner.end()
  return rows[0]!.number
}

test.each([
  ['lost its history', '{"history":null}', 'case-unreadable'],
  ['was written by a later version', '{"version":99}', 'case-newer'],
])('a case that %s is refused by its number', async (_name, state, code) => {
  const id = await sendApplication(world, 2)
  const number = await spoil(id, state)
  const refusal = { code, detail: expect.stringContaining(number) }
  const clerk = await world.as('clerk')
  expect(await clerk.get<Refusal>(`/api/cases/${id}`)).toMatchObject({ status: 500, body: refusal })
  const act = { step: 'approve', version: 1, fields: {}, confirmed: [], decision: 'permit' }
  expect(await (await world.as('head')).post<Refusal>(`/api/cases/${id}/acts`, act)).toMatchObject({
    status: 500,
    body: refusal,
  })
})

test('the home page of its applicant shows it among the others and says that it cannot be read', async () => {
  const [bad, good] = [await sendApplication(world, 2), await sendApplication(world, 2)]
  await spoil(bad, '{"waitingFor":[{}]}')
  const { waiting } = await homeOf(world, 'clerk')
  expect(waiting.map((row) => row.id).toSorted()).toEqual([bad, good].toSorted())
  expect(waiting.find((row) => row.id === bad)).toMatchObject({
    waitingFor: '案件の記録を読めません',
  })
})

test('the list of cases goes on, also where the readers of one are no list', async () => {
  const [bad, good] = [await sendApplication(world, 2), await sendApplication(world, 2)]
  await spoil(bad, '{"readers":{"none":1}}')
  await world.transact(({ db }) =>
    db.updateTable('cases').set({ restricted: true }).where('id', '=', bad).execute(),
  )
  const { body } = await (
    await world.as('head')
  ).get<{ rows: { id: string }[] }>('/api/cases?procedure=take-out')
  expect(body.rows.map((row) => row.id)).toContain(good)
})

test('others that are late are still reminded of; the one that cannot be read is logged once', async () => {
  const [bad, good] = [await takeOutAsset(world, 2), await takeOutAsset(world, 2)]
  await spoil(bad, '{"fields":null}')
  world.clock.set('2026-11-07 08:00')
  const outbox = new Outbox(world.services, outboxHandlers, recurringJobs)
  await outbox.runDue()
  expect((await homeOf(world, 'clerk')).notices.map((notice) => notice.caseId)).toEqual([good])
  world.clock.advance({ minutes: 2 })
  await outbox.runDue()
  expect(logLines).toEqual([
    expect.objectContaining({
      level: 'error',
      job: 'remindLateCases',
      organizationId: world.organizationId,
      case: bad,
      problem: 'case-unreadable',
    }),
  ])
})

test('a transfer is judged by the cases that can be read', async () => {
  const [bad, good] = [await sendApplication(world, 2), await sendApplication(world, 2)]
  await spoil(bad, '{"waitingFor":"head"}')
  const open = await world.transact((tx) => openCases(tx))
  expect(open.map((openCase) => openCase.id)).toEqual([good])
})
