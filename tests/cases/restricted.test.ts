import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { leave } from '#tests/support/leave.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'
import { act, homeOf, tasksOf } from './steps.ts'
import type { Receipt } from './steps.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes, pack: 'hoshi' })
})
afterEach(() => world.close())

const everybody: readonly PersonName[] = [
  'ciso',
  'chief',
  'chiefDeputy',
  'admin',
  'head',
  'deputy',
  'clerk',
  'colleague',
  'nurseryHead',
  'worksHead',
  'worksClerk',
]
const secret = '名簿を私物の端末に写した'

/**
 * Reports misconduct, of the clerk by the colleague unless said otherwise. Returns the id of the
 * case.
 */
async function reportMisconduct(
  by: PersonName = 'colleague',
  who: PersonName = 'clerk',
): Promise<string> {
  const client = await world.as(by)
  const { body } = await client.post<Receipt>('/api/cases', { procedure: 'misconduct' })
  expect(
    (await act(client, body.id, undefined, { who: world.persons[who], what: secret })).status,
  ).toBe(200)
  return body.id
}

/** Who can read the case. Its page, its print, the list and the search must agree about it. */
async function readersOf(id: string): Promise<PersonName[]> {
  const readers: PersonName[] = []
  for (const person of everybody) {
    const client = await world.as(person)
    const ways = {
      detail: (await client.get(`/api/cases/${id}`)).status === 200,
      print: (await client.get(`/api/cases/${id}/form.pdf`)).status === 200,
      list: (await client.get<{ rows: { id: string }[] }>('/api/cases')).body.rows.some(
        (row) => row.id === id,
      ),
      search: (
        await client.get<{ rows: { id: string }[] }>(`/api/cases?q=${encodeURIComponent('違反')}`)
      ).body.rows.some((row) => row.id === id),
    }
    expect({ person, ways }).toEqual({
      person,
      ways: { detail: ways.detail, print: ways.detail, list: ways.detail, search: ways.detail },
    })
    if (ways.detail) readers.push(person)
  }
  return readers
}

describe('a case whose procedure names its readers', () => {
  test('is seen by them and by those who act in it, and by nobody else in any way: not the unit, not the person it is about, not who holds other offices', async () => {
    const id = await reportMisconduct()
    expect(await readersOf(id)).toEqual(['ciso', 'head', 'colleague'])
  })

  test('is seen by whoever acts for a reader who is away, on the day', async () => {
    const id = await reportMisconduct()
    await world.transact(async ({ db, organization, newId }) => {
      await db
        .insertInto('absences')
        .values({
          organization_id: organization.id,
          id: newId(),
          person_id: world.persons.head,
          from_on: '2026-11-03',
          to_on: '2026-11-03',
        })
        .execute()
      await db
        .updateTable('organizations')
        .set({ revision: 99 })
        .where('organization_id', '=', organization.id)
        .execute()
    })
    world.clock.set('2026-11-03 09:00')
    expect(await readersOf(id)).toEqual(['ciso', 'head', 'deputy', 'colleague'])
    world.clock.set('2026-11-04 09:00')
    expect(await readersOf(id)).toEqual(['ciso', 'head', 'colleague'])
  })

  test('stays with those who acted after it has ended', async () => {
    const id = await reportMisconduct('worksClerk')
    await act(await world.as('head'), id, 'guide')
    expect(await readersOf(id)).toEqual(['ciso', 'head', 'worksClerk'])
  })

  test('shows its files to its readers, and no file of another case', async () => {
    const file = await world.transact(async ({ db, organization, newId, now }) => {
      const id = newId()
      await db
        .insertInto('files')
        .values({
          organization_id: organization.id,
          id,
          sha256: Buffer.alloc(32, 1).toString('hex'),
          size: 1,
          name: '写真.png',
          media_type: 'image/png',
          scan: 'clean',
          uploaded_by: world.persons.colleague,
          uploaded_at: now,
        })
        .execute()
      return id
    })
    const client = await world.as('colleague')
    const { body } = await client.post<Receipt>('/api/cases', { procedure: 'misconduct' })
    await act(client, body.id, undefined, { who: world.persons.clerk, what: secret, proof: [file] })
    const view = (
      await (
        await world.as('ciso')
      ).get<{ paper: { field: string; value: string; files?: { id: string; name: string }[] }[] }>(
        `/api/cases/${body.id}`,
      )
    ).body
    expect(view.paper.find((line) => line.field === 'proof')).toMatchObject({
      value: '写真.png',
      files: [{ id: file, name: '写真.png' }],
    })
    for (const [person, code] of [
      ['clerk', '案件'],
      ['chief', '案件'],
      ['ciso', 'ファイル'],
    ] as const) {
      const answer = await (
        await world.as(person)
      ).get<{ code: string; detail: string }>(`/api/cases/${body.id}/files/${file}`)
      expect(answer.body).toMatchObject({
        code: 'not-found',
        detail: expect.stringContaining(code),
      })
    }
    const stolen = await act(
      await world.as('clerk'),
      (await (await world.as('clerk')).post<Receipt>('/api/cases', { procedure: 'misconduct' }))
        .body.id,
      undefined,
      { who: world.persons.head, what: secret, proof: [file] },
    )
    expect(stolen.body).toMatchObject({ code: 'input-invalid', faults: [{ at: '/fields/proof' }] })
    const other = await reportMisconduct()
    expect(
      (await (await world.as('ciso')).get<{ detail: string }>(`/api/cases/${other}/files/${file}`))
        .body.detail,
    ).toContain('ファイル')
  })

  test('says nothing of its content in the journal, to whoever reads it, and keeps a digest of it', async () => {
    const id = await reportMisconduct()
    await act(await world.as('head'), id, 'stop', {}, secret)
    const events = (await world.journal()).filter((event) => event.subjectId === id)
    expect(events.length).toBeGreaterThanOrEqual(3)
    expect(JSON.stringify(events)).not.toContain(secret)
    expect(
      events.every((event) => /^[0-9a-f]{64}$/.test(String([event.detail['sealed']].flat()[0]))),
    ).toBe(true)
    expect(events.at(-1)?.detail).toMatchObject({
      number: '違反R8-001',
      step: 'judge',
      decision: 'stop',
      effects: [{ account: 'suspend', of: [{ person: world.persons.clerk }] }],
    })
    const page = (await (await world.as('chief')).get<unknown>('/api/journal')).body
    expect(JSON.stringify(page)).not.toContain(secret)
    expect(JSON.stringify(page)).not.toContain('森 空の違反')
  })

  test('is no task of those who may only hand over, and is handed over by its readers alone', async () => {
    const client = await world.as('colleague')
    const { body } = await client.post<Receipt>('/api/cases', { procedure: 'misconduct' })
    await leave(world, world.persons.colleague, '2026-11-01')
    expect(tasksOf(await homeOf(world, 'admin')).filter((line) => line.caseId === body.id)).toEqual(
      [],
    )
    const over = { from: world.persons.colleague, to: world.persons.head, reason: '退職' }
    expect(
      (await (await world.as('admin')).post(`/api/cases/${body.id}/hand-over`, over)).status,
    ).toBe(404)
  })
})
