import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonWaits } from '#features/transfers/contract.ts'
import type { JournalPage } from '#features/journal/contract.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'
import { routes } from '../../src/apps/routes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const waits = async (person: 'head' | 'clerk') =>
  (await (await world.as('admin')).get<PersonWaits>(`/api/persons/${world.persons[person]}/waits`))
    .body

test('what waits for a person is said before their account ends: roles and things to do', async () => {
  expect((await waits('head')).roles.length).toBeGreaterThan(0)
  const before = await waits('clerk')
  await world.transact((tx) =>
    tx.db
      .insertInto('tasks')
      .values({
        organization_id: tx.organization.id,
        id: tx.newId(),
        kind: 'errand',
        purpose: 'test',
        title: '見ておく',
        subject: '書庫の鍵',
        verb: '見る',
        href: '/',
        person_id: world.persons.clerk,
        created_at: tx.now,
      })
      .execute(),
  )
  const after = await waits('clerk')
  expect(after.tasks).toEqual([...before.tasks, { title: '見ておく', subject: '書庫の鍵' }])
})

test('the journal is filtered by the name of a thing, and finds nothing for what there is not', async () => {
  const admin = await world.as('admin')
  const unit = (await admin.post<{ id: string }>('/api/units', { title: '探される課' })).body.id
  const found = async (thing: string) =>
    (await admin.get<JournalPage>(`/api/journal?thing=${encodeURIComponent(thing)}`)).body.rows
  expect((await found('探される')).map((row) => row.subjectId)).toEqual([unit])
  expect(await found('どこにもない物')).toEqual([])
  expect(await found('%')).toEqual([])
})
