import { afterAll, beforeAll, expect, test } from 'vitest'
import { Contexts } from '#platform/gate/contexts.ts'
import { Gate } from '#platform/gate/gate.ts'
import type { OrganizationContext } from '#platform/gate/transaction.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

let world: World
let context: OrganizationContext
beforeAll(async () => {
  world = await makeWorld()
  context = await world.transact(({ organization }) => Promise.resolve(organization))
})
afterAll(() => world.close())

const program = { kind: 'program', name: 'test' } as const
const at = (revision: number): OrganizationContext => ({ ...context, revision })

test('when the organisation changes, everybody in flight waits for one reading of it', async () => {
  const gate = new Gate(
    world.services.pool,
    world.services.environment,
    (_db, row) => Promise.resolve(at(row.revision)),
    world.services.seals,
  )
  const read = () =>
    gate.transact(world.organizationId, program, 'read', ({ organization }) =>
      Promise.resolve(organization.revision),
    )
  for (let change = 1; change <= 3; change++) {
    const revision = await world.transact(async ({ db, organization }) => {
      const row = await db
        .updateTable('organizations')
        .set((eb) => ({ revision: eb('revision', '+', 1) }))
        .where('organization_id', '=', organization.id)
        .returning('revision')
        .executeTakeFirstOrThrow()
      return row.revision
    })
    const seen = await Promise.all(Array.from({ length: 20 }, read))
    expect(new Set(seen)).toEqual(new Set([revision]))
    expect(gate.counters.contextLoads).toBe(change)
  }
})

test('a reading that fails is told to who began it alone; another is tried by those who waited', async () => {
  const contexts = new Contexts()
  let tries = 0
  const read = async (): Promise<OrganizationContext> => {
    tries += 1
    await Promise.resolve()
    if (tries === 1) throw new Error('lost')
    return at(5)
  }
  const all = await Promise.allSettled([1, 2, 3].map(() => contexts.at('one', 5, read)))
  expect(all.map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(tries).toBe(2)
})

test('an older reading that ends later does not take the place of a newer one', async () => {
  const contexts = new Contexts()
  let finish: (value: OrganizationContext) => void = () => undefined
  const old = contexts.at(
    'one',
    1,
    () =>
      new Promise((done) => {
        finish = done
      }),
  )
  await contexts.at('one', 2, () => Promise.resolve(at(2)))
  finish(at(1))
  expect((await old).revision).toBe(1)
  expect(contexts.get('one')?.revision).toBe(2)
  contexts.forget('one', 1)
  expect(contexts.get('one')?.revision).toBe(2)
  contexts.forget('one', 2)
  expect(contexts.get('one')).toBeUndefined()
})

test('the least recently used gives way', async () => {
  const contexts = new Contexts(2)
  const read = () => Promise.resolve(at(1))
  await contexts.at('one', 1, read)
  await contexts.at('two', 1, read)
  contexts.get('one')
  await contexts.at('three', 1, read)
  expect(['one', 'two', 'three'].filter((id) => contexts.get(id))).toEqual(['one', 'three'])
})
