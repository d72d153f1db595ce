import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Months, Outline, ProvisionDetail } from '#features/policy/contract.ts'
import { viewOn } from '#features/policy/server/mapDay.ts'
import { readRecords } from '#features/policy/server/records.ts'
import { roundWorld } from './roundPack.ts'
import type { Refusal, RoundWorld } from './roundPack.ts'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld('2026-09-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
})
afterAll(() => world.close())

const mapOn = (on?: string) =>
  world.get<Outline>('chief', `/api/policy${on === undefined ? '' : `?on=${on}`}`)
const ref = '2-1(1)'
const carrierOn = async (path: string, on?: string) => {
  const query = new URLSearchParams({ ref, ...(on === undefined ? {} : { on }) })
  const { carriers } = await world.get<ProvisionDetail>('chief', `/api/policy/provision?${query}`)
  return carriers.find((carrier) => carrier.path === path)
}
const stateOn = async (path: string, on?: string) => (await carrierOn(path, on))?.state
const servers = 'rounds/servers'
const power = 'checklists/server/items/power'

async function answer(who: 'head' | 'worksHead', restore: number): Promise<void> {
  const own = (await world.mine(who)).find(({ round }) => round === 'servers')
  await world.send(who, `/api/occurrences/${own!.id}/answers`, {
    answers: [
      { item: 'server/power', value: true },
      { item: 'server/restore', value: restore },
    ],
  })
}

test('what comes in between two turns is not done yet, and so is what it is asked', async () => {
  world.clock.set('2026-10-05 09:00')
  await world.tick()
  await answer('head', 3)
  expect([await stateOn(servers), await stateOn(power)]).toEqual(['declared', 'declared'])
  world.clock.set('2026-11-10 09:00')
  await world.addServer('worksHead', '十一月のサーバ')
  await world.tick()
  expect(await world.mine('worksHead')).not.toEqual(
    expect.arrayContaining([expect.objectContaining({ round: 'servers' })]),
  )
  expect([await stateOn(servers), await stateOn(power)]).toEqual(['set-up', 'set-up'])
  expect((await carrierOn(servers))?.proof).toContain('まだ一度も終えていない対象 1件')
})

test('of a day that is past it is told how it stood then, whatever happened since', async () => {
  expect(await mapOn('2026-10-31')).toMatchObject({ on: '2026-10-31', when: 'past' })
  expect(await stateOn(servers, '2026-09-30')).toBe('set-up')
  expect([await stateOn(servers, '2026-10-31'), await stateOn(power, '2026-10-31')]).toEqual([
    'declared',
    'declared',
  ])
  expect(await mapOn('2026-11-10')).toMatchObject({ when: 'today', leftOut: [] })
  expect((await mapOn('2026-10-31')).leftOut.length).toBeGreaterThan(0)
})

test('what is told of today is told of it again when it is past', async () => {
  const told = async (on?: string) =>
    (
      await world.get<ProvisionDetail>(
        'chief',
        `/api/policy/provision?${new URLSearchParams({ ref, ...(on === undefined ? {} : { on }) })}`,
      )
    ).carriers.map(({ path, state }) => [path, state])
  const then = await told()
  const day = '2026-11-10'
  world.clock.set('2026-12-20 09:00')
  await world.tick()
  expect(await told(day)).toEqual(then)
})

test('of a day to come it is told what would be late if nobody did anything, and today stays as it is', async () => {
  const before = await mapOn()
  expect(await mapOn('2027-11-15')).toMatchObject({ on: '2027-11-15', when: 'ahead' })
  expect([await stateOn(servers, '2027-11-15'), await stateOn(power, '2027-11-15')]).toEqual([
    'late',
    'late',
  ])
  expect(await stateOn(servers, '2027-10-15')).toBe('due')
  expect(await mapOn()).toEqual(before)
})

test('before the policy was in force, and too far ahead, nothing is told', async () => {
  const refused = async (on: string) =>
    (await (await world.as('chief')).get<Refusal>(`/api/policy?on=${on}`)).body.code
  expect(await refused('2019-04-01')).toBe('map-before-policy')
  expect(await refused('2028-12-31')).toBe('map-too-far')
  expect(await refused('2026-02-31')).toBe('input-invalid')
})

test('months are told to their ends, the present one of today, and those to come as they would be', async () => {
  const { months } = await world.get<Months>(
    'chief',
    '/api/policy/months?from=2026-09-01&to=2027-02-01',
  )
  expect(months.map(({ on, when }) => [on, when])).toEqual([
    ['2026-09-30', 'past'],
    ['2026-10-31', 'past'],
    ['2026-11-30', 'past'],
    ['2026-12-20', 'today'],
    ['2027-01-31', 'ahead'],
    ['2027-02-28', 'ahead'],
  ])
  for (const { on, counts, questions } of months) {
    const map = await mapOn(on)
    expect([on, counts, questions]).toEqual([on, map.counts, map.questions])
  }
})

test('a turn that fell due while the program did not run is opened afterwards, and is late', async () => {
  world.clock.set('2027-11-12 09:00')
  await world.tick()
  const own = (await world.mine('head')).filter(({ round }) => round === 'servers')
  expect(own).toMatchObject([{ late: true, dueAt: '2027-10-31T14:59:59.000Z' }])
  expect(await stateOn(servers)).toBe('late')
  await world.tick()
  expect((await world.mine('head')).filter(({ round }) => round === 'servers')).toHaveLength(1)
})

test('who came after a turn that was missed is not in it', async () => {
  const after = await world.addServer('head', '十二月のサーバ')
  await world.tick()
  const own = (await world.mine('head')).filter(({ round }) => round === 'servers')
  expect(own.map(({ subject }) => subject.id)).not.toContain(after)
})

test('who leaves is missed in their roles on the day after, and not before', async () => {
  const missed = (on?: string) =>
    world.transact(async (tx) => {
      const view = await viewOn(tx, on)
      const { seats } = await readRecords(view.tx, view.day)
      return [...seats.values()].flat().filter(({ holders }) => holders.length === 0).length
    })
  const before = await missed()
  await world.transact(async ({ db, organization: { id } }) => {
    await db
      .updateTable('persons')
      .set({ to_on: '2028-03-31' })
      .where('organization_id', '=', id)
      .execute()
    await db
      .updateTable('organizations')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('organization_id', '=', id)
      .execute()
  })
  expect([await missed(), await missed('2028-03-31')]).toEqual([before, before])
  expect(await missed('2028-04-01')).toBeGreaterThan(before)
})
