import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditDesk, AuditItem, AuditList, SampleView } from '#features/audits/contract.ts'
import type { FindingList } from '#features/rounds/contract/findings.ts'
import type { AnswerReceipt } from '#features/rounds/contract/occurrences.ts'
import { auditWorld, whole } from './auditPack.ts'
import type { AuditWorld } from './auditPack.ts'

type Name = Parameters<AuditWorld['mine']>[0]
let world: AuditWorld
let welfare = ''
let server = ''
beforeAll(async () => {
  world = await auditWorld()
  server = await world.addServer('head', '窓口のサーバ')
  await world.addServer('worksHead', '工事のサーバ')
  await world.tick()
  welfare = await world.occurrenceOf(world.units.welfare)
})
afterAll(() => world.close())

const status = async (name: Name, url: string): Promise<[number, string | undefined]> => {
  const { status: number, body } = await (await world.as(name)).get<{ code?: string }>(url)
  return [number, body.code]
}
const act = (name: Name, path: string, body: unknown, id = welfare) =>
  world.send<{ code?: string } & Record<string, unknown>>(name, `/api/audits/${id}/${path}`, body)
const answer = (name: Name, given: readonly Record<string, unknown>[], id = welfare) =>
  world.send<AnswerReceipt & { code?: string }>(name, `/api/occurrences/${id}/answers`, {
    answers: given,
  })
const itemOf = (name: Name, key: string) =>
  world.get<AuditItem>(name, `/api/audits/${welfare}/item?item=${encodeURIComponent(key)}`)
const desk = (name: Name) => world.get<AuditDesk>(name, `/api/audits/${welfare}`)

test('whoever audits has the audits of all units but their own', async () => {
  const { rows } = await world.get<AuditList>('chief', '/api/audits')
  const titles = rows.map(({ subject }) => subject)
  expect(titles).toContain('福祉課')
  expect(titles).not.toContain('総務課')
  expect((await world.get<AuditList>('clerk', '/api/audits')).rows).toEqual([])
  expect((await world.get<AuditList>('head', '/api/audits')).rows).toEqual([])
})

test('an auditor of the same unit is refused with the reason, and for a stranger there is nothing', async () => {
  const own = await world.occurrenceOf(world.units.general)
  expect(await status('chief', `/api/audits/${own}`)).toEqual([403, 'not-independent'])
  const key = 'audit/server/power'
  expect(await status('chief', `/api/audits/${own}/item?item=${encodeURIComponent(key)}`)).toEqual([
    403,
    'not-independent',
  ])
  for (const [path, body] of [
    ['samples', { item: key, source: 'lines/servers', size: 2 }],
    ['grades', { item: key, grade: 'improvement' }],
    ['notes', { item: key, note: '見る' }],
  ] as const)
    expect([path, (await act('chief', path, body, own)).body.code]).toEqual([
      path,
      'not-independent',
    ])
  const answered = await answer('chief', [{ item: key, value: whole }], own)
  expect([answered.status, answered.body.code]).toEqual([403, 'not-independent'])
  const named = await world.send('chief', `/api/occurrences/${own}/members`, {
    person: world.persons.chief,
  })
  expect([named.status, named.body.code]).toEqual([403, 'not-independent'])
  for (const name of ['clerk', 'worksClerk', 'foreignHead'] as const) {
    expect([name, ...(await status(name, `/api/audits/${welfare}`))]).toEqual([
      name,
      404,
      'not-found',
    ])
    expect(
      (await act(name, 'samples', { item: key, source: 'lines/servers', size: 2 })).status,
    ).toBe(404)
  }
})

test('papers of an audit that goes on are not for the head of the unit', async () => {
  expect(await status('head', `/api/audits/${welfare}`)).toEqual([404, 'not-found'])
  expect((await act('head', 'grades', { item: 'audit/server/power', grade: null })).status).toBe(
    403,
  )
})

