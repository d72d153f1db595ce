import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { act, homeOf, sendApplication, tasksOf } from './steps.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

describe('the home page', () => {
  test('says who asked what, where a case came back with a question, until it is answered', async () => {
    const id = await sendApplication(world, 2)
    await act(await world.as('head'), id, 'ask', {}, '何人分ですか')
    expect(tasksOf(await homeOf(world, 'clerk')).find((task) => task.caseId === id)).toMatchObject({
      asked: { by: '佐藤 花', what: '何人分ですか', at: expect.stringMatching(/^2026-/) },
    })
    await act(await world.as('clerk'), id)
    expect(tasksOf(await homeOf(world, 'head')).find((task) => task.caseId === id)).toMatchObject({
      asked: null,
    })
  })

  test('has a departure planned for 9:00 of today under today, as a plan and not as a limit', async () => {
    const id = await sendApplication(world, 2)
    await act(await world.as('head'), id, 'permit')
    const planned = {
      caseId: id,
      dueAt: expect.stringMatching(/^2026-11-04T(?:09:00:00\+09:00|00:00:00)/),
      wholeDay: false,
      planned: true,
    }
    expect((await homeOf(world, 'clerk')).week).toMatchObject([planned])
    world.clock.set('2026-11-04 08:46')
    const { today, week } = await homeOf(world, 'clerk')
    expect([today, week]).toMatchObject([[planned], []])
  })

  test('says that nobody can act where the role has no holder: to the applicant on the case, to an administrator with the role', async () => {
    const id = await sendApplication(world, 2)
    expect(await homeOf(world, 'clerk')).toMatchObject({ waiting: [{ id, stranded: null }] })
    const line = ['head', 'deputy', 'ciso', 'chief', 'chiefDeputy'] as const
    await world.transact(async ({ db, organization }) => {
      await db
        .updateTable('organizations')
        .set({ revision: 100 })
        .where('organization_id', '=', organization.id)
        .execute()
      await db
        .updateTable('persons')
        .set({ to_on: '2026-11-01' })
        .where('organization_id', '=', organization.id)
        .where(
          'id',
          'in',
          line.map((name) => world.persons[name]),
        )
        .execute()
    })
    expect(await homeOf(world, 'clerk')).toMatchObject({
      waiting: [{ id, stranded: expect.stringContaining('だれも進められません') }],
      stranded: [],
    })
    expect((await homeOf(world, 'admin')).stranded).toMatchObject([
      { role: 'security-officer', count: 1, href: expect.stringMatching(/^\/organization\/roles/) },
    ])
  })
})
