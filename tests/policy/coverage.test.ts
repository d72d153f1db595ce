import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outline, ProvisionDetail } from '#features/policy/contract.ts'
import { routes } from '#features/policy/server/routes.ts'
import { coverageOf } from '#kernel/packs/coverage.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { hinataMarkdown } from './support.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const outline = async (): Promise<Outline> =>
  (await (await world.as('clerk')).get<Outline>('/api/policy')).body
const detail = async (ref: string): Promise<ProvisionDetail> =>
  (
    await (
      await world.as('clerk')
    ).get<ProvisionDetail>(`/api/policy/provision?ref=${encodeURIComponent(ref)}`)
  ).body

test('the map counts what is carried strongly enough, only stated, too weak and not carried', async () => {
  const { coverage, provisions } = await outline()
  const counted = await world.transact((tx) => Promise.resolve(coverageOf(tx.organization.pack)))
  expect(coverage).toEqual({
    provisions: counted.provisions,
    carried: counted.carried,
    stated: counted.stated.length,
    weak: counted.weak.length,
    uncarried: counted.uncarried.length,
    unlisted: 0,
  })
  expect(provisions.filter((one) => one.carriage === 'weak').map(({ ref }) => ref)).toEqual(
    counted.weak.map(({ ref }) => ref),
  )
})

test('a provision says what it needs, what it has, and why each mechanism is as strong as it is', async () => {
  const { modality, carriage, needs, has, weakness, carriers } = await detail('2-2(1)')
  expect({ modality, carriage, needs, has, weakness }).toEqual({
    modality: 'must',
    carriage: 'carried',
    needs: { id: 'enforces', title: '止める' },
    has: { id: 'enforces', title: '止める' },
    weakness: null,
  })
  expect(carriers.map(({ kind, strength, why }) => [kind, strength.id, why])).toContainEqual([
    'rule',
    'enforces',
    '許可の手続で決まるまで進めません。',
  ])
})

test('what an imported document has beside the pack counts as uncarried', async () => {
  const before = (await outline()).coverage
  await (
    await world.as('admin')
  ).upload('/api/policy/documents', {
    name: '規程.md',
    type: 'text/markdown',
    content: `${hinataMarkdown}\n\n# 9 清掃\n\n## 9-1 机\n\n(1) 職員は、毎日机を掃除しなければならない。\n`,
  })
  const after = (await outline()).coverage
  expect(after.unlisted).toBeGreaterThan(0)
  expect(after).toEqual({
    ...before,
    provisions: before.provisions + after.unlisted,
    uncarried: before.uncarried + after.unlisted,
    unlisted: after.unlisted,
  })
})
