import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FindingList, FindingView } from '#features/rounds/contract/findings.ts'
import type { AnswerReceipt, OccurrenceView } from '#features/rounds/contract/occurrences.ts'
import type { OccurrencePage, RoundDetail, RoundList } from '#features/rounds/contract/rounds.ts'
import { roundWorld } from './roundPack.ts'
import type { RoundWorld } from './roundPack.ts'

let world: RoundWorld
beforeAll(async () => {
  world = await roundWorld('2026-10-01 09:00')
  await world.addServer('head', '窓口のサーバ')
  await world.addServer('head', '台帳のサーバ', true)
  await world.addServer('worksHead', '工事のサーバ')
  await world.tick()
})
afterAll(() => world.close())

const serversOf = async (name: Parameters<RoundWorld['mine']>[0]) =>
  (await world.mine(name)).filter(({ round }) => round === 'servers')
const answers = (
  name: Parameters<RoundWorld['mine']>[0],
  id: string,
  given: readonly Record<string, unknown>[],
) =>
  world.send<AnswerReceipt & { code?: string }>(name, `/api/occurrences/${id}/answers`, {
    answers: given,
  })
const good = [
  { item: 'server/power', value: true },
  { item: 'server/restore', value: 5 },
]

test('whoever has it to do sees what is theirs, with what is asked of each subject', async () => {
  const mine = await serversOf('head')
  expect(mine.map((row) => [row.subject.title, row.answered, row.asked])).toEqual(
    [
      ['台帳のサーバ', 0, 3],
      ['窓口のサーバ', 0, 2],
    ].toSorted(),
  )
  expect(mine[0]).toMatchObject({
    roundTitle: 'サーバの点検',
    dueAt: '2026-10-31T14:59:59.000Z',
    late: false,
  })
  expect(await serversOf('clerk')).toEqual([])
  expect(
    (await world.errands('head')).filter(({ href }) => href === '/rounds/servers'),
  ).toMatchObject([{ title: 'サーバの点検', subject: '令和8年度10月・2件' }])
})

test('the list of rounds tells how the present turn stands, as far as one sees it', async () => {
  const present = async (name: Parameters<RoundWorld['mine']>[0]) =>
    (await world.get<RoundList>(name, '/api/rounds')).rounds.find(({ id }) => id === 'servers')
      ?.present
  expect(await present('head')).toMatchObject({ total: 2, closed: 0, late: 0, findings: 0 })
  expect(await present('chief')).toMatchObject({ total: 3 })
  expect(await present('clerk')).toMatchObject({ total: 0 })
})

test('an occurrence of others is not there, and who only sees it does not answer', async () => {
  const [occurrence] = await serversOf('worksHead')
  const url = `/api/occurrences/${occurrence!.id}`
  expect((await world.send('head', `${url}/answers`, { answers: good })).status).toBe(404)
  expect((await (await world.as('head')).get(url)).status).toBe(404)
  expect((await (await world.as('admin')).get(url)).status).toBe(200)
  const refused = await world.send('admin', `${url}/answers`, { answers: good })
  expect([refused.status, refused.body.code]).toEqual([403, 'not-allowed'])
})

test('what is forbidden is refused with all that came with it, and what is not asked, too', async () => {
  const occurrence = (await serversOf('head')).find((row) => row.subject.title === '窓口のサーバ')!
  const refused = await world.send('head', `/api/occurrences/${occurrence.id}/answers`, {
    answers: [
      { item: 'server/power', value: true },
      { item: 'server/restore', value: -1 },
      { item: 'server/double', value: true },
    ],
  })
  expect(refused.status).toBe(422)
  expect(refused.body.faults?.map(({ at }) => at).toSorted()).toEqual([
    '/answers/1',
    '/answers/2/item',
  ])
  const view = await world.get<OccurrenceView>('head', `/api/occurrences/${occurrence.id}`)
  expect(view.items.map(({ key, answer }) => [key, answer])).toEqual([
    ['server/power', null],
    ['server/restore', null],
  ])
})

