import { afterEach, expect, test } from 'vitest'
import type { FindingList, FindingView } from '#features/rounds/contract/findings.ts'
import type { RoundDetail } from '#features/rounds/contract/rounds.ts'
import { roundWorld } from './roundPack.ts'
import type { Name, RoundWorld } from './roundPack.ts'

let world: RoundWorld
afterEach(() => world.close())

const turnsOf = async (round: string) =>
  (await world.get<RoundDetail>('admin', `/api/rounds/${round}`)).turns
const mineOf = async (name: Name, round: string) =>
  (await world.mine(name)).filter((row) => row.round === round)

/** Changes people as the records would, and lets everybody see it. */
const change = (set: { unit_id?: string; to_on?: string }, name: Name) =>
  world.transact(async (tx) => {
    await tx.db
      .updateTable('persons')
      .set(set)
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', world.persons[name])
      .execute()
    await tx.db
      .updateTable('organizations')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('organization_id', '=', world.organizationId)
      .execute()
  })

const moving = {
  'rounds.yaml': (text: string) =>
    text.replace(
      'rounds:\n',
      `rounds:
  briefing: { title: 異動した人への説明, each: person, on: moved, within: 2 weeks, closedBy: answers to conduct, carries: 2-1(1) }
  returning: { title: 返すものを確かめる, each: person, on: left, within: 1 month, by: security-officer of unit, closedBy: answers to conduct, carries: 2-1(1) }
`,
    ),
}

test('who changes the unit is briefed, and of who leaves the unit takes care, each once', async () => {
  world = await roundWorld('2026-10-01 09:00', moving)
  await world.tick()
  expect([await turnsOf('briefing'), await turnsOf('returning')]).toEqual([[], []])
  world.clock.set('2026-10-05 09:00')
  await change({ unit_id: world.units.welfare }, 'worksClerk')
  await change({ to_on: '2026-10-04' }, 'colleague')
  await world.tick()
  await world.tick()
  expect(await turnsOf('briefing')).toMatchObject([
    { title: '令和8年10月5日に所属の変わったもの', total: 1 },
  ])
  expect(await mineOf('worksClerk', 'briefing')).toMatchObject([
    { dueAt: '2026-10-19T14:59:59.000Z' },
  ])
  expect(await mineOf('head', 'returning')).toMatchObject([{ subject: { title: '林 緑' } }])
})

test('what a person who has left had open is closed, and is nobody’s to do any more', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.tick()
  world.clock.set('2026-10-05 09:00')
  await change({ to_on: '2026-10-04' }, 'clerk')
  await world.tick()
  const [turn] = await turnsOf('handbook')
  expect(turn).toMatchObject({ total: 11, closed: 1 })
})

test('what belongs to another unit now is done there', async () => {
  world = await roundWorld('2026-10-01 09:00')
  const id = await world.addServer('head', '窓口のサーバ')
  await world.tick()
  await world.transact((tx) =>
    tx.db
      .updateTable('entries')
      .set({ unit_id: world.units.works })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', id)
      .execute(),
  )
  await world.tick()
  expect(await mineOf('head', 'servers')).toEqual([])
  expect(await mineOf('worksHead', 'servers')).toHaveLength(1)
  const titles = async (name: Name) => (await world.errands(name)).map(({ title }) => title)
  expect(await titles('head')).not.toContain('サーバの点検')
  expect(await titles('worksHead')).toContain('サーバの点検')
})

test('who mended a finding does not look whether it is mended: that falls to who acts in their place', async () => {
  world = await roundWorld('2026-10-01 09:00', {
    'checklists/server.yaml': (text) =>
      text.replace('mend: { by: security-officer of unit', 'mend: { by: chief-officer'),
  })
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  const [row] = await mineOf('head', 'servers')
  await world.send('head', `/api/occurrences/${row!.id}/answers`, {
    answers: [{ item: 'server/power', value: false }],
  })
  const [finding] = (await world.get<FindingList>('chief', '/api/findings?mine=true')).rows
  const url = `/api/findings/${finding!.id}`
  await world.send('chief', `${url}/mending`, { version: 1, comment: '替えた', files: [] })
  const verify = (name: Name) =>
    world.send<FindingView & { code: string }>(name, `${url}/verification`, {
      version: 2,
      mended: true,
    })
  const own = await verify('chief')
  expect([own.status, own.body.code]).toEqual([403, 'own-answer'])
  expect(
    (await world.errands('chief')).some(({ href }) => href === `/findings/${finding!.id}`),
  ).toBe(false)
  expect(
    (await world.errands('chiefDeputy')).some(({ href }) => href === `/findings/${finding!.id}`),
  ).toBe(true)
  expect((await world.get<FindingView>('chiefDeputy', url)).mayVerify).toBe(true)
  expect((await verify('chiefDeputy')).body.state).toBe('closed')
})