test('what is only declared comes first, and the answers of the unit stand beside', async () => {
  const own = (await world.mine('head')).find(({ subject }) => subject.title === '窓口のサーバ')
  await answer('head', [{ item: 'server/power', value: true }], own!.id)
  const { programme, team, mayAnswer } = await desk('chief')
  expect(programme[0]).toMatchObject({
    key: 'audit/server/power',
    first: 'declared',
    carries: ['2-1(1)'],
  })
  expect(team).toEqual({ wanted: 2, present: 1 })
  expect(mayAnswer).toBe(true)
  const power = await itemOf('chief', 'audit/server/power')
  expect(power.answers).toMatchObject([
    { subject: '窓口のサーバ', outcome: 'kept', proof: 'declared', by: '佐藤 花', clashes: false },
  ])
  expect(power.provisions).toMatchObject([{ ref: '2-1(1)' }])
  expect(power.mend).toEqual({ who: [expect.stringContaining('佐藤 花')], by: '2026-11-05' })
})

test('a sample comes out of its number again, and keeps what was seen', async () => {
  await world.addServer('head', '予備のサーバ')
  const body = { item: 'audit/server/power', source: 'lines/servers', size: 1 }
  const first = await act('chief', 'samples', body)
  expect(first.status).toBe(201)
  const sample = first.body as unknown as SampleView
  expect(sample).toMatchObject({ population: 2, from: '2025-04-01', until: '2026-10-05' })
  const again = (await act('chief', 'samples', { ...body, number: sample.number }))
    .body as unknown as SampleView
  expect(again.records.map(({ id }) => id)).toEqual(sample.records.map(({ id }) => id))
  const [record] = sample.records
  expect(record!.lines.length).toBeGreaterThan(0)
  await world.transact((tx) =>
    tx.db
      .updateTable('entries')
      .set({ name: 'あとで変えた名' })
      .where('organization_id', '=', world.organizationId)
      .where('id', '=', record!.id)
      .execute(),
  )
  const { samples } = await itemOf('chief', 'audit/server/power')
  expect(samples.find(({ id }) => id === sample.id)!.records[0]!.title).toBe(record!.title)
  expect((await act('chief', 'samples', { ...body, source: 'cases/nothing' })).status).toBe(404)
  const none = (await act('chief', 'samples', { ...body, source: 'cases/take-out' }))
    .body as unknown as SampleView
  expect([none.population, none.records]).toEqual([0, []])
})

test('an answer and a record that say otherwise are both marked, and it is said', async () => {
  const { samples } = await itemOf('chief', 'audit/server/power')
  const { id, records } = samples.find((sample) => sample.records.length > 0)!
  await act('chief', `samples/${id}/marks`, { record: records[0]!.id, mark: 'wrong' })
  const power = await itemOf('chief', 'audit/server/power')
  expect(power.clash).toContain('食い違')
  expect(power.answers.map(({ clashes }) => clashes)).toEqual([true])
  expect((await desk('chief')).programme[0]).toMatchObject({ clashes: true })
  expect(
    (
      await act('chief', `samples/${id}/marks`, {
        record: server.replace(/^./, 'f'),
        mark: 'wrong',
      })
    ).status,
  ).toBe(404)
})

test('a note is for the eyes of its author, and the journal does not have its words', async () => {
  await act('chief', 'notes', { item: 'audit/server/power', note: '鍵の置き場所をもう一度きく' })
  expect((await itemOf('chief', 'audit/server/power')).note).toBe('鍵の置き場所をもう一度きく')
  const named = await world.send('chief', `/api/occurrences/${welfare}/members`, {
    person: world.persons.worksHead,
  })
  expect(named.status).toBe(200)
  expect((await itemOf('worksHead', 'audit/server/power')).note).toBe('')
  const events = await world.transact((tx) =>
    tx.db
      .selectFrom('journal')
      .selectAll()
      .where('organization_id', '=', world.organizationId)
      .execute(),
  )
  expect(JSON.stringify(events)).toContain('audit.note')
  expect(JSON.stringify(events)).not.toContain('鍵の置き場所')
})

test('who was named audits, too; of the unit itself only with a reason where the policy lets somebody except', async () => {
  expect((await desk('worksHead')).team).toEqual({ wanted: 2, present: 2 })
  const members = `/api/occurrences/${welfare}/members`
  const own = await world.send('chief', members, { person: world.persons.clerk })
  expect([own.status, own.body.code]).toEqual([403, 'not-independent'])
  // The exception is the CISO's to make, and 総務課長 is not.
  const reasoned = await world.send('chief', members, {
    person: world.persons.clerk,
    reason: '人がいない',
  })
  expect([reasoned.status, reasoned.body.code]).toEqual([403, 'not-independent'])
  expect((await world.send('clerk', members, { person: world.persons.clerk })).status).toBe(404)
})

