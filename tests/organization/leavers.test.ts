import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demandStillHere } from '#features/cases/server/stillHere.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { performAction } from '#platform/gate/perform.ts'
import { makeWorld } from '#tests/support/world.ts'
import { leave } from '#tests/support/leave.ts'
import type { World } from '#tests/support/world.ts'
import { routes } from '../../src/apps/routes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({
    routes,
    pack: 'ipa-sme',
    packsFolder: fileURLToPath(new URL('../../packs', import.meta.url)),
  })
  await leave(world, world.persons.worksClerk, '2026-10-31')
})
afterAll(() => world.close())

const codeOf = async (work: () => unknown): Promise<string | undefined> => {
  try {
    await work()
    return undefined
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error)
  }
}

test('an act that names somebody who left to go on is refused; who was named before is not looked at', async () => {
  const code = (before: object, person: string) =>
    world.transact((tx) =>
      codeOf(() =>
        demandStillHere(tx, tx.organization.pack.procedures.get('take-out')!, { ...before }, {
          fields: { tester: person },
          waitingFor: [{ party: { person }, excluded: [], decided: false }],
        } as never),
      ),
    )
  const { worksClerk: left, clerk } = world.persons
  expect(await code({}, left)).toBe('person-left')
  expect(await code({}, clerk)).toBeUndefined()
  expect(await code({ tester: left }, left)).toBeUndefined()
})

test('an application that would put something into the hands of somebody who left is refused where they are named', async () => {
  const code = (procedure: string, field: string, person: string) =>
    world.transact((tx) =>
      codeOf(() =>
        demandStillHere(tx, tx.organization.pack.procedures.get(procedure)!, {}, {
          fields: { [field]: person },
          waitingFor: [],
        } as never),
      ),
    )
  const { worksClerk: left, clerk } = world.persons
  for (const [procedure, field] of [
    ['access-right', 'holder'],
    ['account-registration', 'user'],
    ['entry-right', 'holder'],
    ['privileged-account', 'holder'],
  ] as const) {
    expect(await code(procedure, field, left)).toBe('person-left')
    expect(await code(procedure, field, clerk)).toBeUndefined()
  }
  expect(await code('visit', 'host', left)).toBeUndefined()
})

test('nothing is put into the hands of somebody who left', async () => {
  const code = (holder: string) =>
    codeOf(() =>
      performAction(
        world.gate,
        world.organizationId,
        { kind: 'program', name: 'test' },
        createEntry,
        {
          register: 'media',
          fields: { holder },
          unit: world.units.welfare,
        } as never,
      ),
    )
  expect(await code(world.persons.worksClerk)).toBe('person-left')
  expect(await code(world.persons.clerk)).not.toBe('person-left')
})
