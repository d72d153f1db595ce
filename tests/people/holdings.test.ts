import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEntry } from '#features/registers/server/actions.ts'
import type { World } from '#tests/support/world.ts'
import { beginLeaving, peopleWorld, post } from './people.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
beforeAll(async () => {
  world = await peopleWorld()
})
afterAll(() => world.close())

const card = async (name: string) =>
  world.performAction('head', createEntry, {
    register: 'cards',
    unit: world.units.welfare,
    fields: { name, holder: world.persons.clerk },
  })
const stateOf = (id: string) =>
  world.transact(
    async ({ db }) =>
      (
        await db
          .selectFrom('entries')
          .select('state')
          .where('organization_id', '=', world.organizationId)
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).state,
  )
const act = async (id: string, holdings: unknown, name: 'head' | 'colleague' = 'head') =>
  post(world, name, `/api/cases/${id}/acts`, {
    step: 'give-back',
    version: await caseVersion(world, id),
    holdings,
  })

test('everything that the ledgers say is in hand is listed, and the step waits until each is given back or explained', async () => {
  const [door, safe] = [await card('通用口'), await card('金庫室')]
  const id = await beginLeaving(world)
  const view = (
    await (
      await world.as('head')
    ).get<{
      abilities: {
        holdings: {
          name: string
          lines: { id: string; number: string }[]
          tasks: number
          roles: string[]
        }
      }
    }>(`/api/cases/${id}`)
  ).body
  expect(view.abilities.holdings).toMatchObject({ name: '森 空', roles: [] })
  expect(view.abilities.holdings.lines.map((line) => line.id)).toEqual([door.id, safe.id])

  expect((await act(id, undefined)).body).toMatchObject({
    code: 'holdings-open',
    faults: [{ at: `/holdings/${door.id}` }, { at: `/holdings/${safe.id}` }],
  })
  expect(
    (
      await act(id, [
        { id: door.id, returned: true },
        { id: safe.id, returned: false, why: ' ' },
      ])
    ).body,
  ).toMatchObject({ code: 'holdings-open', faults: [{ at: `/holdings/${safe.id}` }] })
  expect(await stateOf(door.id)).toBe('使用中')

  expect(
    (
      await act(id, [
        { id: door.id, returned: true },
        { id: safe.id, returned: false, why: '引き継ぐ人がそのまま使う' },
      ])
    ).body.step,
  ).toBe('secrecy')
  expect([await stateOf(door.id), await stateOf(safe.id)]).toEqual(['返却済み', '使用中'])
  const event = (await world.journal()).findLast((row) => row.action === 'case.act')
  expect(event?.detail['proofs']).toMatchObject({
    holdings: [
      { number: door.number, returned: true },
      { number: safe.number, returned: false, why: '引き継ぐ人がそのまま使う' },
    ],
  })
  await world.transact(({ db }) =>
    db
      .updateTable('entries')
      .set({ state: '返却済み' })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', safe.id)
      .execute(),
  )
})

test('what came to hand after the page was read is open, too; nothing in hand needs nothing said', async () => {
  const id = await beginLeaving(world)
  const late = await card('あとから渡したカード')
  expect((await act(id, [])).body).toMatchObject({
    code: 'holdings-open',
    faults: [{ detail: expect.stringContaining('あとから渡したカード') }],
  })
  expect((await act(id, [{ id: late.id, returned: true }])).body.step).toBe('secrecy')
  expect((await act(await beginLeaving(world), undefined)).body.step).toBe('secrecy')
})

test('whoever is not asked learns neither what is held nor may say that it is back', async () => {
  const held = await card('通用口')
  const id = await beginLeaving(world)
  expect(
    (
      await (
        await world.as('colleague')
      ).get<{ abilities: { holdings: unknown } }>(`/api/cases/${id}`)
    ).body.abilities.holdings,
  ).toBeNull()
  expect((await act(id, [{ id: held.id, returned: true }], 'colleague')).body.code).toBe(
    'not-your-turn',
  )
  expect(await stateOf(held.id)).toBe('使用中')
})
