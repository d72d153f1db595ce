import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actOnCase, beginCase } from '#features/cases/server/public.ts'
import { updateEntry } from '#features/registers/server/actions.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeRevisedWorld } from '../support/revised.ts'
import type { World } from '../support/world.ts'
import {
  beginStocktake,
  concurrentChanges,
  concurrentFiles,
  kinds,
  makeGround,
} from './concurrent.ts'
import type { Ground } from './concurrent.ts'
import { createAsset } from './steps.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
let campaign: Ground['part']
beforeAll(async () => {
  world = await makeRevisedWorld(routes, concurrentFiles, concurrentChanges)
  campaign = await beginStocktake(world)
})
afterAll(() => world.close())

const reasonOf = (result: PromiseSettledResult<unknown>): unknown =>
  result.status === 'rejected' ? result.reason : undefined

/** The reasons of rejections that are not problems of the catalogue. */
const unexpected = (results: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  results
    .map(reasonOf)
    .filter((reason) => reason !== undefined && !(reason instanceof ProblemError))

test('an act that changes an entry and a concurrent edit of that entry are both done, one after the other', async () => {
  const before = world.gate.counters.deadlocks
  for (let i = 0; i < 6; i++) {
    const id = await createAsset(world, 2)
    const { id: review } = await world.performAction('clerk', beginCase, {
      procedure: 'classify',
      about: [id],
      fields: { level: { confidentiality: 1 } },
      send: true,
    })
    const version = await caseVersion(world, review)
    const results = await Promise.allSettled([
      world.performAction('head', actOnCase, {
        id: review,
        version,
        step: 'decide',
        decision: 'set',
      }),
      world.performAction('clerk', updateEntry, {
        register: 'assets',
        id,
        version: 1,
        fields: { class: { confidentiality: 3 } },
        reason: '見直し',
      }),
    ])
    expect(unexpected(results)).toEqual([])
  }
  expect(world.gate.counters.deadlocks - before).toBe(0)
})

test.each(Object.entries(kinds))('alone: %s', async (_name, kind) => {
  const before = (await world.journal()).length
  const act = await kind(world, await makeGround(world, campaign), 0)
  const ready = (await world.journal()).length
  await act()
  expect((await world.journal()).length).toBeGreaterThan(ready)
  expect(ready).toBeGreaterThan(before)
})

test('concurrent actions on the same entries and cases each end in a reply or a problem, without a deadlock', async () => {
  const names = Object.keys(kinds)
  const actionKind = fc.record({ kind: fc.constantFrom(...names), choice: fc.nat(11) })
  await fc.assert(
    fc.asyncProperty(fc.array(actionKind, { minLength: 2, maxLength: 4 }), async (actions) => {
      const before = { ...world.gate.counters }
      const ground = await makeGround(world, campaign)
      const ready = []
      for (const { kind, choice } of actions) ready.push(await kinds[kind]!(world, ground, choice))
      const results = await Promise.allSettled(ready.map((act) => act()))
      expect(unexpected(results)).toEqual([])
      const { deadlocks, serializationFailures } = world.gate.counters
      expect({ deadlocks, serializationFailures }).toEqual({
        deadlocks: before.deadlocks,
        serializationFailures: before.serializationFailures,
      })
    }),
    { numRuns: 40 },
  )
}, 300_000)
