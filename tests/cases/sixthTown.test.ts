import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEntry } from '#features/registers/server/actions.ts'
import { routes } from '../../src/apps/routes.ts'
import { writeTown } from '../packs/sixth/town.ts'
import type { Town } from '../packs/sixth/town.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { act, getCase } from './steps.ts'
import type { Receipt } from './steps.ts'

let town: Town
let world: World
beforeAll(async () => {
  town = writeTown()
  world = await makeWorld({ routes, pack: town.id, packsFolder: town.folder })
})
afterAll(async () => {
  await world.close()
  town.remove()
})

const secret = async (name: string): Promise<string> =>
  (
    await world.performAction('clerk', createEntry, {
      register: 'assets',
      fields: {
        name,
        kind: 'information',
        form: 'paper',
        place: '棚',
        class: { secrecy: 2 },
      },
    })
  ).id
const stateOf = async (id: string): Promise<unknown> =>
  (
    await (
      await world.as('clerk')
    ).get<{ readonly state: unknown }>(`/api/registers/assets/entries/${id}`)
  ).body.state

test('a permit of one town more is asked for, given by those whom it names, and played to its end', async () => {
  const [clerk, head, chief] = [
    await world.as('clerk'),
    await world.as('head'),
    await world.as('chief'),
  ]
  const about = [await secret('税の名簿'), await secret('税の控え')]
  const begun = await clerk.post<Receipt>('/api/cases', {
    procedure: 'take-out',
    about,
    fields: {
      medium: 'usb',
      destination: '県庁',
      purpose: '打合せ',
      departAt: '2026-11-04T09:00:00+09:00',
      returnBy: '2026-11-06T17:00:00+09:00',
    },
    send: true,
  })
  expect(begun.body).toMatchObject({ number: '持出R8-0001', step: 'approve' })
  const { id } = begun.body
  expect((await act(clerk, id, 'permit')).body).toMatchObject({ code: 'applicant-decides' })
  expect((await act(head, id, 'permit')).body).toMatchObject({ step: 'approve-usb' })
  expect((await act(chief, id, 'permit')).body).toMatchObject({ step: 'depart' })
  world.clock.set('2026-11-04 09:00')
  expect(
    (await act(clerk, id, 'depart', {}, undefined, { 'locked-case': { caseKey: '波' } })).body,
  ).toMatchObject({
    step: 'return',
  })
  expect(await stateOf(about[0]!)).toBe('持出中')
  world.clock.set('2026-11-06 15:00')
  const back = await act(clerk, id, undefined, {
    back: [about[0]],
    missing: '控えが見当たらない',
  })
  expect(back.body).toMatchObject({ status: 'ended' })
  expect((await getCase(clerk, id)).outcome).toEqual(expect.objectContaining({ id: 'lost' }))
  expect([await stateOf(about[0]!), await stateOf(about[1]!)]).toEqual(['使用中', '所在確認中'])
  expect(back.body.opened).toHaveLength(1)
})
