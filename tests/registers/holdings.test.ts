import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportView } from '#features/registers/contract/imports.ts'
import { checkImport, returnEntries, entriesHeldBy } from '#features/registers/server/public.ts'
import { routes } from '#features/registers/server/routes.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { leave } from '#tests/support/leave.ts'
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

test('who has left is given nothing: not by a form, not by a change of many, not by a list; what they had, and what is at its end, stays as it is', async () => {
  const [first, second] = [
    await writeEntryAs(
      world,
      'head',
      'cards',
      { name: '一枚目', holder: world.persons.clerk },
      { unit: world.units.welfare },
    ),
    await writeEntryAs(
      world,
      'head',
      'cards',
      { name: '二枚目', holder: world.persons.colleague },
      { unit: world.units.welfare },
    ),
  ]
  await leave(world, world.persons.colleague, '2026-11-01')
  const head = await world.as('head')
  const many = (fields: object) =>
    head.post<{ code: string }>('/api/registers/cards/changes', {
      entries: [first, second].map(({ id }) => ({ id, version: 1 })),
      fields,
    })
  expect((await many({ holder: world.persons.colleague })).body.code).toBe('person-left')
  expect((await many({ until: '2026-12-31' })).status).toBe(200)
  const english = await head.patch<{ detail: string }>(
    `/api/registers/cards/entries/${first.id}`,
    { fields: { holder: world.persons.colleague } },
    { ifMatch: 2, headers: { 'accept-language': 'en' } },
  )
  expect(english.body.detail).toContain('is not here on 2 Nov 2026')
  const jobs = new Outbox(world.services, new Map([['import.check', checkImport]]), [])
  const csv = [
    'カード,使う人,状態',
    '三枚目,林 緑,使用中',
    '四枚目,林 緑,返却済み',
    '五枚目,森 空,使用中',
  ]
  const { body } = await head.upload<{ id: string }>('/api/registers/cards/imports', {
    name: 'カード.csv',
    type: 'application/octet-stream',
    content: csv.join('\r\n'),
  })
  await jobs.runDue()
  const view = (await head.get<ImportView>(`/api/registers/cards/imports/${body.id}`)).body
  expect(view.badRows.map(({ cells, faults }) => [cells['カード'], faults])).toEqual([
    [
      '三枚目',
      [
        {
          column: '使う人',
          value: '林 緑',
          detail: expect.stringContaining('令和8年11月2日には在籍していません') as unknown,
        },
      ],
    ],
  ])
  expect(view.goodRows.map(({ cells }) => cells['カード'])).toEqual(['四枚目', '五枚目'])
})
