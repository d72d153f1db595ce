import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoundDetail } from '#features/rounds/contract/rounds.ts'
import type { RoundResults } from '#features/rounds/contract/results.ts'
import { roundWorld } from './roundPack.ts'
import type { Name, RoundWorld } from './roundPack.ts'

let world: RoundWorld
let units: { readonly many: string; readonly few: string }
beforeAll(async () => {
  world = await roundWorld('2026-01-05 09:00')
  await world.tick()
  units = { many: world.units.welfare, few: world.units.works }
})
afterAll(() => world.close())

const url = '/api/rounds/self-check/results'
const results = (name: Name) => world.get<RoundResults>(name, url)

/** Lets so many fictional people of a unit answer an item. */
async function answered(unit: string, kept: number, wrong: number): Promise<void> {
  await world.transact(async (tx) => {
    const organization_id = world.organizationId
    const turn = await tx.db
      .selectFrom('round_turns')
      .select(['id', 'opened_at', 'due_at'])
      .where('organization_id', '=', organization_id)
      .where('round', '=', 'self-check')
      .executeTakeFirstOrThrow()
    for (let index = 0; index < kept + wrong; index += 1) {
      const [occurrence_id, subject_id] = [tx.newId(), tx.newId()]
      const subject = { organization_id, subject_kind: 'person' as const, subject_id }
      await tx.db
        .insertInto('occurrences')
        .values({
          ...subject,
          id: occurrence_id,
          turn_id: turn.id,
          round: 'self-check',
          subject_title: '架空の人',
          unit_id: unit,
          opened_at: turn.opened_at,
          due_at: turn.due_at,
          asked: 1,
          items: ['conduct/lock'],
        })
        .execute()
      await tx.db
        .insertInto('standings')
        .values({
          ...subject,
          id: tx.newId(),
          mechanism: 'checklists/conduct/items/lock',
          occurrence_id,
          value: JSON.stringify('never'),
          outcome: index < kept ? 'kept' : 'finding',
          proof: 'declared',
          answered_at: tx.now,
          recorded_at: tx.now,
          via: 'person',
        })
        .execute()
    }
  })
}

const figuresOf = (body: RoundResults, unit: string | null) =>
  body.units.find(({ id }) => id === unit)?.items.find(({ key }) => key === 'conduct/lock')?.figures

test('before anybody has answered there is nothing to tell', async () => {
  const body = await results('admin')
  expect(body).toMatchObject({ round: { title: '自己点検' }, least: 5 })
  expect(body.units.every(({ items }) => items.every(({ figures }) => figures === null))).toBe(true)
})

test('the answers of a few are told of no unit from which they could be worked out', async () => {
  await answered(units.many, 6, 2)
  expect(figuresOf(await results('admin'), units.many)).toMatchObject({ kept: 6, findings: 2 })
  await answered(units.few, 2, 1)
  const body = await results('admin')
  expect(figuresOf(body, null)).toEqual({ kept: 8, findings: 3, notApplicable: 0 })
  expect(figuresOf(body, units.few)).toBeNull()
  expect(figuresOf(body, units.many)).toBeNull()
  await answered(units.few, 2, 0)
  const later = await results('admin')
  expect(figuresOf(later, units.few)).toEqual({ kept: 4, findings: 1, notApplicable: 0 })
  expect(figuresOf(later, units.many)).toEqual({ kept: 6, findings: 2, notApplicable: 0 })
})

test('who leads a unit sees their own, and whoever leads none sees nothing', async () => {
  const own = await results('head')
  expect(own.units.map(({ title }) => title)).toEqual(['福祉課', 'ひなた保育園'])
  expect((await (await world.as('clerk')).get(url)).status).toBe(404)
  const detail = await world.get<RoundDetail>('clerk', '/api/rounds/self-check')
  expect(detail.mayReadResults).toBe(false)
  expect((await world.get<RoundDetail>('head', '/api/rounds/self-check')).mayReadResults).toBe(true)
})

test('of what is not asked of people there are no results: its answers are there to be read', async () => {
  expect((await (await world.as('admin')).get('/api/rounds/servers/results')).status).toBe(404)
})
