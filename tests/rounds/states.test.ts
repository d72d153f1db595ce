import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FindingList } from '#features/rounds/contract/findings.ts'
import type { OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import { standingsOf } from '#kernel/status/index.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { readRecords } from '#features/policy/server/records.ts'
import { roundWorld } from './roundPack.ts'
import type { RoundWorld } from './roundPack.ts'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld('2026-09-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.addServer('worksHead', '工事のサーバ')
})
afterAll(() => world.close())

const read = () =>
  world.transact(async (tx) => {
    const { pack } = tx.organization
    const records = await readRecords(tx)
    const states = new Map(
      standingsOf(pack, carriersOf(pack), records).map(({ carrier, state }) => [
        carrier.path,
        state,
      ]),
    )
    return { records, states }
  })
const power = 'checklists/server/items/power'

test('before its month a round knows its subjects, and nothing is asked yet', async () => {
  await world.tick()
  const { records, states } = await read()
  expect(records.rounds.get('servers')).toMatchObject({ subjects: 2, never: 2, open: [] })
  expect([states.get('rounds/servers'), states.get(power)]).toEqual(['set-up', 'set-up'])
})

test('in its month it is due, and what is answered counts by its proof', async () => {
  world.clock.set('2026-10-05 09:00')
  await world.tick()
  const before = await read()
  expect(before.records.rounds.get('servers')).toMatchObject({
    subjects: 2,
    never: 2,
    open: [{ count: 2, due: '2026-10-31T14:59:59.000Z' }],
  })
  expect(before.records.items.get(power)).toMatchObject({
    asked: 2,
    declared: 0,
    open: [{ count: 2 }],
  })
  expect([before.states.get('rounds/servers'), before.states.get(power)]).toEqual(['due', 'due'])
  const own = (await world.mine('head')).find(({ round }) => round === 'servers')
  await world.send('head', `/api/occurrences/${own!.id}/answers`, {
    answers: [
      { item: 'server/power', value: true },
      { item: 'server/restore', value: 99 },
    ],
  })
  const after = await read()
  expect(after.records.items.get(power)).toMatchObject({
    asked: 2,
    declared: 1,
    open: [{ count: 1 }],
  })
  expect(after.records.items.get('checklists/server/items/restore')).toMatchObject({
    findings: { count: 1 },
  })
  expect(after.states.get('checklists/server/items/restore')).toBe('finding')
})

test('past its date it is late, and a finding that somebody has looked at counts as proved', async () => {
  world.clock.set('2026-11-02 09:00')
  expect((await read()).states.get('rounds/servers')).toBe('late')
  const { rows } = await world.get<FindingList>('head', '/api/findings')
  const url = `/api/findings/${rows[0]!.id}`
  await world.send('head', `${url}/mending`, { version: 1, comment: '手順を直した', files: [] })
  await world.send('chief', `${url}/verification`, { version: 2, mended: true })
  const restore = (await read()).records.items.get('checklists/server/items/restore')
  expect(restore).toMatchObject({ findings: { count: 0 }, proved: 1, open: [{ count: 1 }] })
})

test('asked again the next year, a subject is counted once', async () => {
  world.clock.set('2027-10-01 09:00')
  await world.tick()
  expect((await read()).records.items.get(power)).toMatchObject({ asked: 2 })
})

test('what is done in a later turn closes what was still open from an earlier one', async () => {
  const open = async () =>
    (await world.mine('worksHead')).filter(({ round }) => round === 'servers')
  const both = await open()
  expect(both.map(({ late }) => late)).toEqual([true, false])
  await world.send('worksHead', `/api/occurrences/${both[1]!.id}/answers`, {
    answers: [
      { item: 'server/power', value: true },
      { item: 'server/restore', value: 3 },
    ],
  })
  expect(await open()).toEqual([])
  expect(
    (await world.errands('worksHead')).filter(({ title }) => title === 'サーバの点検'),
  ).toEqual([])
  const { records } = await read()
  expect(records.rounds.get('servers')).toMatchObject({ never: 0, open: [{ count: 1 }] })
})

test('answers about what has gone no longer count, and what they were can still be read', async () => {
  const id = await world.addServer('head', '短い間のサーバ')
  await world.tick()
  const check = (await world.mine('head')).find(({ subject }) => subject.id === id)
  await world.send('head', `/api/occurrences/${check!.id}/answers`, {
    answers: [{ item: 'server/power', value: true }],
  })
  expect((await read()).records.items.get(power)?.asked).toBe(3)
  await world.transact((tx) =>
    tx.db
      .updateTable('entries')
      .set({ state: '廃止' })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', id)
      .execute(),
  )
  await world.tick()
  expect((await read()).records.items.get(power)?.asked).toBe(2)
  const { items } = await world.get<OccurrenceView>('head', `/api/occurrences/${check!.id}`)
  expect(items[0]?.answer).toMatchObject({ outcome: 'kept' })
})
