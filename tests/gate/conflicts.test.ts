import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { conflictOf, mostTries, pauseAfter } from '#platform/gate/conflicts.ts'
import { Gate } from '#platform/gate/gate.ts'
import type { Transaction, OrganizationContext } from '#platform/gate/transaction.ts'
import { defineAction } from '#platform/gate/action.ts'
import { performAction } from '#platform/gate/perform.ts'
import { Type } from 'typebox'
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
const raise = (tx: Transaction, state: string): Promise<unknown> =>
  sql`do ${sql.raw(`$$ begin raise exception 'ended' using errcode = '${state}'; end $$`)}`.execute(
    tx.db,
  )
const notice = (tx: Transaction, message: string): Promise<unknown> =>
  tx.db
    .insertInto('notices')
    .values({
      organization_id: tx.organization.id,
      id: tx.newId(),
      person_id: world.persons.ciso,
      kind: 'general',
      message,
      at: tx.now,
    })
    .execute()
const kept = async (message: string): Promise<number> =>
  (
    await world.transact(({ db }) =>
      db.selectFrom('notices').select('id').where('message', '=', message).execute(),
    )
  ).length
const fresh = (): Gate =>
  new Gate(
    world.services.pool,
    world.services.environment,
    () => Promise.resolve(context),
    world.services.seals,
  )

test.each([
  ['40P01', 'deadlocks'],
  ['40001', 'serializationFailures'],
] as const)(
  'work that PostgreSQL ended with %s is done once more, and kept once',
  async (state, counter) => {
    for (const mode of ['read', 'write'] as const) {
      const gate = fresh()
      let runs = 0
      await gate.transact(world.organizationId, program, mode, async (tx) => {
        runs += 1
        if (mode === 'write') await notice(tx, `${state}/${mode}`)
        if (runs < 3) await raise(tx, state)
      })
      expect(runs).toBe(3)
      expect(gate.counters).toMatchObject({ [counter]: 2, exhausted: 0 })
      expect(await kept(`${state}/${mode}`)).toBe(mode === 'write' ? 1 : 0)
    }
  },
)

test('an action that is ended every time is given up after the last try with a problem, and leaves nothing', async () => {
  const gate = fresh()
  let runs = 0
  const action = defineAction({
    name: 'test.conflict',
    title: { ja: '試し', en: 'Trial' },
    input: Type.Object({}),
    authorise: () => undefined,
    async run(tx) {
      runs += 1
      await notice(tx, 'never')
      await raise(tx, '40P01')
      return { result: undefined, event: { subject: { kind: 'test', id: '' }, detail: {} } }
    },
  })
  const events = (await world.journal()).length
  await expect(
    performAction(gate, world.organizationId, world.actor('clerk'), action, {}),
  ).rejects.toMatchObject({ problem: { code: 'busy', status: 503 } })
  expect(runs).toBe(mostTries)
  expect(gate.counters).toMatchObject({ deadlocks: mostTries, exhausted: 1 })
  expect(await kept('never')).toBe(0)
  expect(await world.journal()).toHaveLength(events)
})

test('two that lock in opposite orders both come to their end', async () => {
  const gate = fresh()
  const { clerk, head } = world.persons
  const locked = (tx: Transaction, id: string) =>
    tx.db
      .selectFrom('persons')
      .select('id')
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forUpdate()
      .execute()
  const both = new Barrier(2)
  const work = (first: string, then: string) =>
    gate.transact(world.organizationId, program, 'write', async (tx) => {
      await locked(tx, first)
      await both.meet()
      await locked(tx, then)
      await notice(tx, 'circle')
    })
  await Promise.all([work(clerk, head), work(head, clerk)])
  // PostgreSQL may end both where both check for the deadlock at the same moment.
  expect(gate.counters.deadlocks).toBeGreaterThanOrEqual(1)
  expect(await kept('circle')).toBe(2)
})

/** A barrier: those who wait go on when all have come; whoever comes later passes. */
class Barrier {
  readonly #open: Promise<void>
  #left: number
  #go: () => void = () => undefined
  constructor(count: number) {
    this.#left = count
    this.#open = new Promise((go) => {
      this.#go = go
    })
  }
  meet(): Promise<void> {
    this.#left -= 1
    if (this.#left <= 0) this.#go()
    return this.#open
  }
}

test('what writes a row that is there already runs once more, and sees who was first; a second time it is the answer', async () => {
  const gate = fresh()
  let runs = 0
  const run = (until: number) =>
    gate.transact(world.organizationId, program, 'write', async (tx) => {
      runs += 1
      if (runs <= until) await raise(tx, '23505')
      return 'seen'
    })
  expect([await run(1), runs]).toEqual(['seen', 2])
  runs = 0
  await expect(run(9)).rejects.toMatchObject({ code: '23505' })
  expect([runs, gate.counters.duplicates]).toEqual([2, 2])
})

test('any other error is the answer, at the first try', async () => {
  const gate = fresh()
  let runs = 0
  const tried = gate.transact(world.organizationId, program, 'write', async (tx) => {
    runs += 1
    await raise(tx, '23514')
  })
  await expect(tried).rejects.toMatchObject({ code: '23514' })
  expect(runs).toBe(1)
  expect(conflictOf(new Error('40P01'))).toBeUndefined()
})

test('pauses are drawn from the random source and grow', () => {
  const from = (byte: number) => ({
    now: () => new Date(0),
    random: (n: number) => Buffer.alloc(n, byte),
  })
  expect(pauseAfter(1, from(0))).toBe(0)
  for (let tries = 1; tries < mostTries; tries++) {
    const longest = pauseAfter(tries, from(255))
    expect(longest).toBeGreaterThan(19 * 2 ** (tries - 1))
    expect(longest).toBeLessThan(20 * 2 ** (tries - 1))
  }
})
