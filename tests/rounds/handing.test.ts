import { afterEach, expect, test } from 'vitest'
import type { FindingList } from '#features/rounds/contract/findings.ts'
import type { MyOccurrences, OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import type { OccurrencePage } from '#features/rounds/contract/rounds.ts'
import { readRecords } from '#features/policy/server/records.ts'
import { roundWorld } from './roundPack.ts'
import type { Name, RoundWorld } from './roundPack.ts'

let world: RoundWorld
afterEach(() => world.close())

const answerOwn = async (name: Name, answers: readonly Readonly<Record<string, unknown>>[]) => {
  const { rows } = await world.get<MyOccurrences>(name, '/api/occurrences')
  const id = rows.find(({ round }) => round === 'servers')!.id
  const { status } = await world.send(name, `/api/occurrences/${id}/answers`, { answers })
  expect(status).toBe(200)
  return id
}
const change = (
  id: string,
  { fields, ...changed }: { fields?: object; unit_id?: string; state?: string },
) =>
  world.transact((tx) =>
    tx.db
      .updateTable('entries')
      .set(fields === undefined ? changed : { fields: JSON.stringify(fields) })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', id)
      .execute(),
  )
/** What a person has to do about the servers. */
const about = new Set([
  'サーバの点検',
  '指摘を直す',
  '指摘が直ったか確かめる',
  '対象外を認めるか決める',
])
const titles = async (name: Name) =>
  (await world.errands(name)).flatMap(({ title }) => (about.has(title) ? [title] : []))
const findingsOf = async (name: Name) => (await world.get<FindingList>(name, '/api/findings')).rows

test('a finding passes with its subject to who leads the unit now, even where its check is over', async () => {
  world = await roundWorld('2026-10-01 09:00')
  const server = await world.addServer('head', '窓口のサーバ')
  await world.tick()
  await answerOwn('head', [
    { item: 'server/power', value: true },
    { item: 'server/restore', value: 99 },
  ])
  expect([await titles('head'), await titles('worksHead')]).toEqual([['指摘を直す'], []])
  await change(server, { unit_id: world.units.works })
  await world.tick()
  await world.tick()
  expect([await titles('head'), await titles('worksHead')]).toEqual([[], ['指摘を直す']])
  const [finding] = await findingsOf('worksHead')
  expect(finding).toMatchObject({ subject: { title: '窓口のサーバ' } })
  const mended = await world.send('worksHead', `/api/findings/${finding!.id}/mending`, {
    version: 1,
    comment: '手順を直した',
    files: [],
  })
  expect(mended.status).toBe(200)
  expect(await titles('chief')).toEqual(['指摘が直ったか確かめる'])
})

test('what waits to be accepted as not applying waits for who decides it after the subject has moved', async () => {
  world = await roundWorld('2026-10-01 09:00', {
    'checklists/server.yaml': (text) =>
      text.replace('waivedBy: chief-officer', 'waivedBy: security-officer of unit'),
    'rounds.yaml': (text) =>
      text.replace(
        'by: security-officer of unit, closedBy: answers to server',
        'by: chief-officer, closedBy: answers to server',
      ),
  })
  const server = await world.addServer('head', '窓口のサーバ')
  await world.tick()
  await answerOwn('chief', [
    { item: 'server/power', notApplicable: true, comment: '電源を持たない' },
    { item: 'server/restore', value: 3 },
  ])
  const waits = '対象外を認めるか決める'
  expect([await titles('head'), await titles('worksHead')]).toEqual([[waits], []])
  await change(server, { unit_id: world.units.works })
  await world.tick()
  expect([await titles('head'), await titles('worksHead')]).toEqual([[], [waits]])
})

test('a check of which less is asked than was answered is over', async () => {
  world = await roundWorld('2026-10-01 09:00')
  const server = await world.addServer('head', '窓口のサーバ', true)
  await world.tick()
  const id = await answerOwn('head', [
    { item: 'server/power', value: true },
    { item: 'server/restore', value: 3 },
  ])
  expect(await titles('head')).toEqual(['サーバの点検'])
  await change(server, { fields: { name: '窓口のサーバ', two: false } })
  await world.tick()
  expect(await titles('head')).toEqual([])
  const check = await world.get<OccurrenceView>('head', `/api/occurrences/${id}`)
  expect(check).toMatchObject({ closedAt: expect.any(String), items: [{}, {}] })
  expect(check.items.every(({ answer }) => answer !== null)).toBe(true)
})

test('an answer ends when no round goes through its subject any more, and not before', async () => {
  world = await roundWorld('2026-10-01 09:00', {
    'rounds.yaml': (text) =>
      `${text}  doubled: { title: 二重の見直し, each: line of servers, where: "two", every: year, in: 3月, by: chief-officer, closedBy: answers to server }\n`,
  })
  const server = await world.addServer('head', '窓口のサーバ', true)
  await world.tick()
  await answerOwn('head', [{ item: 'server/power', value: true }])
  const asked = () =>
    world.transact(
      async (tx) => (await readRecords(tx)).items.get('checklists/server/items/power')?.declared,
    )
  await change(server, { fields: { name: '窓口のサーバ', two: false } })
  await world.tick()
  expect(await asked()).toBe(1)
  await change(server, { state: '廃止' })
  await world.tick()
  expect((await asked()) ?? 0).toBe(0)
})

test('an answer for many counts once for a subject that is open in two turns, and closes both', async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.tick()
  world.clock.set('2027-10-01 09:00')
  await world.tick()
  const { rows } = await world.get<OccurrencePage>('chief', '/api/rounds/servers/occurrences')
  const own = (await world.mine('head')).filter(({ round }) => round === 'servers')
  expect([rows.length, own.length]).toEqual([1, 2])
  const many = async (item: string, value: unknown) =>
    world.send<{ answered: number }>('head', '/api/rounds/servers/answers', {
      item,
      value,
      occurrences: own.map(({ id }) => id),
    })
  expect((await many('server/power', true)).body).toMatchObject({ answered: 1 })
  expect((await many('server/restore', 3)).body).toMatchObject({ answered: 1 })
  expect((await world.mine('head')).filter(({ round }) => round === 'servers')).toEqual([])
})