test('a wrong answer is a finding, who mends it does not look at it, and who looks closes it', async () => {
  const occurrence = (await serversOf('head')).find((row) => row.subject.title === '窓口のサーバ')!
  const first = await answers('head', occurrence.id, [
    { item: 'server/power', value: false, comment: '電池が古い' },
    { item: 'server/restore', value: 5 },
  ])
  expect(first.body).toEqual({ answered: 2, findings: 1, left: 0, closed: true })
  const [row] = (await world.get<FindingList>('head', '/api/findings?mine=true')).rows
  expect(row).toMatchObject({
    state: 'open',
    late: false,
    title: '停電しても正しく止まる',
    dueOn: '2026-11-01',
    who: ['佐藤 花（福祉課の情報セキュリティ責任者）'],
  })
  const url = `/api/findings/${row!.id}`
  expect((await world.errands('head')).some(({ href }) => href === `/findings/${row!.id}`)).toBe(
    true,
  )
  expect((await (await world.as('worksHead')).get(url)).status).toBe(404)
  expect(
    (await world.send('clerk', `${url}/mending`, { version: 1, comment: '替えた', files: [] }))
      .status,
  ).toBe(404)
  const mended = await world.send<FindingView>('head', `${url}/mending`, {
    version: 1,
    comment: '電池を替えた',
    files: [],
  })
  expect(mended.body).toMatchObject({
    state: 'mended',
    version: 2,
    mayMend: false,
    mayVerify: false,
  })
  expect(
    (await world.send('head', `${url}/verification`, { version: 2, mended: true })).body.code,
  ).toBe('not-allowed')
  expect((await world.errands('chief')).some(({ href }) => href === `/findings/${row!.id}`)).toBe(
    true,
  )
  expect(
    (await world.send('chief', `${url}/verification`, { version: 1, mended: true })).body.code,
  ).toBe('changed-meanwhile')
  world.clock.set('2026-10-01 10:00')
  const back = await world.send<FindingView>('chief', `${url}/verification`, {
    version: 2,
    mended: false,
    comment: '写真がない',
  })
  expect(back.body).toMatchObject({ state: 'open', version: 3 })
  world.clock.set('2026-10-01 11:00')
  await world.send('head', `${url}/mending`, { version: 3, comment: '写真も撮った', files: [] })
  world.clock.set('2026-10-01 12:00')
  const closed = await world.send<FindingView>('chief', `${url}/verification`, {
    version: 4,
    mended: true,
  })
  expect(closed.body.state).toBe('closed')
  expect(closed.body.history.map(({ what }) => what)).toEqual([
    'mended',
    'returned',
    'mended',
    'verified',
  ])
  expect((await world.errands('chief')).some(({ href }) => href === `/findings/${row!.id}`)).toBe(
    false,
  )
})

test('the matrix shows every subject with the outcome of each item that is asked of it', async () => {
  const page = await world.get<OccurrencePage>('chief', '/api/rounds/servers/occurrences?limit=2')
  expect(page.rows).toHaveLength(2)
  const rest = await world.get<OccurrencePage>(
    'chief',
    `/api/rounds/servers/occurrences?limit=2&after=${page.next}`,
  )
  const rows = [...page.rows, ...rest.rows]
  expect(rest.next).toBeUndefined()
  expect(Object.fromEntries(rows.map((row) => [row.subject.title, row.cells]))).toEqual({
    窓口のサーバ: [
      { key: 'server/power', outcome: 'finding' },
      { key: 'server/restore', outcome: 'kept' },
    ],
    台帳のサーバ: [
      { key: 'server/power', outcome: null },
      { key: 'server/double', outcome: null },
      { key: 'server/restore', outcome: null },
    ],
    工事のサーバ: [
      { key: 'server/power', outcome: null },
      { key: 'server/restore', outcome: null },
    ],
  })
  const { items } = await world.get<RoundDetail>('chief', '/api/rounds/servers')
  expect(items.map(({ key, kept, findings }) => [key, kept, findings])).toEqual([
    ['server/power', 0, 1],
    ['server/double', 0, 0],
    ['server/restore', 1, 0],
  ])
})

