import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

test('a world holds a town with its people, and nothing of the other organisation can be seen from it', async () => {
  const names = await world.transact(({ db }) => db.selectFrom('persons').select('name').execute())
  expect(names).toHaveLength(11)
  expect(names.map((row) => row.name)).not.toContain('谷 泉')
})

test('the clock stands still until it is set', () => {
  expect(world.clock.now().toISOString()).toBe('2026-11-02T00:00:00.000Z')
})
