import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LockedOutOfOrder, lockOrder, RowLocks } from '#platform/gate/locks.ts'
import { lockEntries } from '#features/registers/server/public.ts'
import { lockCases } from '#features/cases/server/locks.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'

const taking = fc.record({
  table: fc.constantFrom(...lockOrder),
  ids: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
})

test('what is locked is locked in one order: by table, then by id', () => {
  fc.assert(
    fc.property(fc.array(taking, { maxLength: 8 }), (all) => {
      const locks = new RowLocks()
      const held: string[] = []
      for (const { table, ids } of all) {
        try {
          const taken = locks.take(table, ids)
          expect(taken).toEqual(ids.toSorted())
        } catch (error) {
          expect(error).toBeInstanceOf(LockedOutOfOrder)
          return
        }
        const place = (id: string) => `${lockOrder.indexOf(table)}${id}`
        held.push(
          ...ids
            .map(place)
            .filter((one) => !held.includes(one))
            .toSorted(),
        )
      }
      expect(held).toEqual(held.toSorted())
    }),
  )
})

test('what is held already is taken again at any time', () => {
  const locks = new RowLocks()
  locks.take('entries', ['a', 'c'])
  locks.take('cases', ['b'])
  expect(locks.take('entries', ['c', 'a'])).toEqual(['a', 'c'])
  expect(() => locks.take('entries', ['d'])).toThrow(LockedOutOfOrder)
  expect(() => locks.take('cases', ['a'])).toThrow(LockedOutOfOrder)
  expect(locks.take('cases', ['c'])).toEqual(['c'])
})

test('what an earlier run lacked is taken with the first of its table', () => {
  const locks = new RowLocks({ entries: new Set(['a']), cases: new Set(['b']) })
  expect(locks.owes('entries')).toBe(true)
  expect(locks.take('entries', ['c'])).toEqual(['a', 'c'])
  expect([locks.owes('entries'), locks.owes('cases')]).toEqual([false, true])
  expect(locks.take('cases', ['d'])).toEqual(['b', 'd'])
})

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

test('work that locks a line after a case is run once more with the line first, and keeps nothing of the first run', async () => {
  const [line, caseId] = [
    '0192f000-0000-7000-8000-000000000001',
    '0192f000-0000-7000-8000-000000000002',
  ]
  const before = world.gate.counters.reordered
  const seen: boolean[] = []
  await world.transact(async (tx) => {
    await lockCases(tx, [caseId])
    seen.push(tx.locks.holds('entries', line))
    tx.deferWrite(
      tx.db.insertInto('notices').values({
        organization_id: tx.organization.id,
        id: tx.newId(),
        person_id: world.persons.ciso,
        kind: 'general',
        message: 'once',
        at: tx.now,
      }),
    )
    await lockEntries(tx, { ids: [line] })
  })
  expect(seen).toEqual([false, true])
  expect(world.gate.counters.reordered - before).toBe(1)
  const kept = await world.transact(({ db }) =>
    db.selectFrom('notices').select('id').where('message', '=', 'once').execute(),
  )
  expect(kept).toHaveLength(1)
})