test('a deputy who answers again has to have seen the answer that is there', async () => {
  const occurrence = (await serversOf('head')).find((row) => row.subject.title === '台帳のサーバ')!
  await answers('head', occurrence.id, [{ item: 'server/power', value: false }])
  await world.transact((tx) =>
    tx.db
      .insertInto('absences')
      .values({
        organization_id: world.organizationId,
        id: tx.newId(),
        person_id: world.persons.head,
        from_on: '2026-10-01',
        to_on: '2026-10-02',
      })
      .execute()
      .then(() =>
        tx.db
          .updateTable('organizations')
          .set((eb) => ({ revision: eb('revision', '+', 1) }))
          .where('organization_id', '=', world.organizationId)
          .execute(),
      ),
  )
  const raced = await answers('deputy', occurrence.id, [{ item: 'server/power', value: true }])
  expect([raced.status, raced.body.code]).toEqual([412, 'answered-meanwhile'])
  const { items } = await world.get<OccurrenceView>('deputy', `/api/occurrences/${occurrence.id}`)
  const seen = items[0]!.answer!.at
  const after = await answers('deputy', occurrence.id, [
    { item: 'server/power', value: true, seen },
  ])
  expect(after.body).toMatchObject({ answered: 1, left: 2 })
  const { rows } = await world.get<FindingList>('chief', '/api/findings?state=mended')
  expect(rows.map(({ subject }) => subject.title)).toEqual(['台帳のサーバ'])
})

test('the same answer twice is recorded once', async () => {
  const occurrence = (await serversOf('deputy')).find(
    (row) => row.subject.title === '台帳のサーバ',
  )!
  const given = [{ item: 'server/restore', value: 3, at: '2026-10-01T00:00:00.000Z' }]
  expect((await answers('deputy', occurrence.id, given)).body.answered).toBe(1)
  expect((await answers('deputy', occurrence.id, given)).body).toMatchObject({
    answered: 0,
    left: 1,
  })
  const count = await world.transact((tx) =>
    tx.db
      .selectFrom('standings')
      .select('id')
      .where('organization_id', '=', world.organizationId)
      .where('occurrence_id', '=', occurrence.id)
      .where('mechanism', '=', 'checklists/server/items/restore')
      .execute(),
  )
  expect(count).toHaveLength(1)
})

test('対象外 needs a reason, closes nothing until it is accepted, and is never accepted by who said it', async () => {
  const occurrence = (await serversOf('deputy')).find(
    (row) => row.subject.title === '台帳のサーバ',
  )!
  const url = `/api/occurrences/${occurrence.id}`
  expect(
    (await answers('deputy', occurrence.id, [{ item: 'server/double', notApplicable: true }]))
      .status,
  ).toBe(422)
  const said = await answers('deputy', occurrence.id, [
    { item: 'server/double', notApplicable: true, comment: '来月止める' },
  ])
  expect(said.body).toEqual({ answered: 1, findings: 0, left: 0, closed: false })
  expect((await serversOf('deputy')).map(({ id }) => id)).not.toContain(occurrence.id)
  const decide = (name: Parameters<RoundWorld['mine']>[0], accept: boolean) =>
    world.send<AnswerReceipt & { code?: string }>(name, `${url}/waivers`, {
      item: 'server/double',
      accept,
    })
  expect((await decide('deputy', true)).status).toBe(403)
  const seen = await world.get<OccurrenceView>('chief', url)
  expect(seen.items.filter(({ mayAccept }) => mayAccept).map(({ key }) => key)).toEqual([
    'server/double',
  ])
  expect((await decide('chief', false)).body).toMatchObject({ left: 1, closed: false })
  expect((await decide('chief', true)).body.code).toBe('waiver-decided')
  await answers('deputy', occurrence.id, [
    { item: 'server/double', notApplicable: true, comment: '十一月に止める。起案済み' },
  ])
  expect((await decide('chief', true)).body).toMatchObject({ left: 0, closed: true })
  expect((await world.get<OccurrenceView>('chief', url)).items[1]?.answer).toMatchObject({
    outcome: 'not-applicable',
    accepted: true,
  })
})

test('an answer may be put right until the date, and a closed occurrence takes none afterwards', async () => {
  const rows = (
    await world.get<OccurrencePage>('chief', '/api/rounds/servers/occurrences?state=closed')
  ).rows
  const id = rows.find((row) => row.subject.title === '台帳のサーバ')!.id
  expect((await answers('deputy', id, [{ item: 'server/restore', value: 4 }])).status).toBe(200)
  world.clock.set('2026-11-02 09:00')
  const refused = await answers('head', id, [{ item: 'server/restore', value: 5 }])
  expect([refused.status, refused.body.code]).toEqual([409, 'occurrence-over'])
})

test('one item is answered alike for many subjects', async () => {
  const [occurrence] = await serversOf('worksHead')
  const done = await world.send<AnswerReceipt>('worksHead', '/api/rounds/servers/answers', {
    item: 'server/power',
    value: true,
    occurrences: [occurrence!.id],
  })
  expect(done.body).toEqual({ answered: 1, findings: 0, left: 1, closed: false })
})
