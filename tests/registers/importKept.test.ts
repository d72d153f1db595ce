import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkImport, runImport } from '#features/registers/server/public.ts'
import { routes } from '#features/registers/server/routes.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { World } from '#tests/support/world.ts'
import { registerPackWorld } from './registerPack.ts'
import type { Import } from './support.ts'

let world: World
beforeAll(async () => {
  world = await registerPackWorld(routes)
})
afterAll(() => world.close())

test('the keeper of the entries of one system imports those, and no others', async () => {
  const content = [
    '権限,使う人,情報システム,いつから',
    `閲覧,森 空,${'システムR6-002'},2026-11-01`,
    `更新,林 緑,${'システムR6-001'},2026-11-01`,
  ].join('\n')
  const sent = await (
    await world.as('head')
  ).upload<{ id: string }>('/api/registers/rights/imports', {
    name: 'rights.csv',
    type: 'text/csv',
    content,
  })
  expect(sent.status).toBe(201)
  await new Outbox(
    world.services,
    new Map([
      ['import.check', checkImport],
      ['import.write', runImport],
    ]),
    [],
  ).runDue()
  const { body } = await (
    await world.as('head')
  ).get<Import>(`/api/registers/rights/imports/${sent.body.id}`)
  expect(body).toMatchObject({ good: 1, bad: 1 })
  expect(body.badRows[0]?.faults[0]?.detail).toContain('書く権限がありません')
  const refused = await (
    await world.as('worksClerk')
  ).upload<{ code: string }>('/api/registers/rights/imports', {
    name: 'rights.csv',
    type: 'text/csv',
    content,
  })
  expect(refused.body.code).toBe('not-allowed')
})
