import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outline } from '#features/policy/contract.ts'
import { routes } from '#features/policy/server/routes.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { createEntry, updateEntry } from '#features/registers/server/actions.ts'
import { runRegisterJobs } from '#features/registers/server/public.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes, pack: 'otari', packsFolder: bundledPacksFolder })
})
afterAll(() => world.close())

const provision = '2-1 管理方法等1・保管1'
const stateOf = async (): Promise<string | undefined> =>
  (await (await world.as('clerk')).get<Outline>('/api/policy')).body.provisions.find(
    (one) => one.ref === provision,
  )?.state
const openTasks = () =>
  world.transact(({ db, organization }) =>
    db
      .selectFrom('tasks')
      .select(['subject', 'href'])
      .where('organization_id', '=', organization.id)
      .where('purpose', '=', 'findings/assets')
      .where('done_at', 'is', null)
      .execute(),
  )
const tick = (): Promise<void> =>
  runRegisterJobs({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })

const fields = {
  name: '要支援者名簿',
  kind: 'information',
  form: 'paper',
  class: { confidentiality: 2, integrity: 1, availability: 1 },
  place: '書庫',
}

test('lines that other rules have judged are judged anew when the rules change', async () => {
  const { id } = await world.performAction('head', createEntry, {
    register: 'assets',
    fields: { ...fields, locked: false },
  })
  await world.transact(({ db, organization }) =>
    db
      .updateTable('entries')
      .set({ findings: [], judged_by: 'earlier' })
      .where('organization_id', '=', organization.id)
      .where('id', '=', id)
      .execute(),
  )
  expect(await stateOf()).not.toBe('finding')
  await tick()
  expect(await stateOf()).toBe('finding')
  await world.performAction('head', updateEntry, {
    register: 'assets',
    id,
    version: 1,
    fields: { locked: true, keyWithOfficer: true },
  })
})

test('a line that says no to what a provision asks is a finding with a task, and mends when it is changed', async () => {
  const { id } = await world.performAction('head', createEntry, {
    register: 'assets',
    fields: { ...fields, locked: false },
  })
  expect(await stateOf()).toBe('finding')
  await tick()
  const tasks = await openTasks()
  expect(tasks).toMatchObject([{ href: `/registers/assets/${id}` }])
  await world.performAction('head', updateEntry, {
    register: 'assets',
    id,
    version: 1,
    fields: { locked: true, keyWithOfficer: true },
  })
  expect(await stateOf()).not.toBe('finding')
  await tick()
  expect(await openTasks()).toEqual([])
})
