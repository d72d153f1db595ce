import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AbsenceRow } from '#features/organization/contract/absences.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { PersonName, World } from '#tests/support/world.ts'
import { routes } from '../../src/apps/routes.ts'

interface Made {
  readonly id: string
  readonly version: number
  readonly code?: string
}
let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const record = async (who: PersonName, person: PersonName, from: string, to: string) =>
  (
    await (
      await world.as(who)
    ).post<Made>('/api/absences', {
      person: world.persons[person],
      from,
      to,
    })
  ).body
const seen = async (who: PersonName, id: string): Promise<AbsenceRow> =>
  (await (await world.as(who)).get<AbsenceRow[]>('/api/absences')).body.find(
    (row) => row.id === id,
  )!
const asked = async (id: string) =>
  world.transact(({ db, organization }) =>
    db
      .selectFrom('tasks')
      .select(['person_id', 'done_at'])
      .where('organization_id', '=', organization.id)
      .where('purpose', '=', `absence/${id}`)
      .execute(),
  )

test('whom an absence leaves acting is said before it is recorded, and recorded with it', async () => {
  const head = await world.as('head')
  const [from, to] = ['2026-11-09', '2026-11-11']
  const foreseen = (
    await head.get<{ seat: string; persons: { id: string }[] }[]>(
      `/api/absences/deputies?person=${world.persons.head}&from=${from}&to=${to}`,
    )
  ).body
  expect(foreseen.length).toBeGreaterThan(0)
  expect(foreseen.flatMap(({ persons }) => persons.map(({ id }) => id))).not.toContain(
    world.persons.head,
  )
  const { id } = await record('head', 'head', from, to)
  const row = await seen('head', id)
  expect(row.deputies.map(({ seat }) => seat).toSorted()).toEqual(
    foreseen
      .flatMap(({ seat, persons }) =>
        persons.map(() => seat).concat(persons.length === 0 ? [seat] : []),
      )
      .toSorted(),
  )
  expect((await world.journal()).at(-1)?.detail).toHaveProperty('deputies')
})

test('each deputy is asked once, answers for themselves, and a no is told to the absent person', async () => {
  const { id } = await record('worksHead', 'head', '2026-12-01', '2026-12-02')
  expect(id).toBeUndefined()
  const made = await record('head', 'head', '2026-12-01', '2026-12-02')
  const row = await seen('head', made.id)
  const deputies = new Set(row.deputies.flatMap(({ person }) => (person ? [person.id] : [])))
  expect((await asked(made.id)).map((task) => task.person_id).toSorted()).toEqual(
    [...deputies].toSorted(),
  )
  const names = Object.keys(world.persons) as PersonName[]
  const deputy = names.find((name) => deputies.has(world.persons[name]))!
  const answer = async (who: PersonName, body: object) =>
    (await (await world.as(who)).post<Made>(`/api/absences/${made.id}/answer`, body)).status
  expect(await answer('worksClerk', { answer: 'yes' })).toBe(404)
  expect(await answer(deputy, { answer: 'no' })).toBe(422)
  expect(await answer(deputy, { answer: 'no', comment: '研修です' })).toBe(204)
  expect(
    (await seen('head', made.id)).deputies.find(
      ({ person }) => person?.id === world.persons[deputy],
    ),
  ).toMatchObject({
    answer: 'no',
    comment: '研修です',
  })
  expect(
    (await asked(made.id)).filter(
      (task) => task.person_id === world.persons[deputy] && task.done_at === null,
    ),
  ).toEqual([])
  expect(
    await world.transact(({ db, organization }) =>
      db
        .selectFrom('notices')
        .select('message')
        .where('organization_id', '=', organization.id)
        .where('person_id', '=', world.persons.head)
        .where('message', 'like', '%研修です%')
        .execute(),
    ),
  ).toHaveLength(1)
  const changed = await (
    await world.as('head')
  ).patch<Made>(`/api/absences/${made.id}`, { to: '2026-12-04' }, { ifMatch: 1 })
  expect(changed.status).toBe(200)
  expect((await seen('head', made.id)).deputies.every(({ answer: said }) => said === null)).toBe(
    true,
  )
  await (await world.as('head')).delete(`/api/absences/${made.id}`, { ifMatch: 2 })
  expect((await asked(made.id)).every((task) => task.done_at !== null)).toBe(true)
})

test('where the policy finds nobody to act, the absence says so instead of asking the absent', async () => {
  const { id } = await record('admin', 'chief', '2026-12-14', '2026-12-18')
  const row = await seen('admin', id)
  expect(row.deputies.every(({ person }) => person?.id !== world.persons.chief)).toBe(true)
})
