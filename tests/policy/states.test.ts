import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Outline, ProvisionDetail } from '#features/policy/contract.ts'
import { beginCase } from '#features/cases/server/actions.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { routes } from '#features/policy/server/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

const outline = async (): Promise<Outline> =>
  (await (await world.as('clerk')).get<Outline>('/api/policy')).body
const stateOf = async (ref: string): Promise<string | undefined> =>
  (await outline()).provisions.find((one) => one.ref === ref)?.state
const detail = async (ref: string): Promise<ProvisionDetail> =>
  (
    await (
      await world.as('clerk')
    ).get<ProvisionDetail>(`/api/policy/provision?ref=${encodeURIComponent(ref)}`)
  ).body

test('a role with its holder is kept, and not set up when nobody holds it any more', async () => {
  expect(await stateOf('1-1(1)')).toBe('proved')
  await world.transact(async ({ db, organization }) => {
    await db.deleteFrom('person_posts').where('organization_id', '=', organization.id).execute()
    await db.deleteFrom('assignments').where('organization_id', '=', organization.id).execute()
    await db
      .updateTable('organizations')
      .set({ revision: organization.revision + 1 })
      .where('organization_id', '=', organization.id)
      .execute()
  })
  expect(await stateOf('1-1(1)')).toBe('not-set-up')
  expect((await detail('1-1(1)')).carriers.find((one) => one.kind === 'role')).toMatchObject({
    state: 'not-set-up',
    proof: expect.stringContaining('任命された人がいません'),
    link: '/organization/roles',
  })
})

test('a register is not set up until it has an entry, and then gives the number and the date', async () => {
  expect(await stateOf('2-1(1)')).toBe('not-set-up')
  await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
  })
  expect(await stateOf('2-1(1)')).toBe('set-up')
  expect((await detail('2-1(1)')).carriers.find((one) => one.kind === 'register')).toMatchObject({
    state: 'declared',
    proof: '1件',
    lastAt: world.clock.now().toISOString(),
    link: '/registers/assets',
  })
})

test('a step is due while a case waits at it, and late when its date has passed; its neighbours are not', async () => {
  const { id } = await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
  })
  const fields = {
    medium: 'paper',
    destination: '県庁',
    purpose: '打合せ',
    departAt: '2026-11-04T09:00:00+09:00',
    returnBy: '2026-11-06T17:00:00+09:00',
  }
  await world.performAction('clerk', beginCase, {
    procedure: 'take-out',
    about: [id],
    fields,
    send: true,
  })
  expect(await stateOf('2-2(1)')).toBe('due')
  world.clock.advance({ days: 30 })
  expect(await stateOf('2-2(1)')).toBe('late')
  expect(
    (await detail('2-2(1)')).carriers.filter((one) => one.state === 'late').map((one) => one.link),
  ).toContain('/cases?procedure=take-out')
})

test('the counts are those of the provisions, and no provision is left out', async () => {
  const found = await outline()
  const counted = Object.fromEntries(
    Object.keys(found.counts).map((state) => [
      state,
      found.provisions.filter((one) => one.state === state).length,
    ]),
  )
  expect(found.counts).toEqual(counted)
  expect(found.questions).toMatchObject({
    all: found.provisions.length,
    carried: found.provisions.filter((one) => one.carriers > 0).length,
    setUp: found.provisions.filter((one) => one.setUp).length,
  })
  expect(found.provisions.length).toBe(17)
  expect(
    found.provisions.every((one) => found.headings.some((heading) => heading.ref === one.under)),
  ).toBe(true)
})

test('a provision that does not exist is said not to', async () => {
  const answer = await (
    await world.as('clerk')
  ).get<{ code: string }>('/api/policy/provision?ref=9-9')
  expect(answer.body.code).toBe('not-found')
})
