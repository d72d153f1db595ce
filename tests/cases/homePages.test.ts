import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Home } from '#features/cases/contract/home.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
  await world.transact(async ({ db, organization, newId, now }) => {
    await db
      .insertInto('tasks')
      .values(
        Array.from({ length: 120 }, (_, n) => ({
          organization_id: organization.id,
          id: newId(),
          kind: 'errand' as const,
          title: `仕事 ${n}`,
          person_id: world.persons.clerk,
          created_at: now,
          due_at: new Date(now.getTime() + (120 - n) * 3_600_000),
        })),
      )
      .execute()
  })
})
afterAll(() => world.close())

test('the first page lists fifty tasks, those that are due first, and counts all; more are asked for', async () => {
  const client = await world.as('clerk')
  const ask = async (query: string): Promise<readonly [number, string | undefined, number]> => {
    const { body } = await client.get<Home>(`/api/tasks${query}`)
    const rows = [...body.today, ...body.week, ...body.later]
    return [rows.length, rows[0]?.title, body.total]
  }
  expect(await ask('')).toEqual([50, '仕事 119', 120])
  expect(await ask('?limit=100')).toEqual([100, '仕事 119', 120])
  expect(await ask('?limit=300')).toEqual([120, '仕事 119', 120])
  expect((await client.get('/api/tasks?limit=301')).status).toBe(422)
})
