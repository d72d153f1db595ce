import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveBack, heldLines } from '#features/registers/server/public.ts'
import { routes } from '#features/registers/server/routes.ts'
import type { World } from '#tests/support/world.ts'
import { ledgerWorld, write } from './ledgers.ts'

let world: World
beforeAll(async () => {
  world = await ledgerWorld(routes)
})
afterAll(() => world.close())

const held = (person: string) =>
  world.enter(async (handle) => (await heldLines(handle, person)).map((line) => line.name))

test('what a person holds is known until it is given back', async () => {
  const card = await write(
    world,
    'head',
    'cards',
    { name: '通用口のカード', holder: world.persons.clerk },
    { unit: world.units.welfare },
  )
  await write(
    world,
    'head',
    'cards',
    { name: '別の人のカード', holder: world.persons.colleague },
    { unit: world.units.welfare },
  )
  expect(await held(world.persons.clerk)).toEqual(['通用口のカード'])
  expect(
    await world.enter((handle) =>
      giveBack(handle, [{ id: card.id, register: 'cards' }], { reason: '退職' }),
    ),
  ).toEqual([card.number])
  expect(await held(world.persons.clerk)).toEqual([])
  const { body } = await (
    await world.as('head')
  ).get<{ state: string }[]>(`/api/registers/cards/entries/${card.id}/history`)
  expect(body.map((version) => version.state)).toEqual(['返却済み', '使用中'])
})