test('what is wrong is a finding of the audit alone, graded, and mended by the unit', async () => {
  await act('chief', 'grades', { item: 'audit/server/power', grade: 'nonconformity' })
  const told = await answer('chief', [
    { item: 'audit/server/power', value: ['defined'], comment: '記録がない' },
  ])
  expect([told.status, told.body.findings]).toEqual([200, 1])
  const { rows } = await world.get<FindingList>('head', '/api/findings')
  expect(rows.map(({ item, title, who }) => [item, title, who])).toEqual([
    ['audit/server/power', '停電しても正しく止まる', [expect.stringContaining('佐藤 花')]],
  ])
  const standing = await world.transact((tx) =>
    tx.db
      .selectFrom('standings')
      .select(['mechanism', 'outcome'])
      .where('organization_id', '=', world.organizationId)
      .where('mechanism', 'like', '%power')
      .where('until_at', 'is', null)
      .orderBy('mechanism')
      .execute(),
  )
  expect(standing).toEqual([
    { mechanism: 'checklists/audit/views/server/power', outcome: 'finding' },
    { mechanism: 'checklists/server/items/power', outcome: 'kept' },
  ])
})

test('when all is answered the papers are locked, and the unit may read what came of it', async () => {
  const { programme } = await desk('chief')
  const left = programme.filter(({ outcome }) => outcome === null)
  const told = await answer(
    'chief',
    left.map(({ key }) => ({ item: key, value: whole })),
  )
  expect(told.body).toMatchObject({ left: 0, closed: true })
  const over = await answer('chief', [
    {
      item: 'audit/server/power',
      value: whole,
      seen: (await itemOf('chief', 'audit/server/power')).answer!.at,
    },
  ])
  expect([over.status, over.body.code]).toEqual([409, 'occurrence-over'])
  for (const [path, body] of [
    ['samples', { item: 'audit/server/power', source: 'lines/servers', size: 1 }],
    ['grades', { item: 'audit/server/power', grade: 'recommendation' }],
    ['notes', { item: 'audit/server/power', note: 'あとから' }],
  ] as const)
    expect([path, (await act('chief', path, body)).status]).toEqual([path, 409])
  const result = await desk('head')
  expect(result).toMatchObject({ mayAnswer: false, closedBy: '中村 透' })
  expect(result.programme.find(({ key }) => key === 'audit/server/power')).toMatchObject({
    outcome: 'finding',
    grade: 'nonconformity',
  })
  expect(
    (await world.get<AuditItem>('head', `/api/audits/${welfare}/item?item=audit/server/power`))
      .samples.length,
  ).toBeGreaterThan(0)
})

test('the next audit draws what was found and is not mended, first of all', async () => {
  world.clock.set(new Date('2027-10-05T09:00:00+09:00'))
  await world.tick()
  const { rows } = await world.get<AuditList>('chief', '/api/audits')
  const next = rows.find(({ subject, closedAt }) => subject === '福祉課' && closedAt === null)!
  const { programme } = await world.get<AuditDesk>('chief', `/api/audits/${next.id}`)
  expect(programme[0]).toMatchObject({
    first: 'finding',
    heading: '前の指摘',
    title: '停電しても正しく止まる（福祉課）',
  })
  expect(programme[0]!.key).toMatch(/^audit\/findings\//)
  await world.tick()
  const again = await world.get<AuditDesk>('chief', `/api/audits/${next.id}`)
  expect(again.programme.map(({ key }) => key)).toEqual(programme.map(({ key }) => key))
  const told = await answer('chief', [{ item: programme[0]!.key, value: [] }], next.id)
  expect(told.body).toMatchObject({ findings: 1 })
  const { rows: found } = await world.get<FindingList>('head', '/api/findings')
  expect(found.map(({ title }) => title)).toContain('停電しても正しく止まる（福祉課）')
})
