import { afterAll, beforeAll, expect, test } from 'vitest'
import { returnEntries, entriesHeldBy } from '#features/registers/server/public.ts'
import { routes } from '#features/registers/server/routes.ts'
import type { World } from '#tests/support/world.ts'
import { registerPackWorld, writeEntryAs } from './registerPack.ts'

let world: World
beforeAll(async () => {
  world = await registerPackWorld(routes)
})
afterAll(() => world.close())

const heldNames = (person: string) =>
  world.transact(async (tx) => (await entriesHeldBy(tx, person)).map((entry) => entry.name))

test('what a person holds is known until it is given back', async () => {
  const card = await writeEntryAs(
    world,
    'head',
    'cards',
    { name: '通用口のカード', holder: world.persons.clerk },
    { unit: world.units.welfare },
  )
  await writeEntryAs(
    world,
    'head',
    'cards',
    { name: '別の人のカード', holder: world.persons.colleague },
    { unit: world.units.welfare },
  )
  expect(await heldNames(world.persons.clerk)).toEqual(['通用口のカード'])
  expect(
    await world.transact((tx) =>
      returnEntries(tx, [{ id: card.id, register: 'cards' }], { reason: '退職' }),
    ),
  ).toEqual([card.number])
  expect(await heldNames(world.persons.clerk)).toEqual([])
  const { body } = await (
    await world.as('head')
  ).get<{ state: string }[]>(`/api/registers/cards/entries/${card.id}/history`)
  expect(body.map((version) => version.state)).toEqual(['返却済み', '使用中'])
})
