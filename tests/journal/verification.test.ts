import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JournalPage, JournalVerification } from '#features/journal/contract.ts'
import { verifyOrganization } from '#features/journal/server/verifyOrganization.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import type { JournalProgress } from '#platform/journal/verify.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { Client, World } from '../support/world.ts'

const url = '/api/journal/verification'
let world: World
let admin: Client
beforeEach(async () => {
  world = await makeWorld({ routes })
  const fields = { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' }
  for (let i = 0; i < 3; i += 1)
    await world.performAction('clerk', createEntry, { register: 'assets', fields })
  admin = await world.as('admin')
})
afterEach(() => world.close())

const shown = async (): Promise<JournalVerification> =>
  (await admin.get<JournalVerification>(url)).body

async function ended(): Promise<JournalVerification> {
  for (;;) {
    const now = await shown()
    if (now.state !== 'running') return now
  }
}

test('a verification goes on while others are answered, says how far it has come, and keeps its verdict', async () => {
  expect(await shown()).toMatchObject({ state: 'none' })
  expect((await admin.post<JournalVerification>(url)).body.state).toBe('running')
  expect((await admin.get<JournalPage>('/api/journal')).status).toBe(200)
  const done = await ended()
  expect(done).toMatchObject({ state: 'done', rows: 4, of: 4, verdict: { rows: 4, broken: [] } })
  expect(done.compared).toBe(done.verdict!.compared)
  expect(await shown()).toEqual(done)
})

test('it tells how many rows it has read of how many, and how many it has compared, and others get their turn between', async () => {
  const seen: JournalProgress[] = []
  let turns = 0
  const over = new AbortController()
  const others = (async () => {
    for (; !over.signal.aborted; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  })()
  const { compared } = await verifyOrganization(world.services, world.organizationId, {
    progress: (progress) => seen.push(progress),
  })
  over.abort()
  await others
  expect(seen[0]).toEqual({ rows: 4, of: 4, compared: 0 })
  expect(seen.at(-1)).toEqual({ rows: 4, of: 4, compared })
  expect(turns).toBeGreaterThanOrEqual(seen.length)
})

test('it can be stopped, and begun anew', async () => {
  const stopped = new AbortController()
  let pages = 0
  await expect(
    verifyOrganization(world.services, world.organizationId, {
      signal: stopped.signal,
      progress: () => {
        pages += 1
        if (pages === 2) stopped.abort()
      },
    }),
  ).rejects.toThrow()
  expect(pages).toBe(2)
  await admin.post(url)
  expect((await admin.delete<JournalVerification>(url)).body.state).toBe('stopped')
  await admin.post(url)
  expect(await ended()).toMatchObject({ state: 'done' })
})

test('it stops where nobody has asked for a minute how far it has come', async () => {
  await admin.post(url)
  world.clock.advance({ minutes: 2 })
  const foreign = await world.as('foreignAdmin')
  // The next of another organisation has its turn when this one has ended.
  await foreign.post(url)
  let other: string
  do other = (await foreign.get<JournalVerification>(url)).body.state
  while (other === 'running')
  expect(other).toBe('done')
  expect((await shown()).state).toBe('stopped')
})

test('each organisation sees its own verification only', async () => {
  await admin.post(url)
  await ended()
  const foreign = await world.as('foreignAdmin')
  expect((await foreign.get<JournalVerification>(url)).body.state).toBe('none')
})
