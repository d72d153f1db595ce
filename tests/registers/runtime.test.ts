import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseReceipt } from '#features/cases/contract/acts.ts'
import type { Home } from '#features/cases/contract/home.ts'
import { routes as cases } from '#features/cases/server/routes.ts'
import { routes as policy } from '#features/policy/server/routes.ts'
import { routes } from '#features/registers/server/routes.ts'
import { adoptEdition } from '#tests/support/adoptEdition.ts'
import type { World } from '#tests/support/world.ts'
import { makeWorld } from '#tests/support/world.ts'
import { registerFiles, packFolder, writeEntryAs } from './registerPack.ts'

const packs = packFolder()
let world: World
beforeAll(async () => {
  world = await makeWorld({ routes: [...routes, ...cases, ...policy], packsFolder: packs.folder })
})
afterAll(async () => {
  await world.close()
  packs.remove()
})

test('a register and a permit are one YAML file each: adopted while the program runs, used at once', async () => {
  const head = await world.as('head')
  expect((await head.get('/api/registers/cards')).status).toBe(404)
  packs.add({
    'registers/cards.yaml': registerFiles['registers/cards.yaml'],
    'procedures/card-loss.yaml': registerFiles['procedures/card-loss.yaml'],
    'pack.yaml': readFileSync(join(packs.folder, 'hinata/pack.yaml'), 'utf8').replace(
      /^edition: .*$/m,
      'edition: カードの台帳を加えた版',
    ),
  })
  expect((await adoptEdition(world)).status).toBe(200)
  expect((await head.get<{ title: string }>('/api/registers/cards')).body.title).toBe(
    'ICカード台帳',
  )

  const card = await writeEntryAs(
    world,
    'head',
    'cards',
    { name: '入退室カード 12', holder: world.persons.clerk, until: '2027-03-31' },
    { unit: world.units.welfare },
  )
  expect(card.number).toBe('カードR8-001')

  const clerk = await world.as('clerk')
  const begun = await clerk.post<CaseReceipt>('/api/cases', {
    procedure: 'card-loss',
    about: [card.id],
    fields: { lostAt: '2026-11-02T08:30:00+09:00' },
    send: true,
  })
  expect(begun.body).toMatchObject({ number: 'カード紛失R8-001', status: 'ended' })
  expect(
    (await head.get<{ state: string }>(`/api/registers/cards/entries/${card.id}`)).body.state,
  ).toBe('停止中')
  expect(
    (await head.get<Home>('/api/tasks')).body.notices.map((notice) => notice.message),
  ).toContainEqual(expect.stringContaining('カードを止めました'))
})
