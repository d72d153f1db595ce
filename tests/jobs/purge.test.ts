import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retentionDays, purge, createPurgeJob } from '#platform/jobs/purge.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

const tables = ['idempotency_keys', 'outbox', 'sessions'] as const
const counts = () =>
  world.transact(async ({ db }) => {
    const all: number[] = []
    for (const table of tables)
      all.push((await db.selectFrom(table).select('organization_id').execute()).length)
    return all
  })

/** One row of each kind that is no longer needed, and one piece of work that still waits. */
async function leave(): Promise<void> {
  await world.transact(async ({ db, organization: { id: organization_id }, now, newId }) => {
    const account_id = world.accounts.clerk
    await db
      .insertInto('idempotency_keys')
      .values({
        organization_id,
        account_id,
        key: newId(),
        request_hash: Buffer.alloc(32),
        at: now,
      })
      .execute()
    const work = { organization_id, kind: 'mail', payload: '{}', created_at: now, next_at: now }
    await db
      .insertInto('outbox')
      .values([
        { ...work, id: newId(), done_at: now },
        { ...work, id: newId() },
      ])
      .execute()
    const session = {
      organization_id,
      account_id,
      csrf_token: 'x',
      created_at: now,
      seen_at: now,
      strength: 'full' as const,
    }
    const far = new Date(now.getTime() + 400 * 86_400_000)
    await db
      .insertInto('sessions')
      .values([
        { ...session, id: newId(), token_hash: Buffer.from(newId()), expires_at: now },
        {
          ...session,
          id: newId(),
          token_hash: Buffer.from(newId()),
          expires_at: far,
          ended_at: now,
        },
        { ...session, id: newId(), token_hash: Buffer.from(newId()), expires_at: far },
      ])
      .execute()
    await db
      .insertInto('spent_challenges')
      .values({
        organization_id: world.organizationId,
        hash: Buffer.from(newId()),
        expires_at: now,
      })
      .execute()
  })
}

test('what has served goes after its days and not before; what is waiting or alive stays', async () => {
  expect(retentionDays).toEqual({
    idempotencyKeys: 7,
    doneOutbox: 30,
    endedSessions: 30,
    spentChallenges: 1,
  })
  await leave()
  world.clock.advance({ days: 6 })
  expect(await purge(world.gate, world.organizationId)).toEqual({
    idempotencyKeys: 0,
    outbox: 0,
    sessions: 0,
    challenges: 1,
  })
  world.clock.advance({ days: 2 })
  expect(await purge(world.gate, world.organizationId)).toEqual({
    idempotencyKeys: 1,
    outbox: 0,
    sessions: 0,
    challenges: 0,
  })
  world.clock.advance({ days: 23 })
  expect(await purge(world.gate, world.organizationId)).toEqual({
    idempotencyKeys: 0,
    outbox: 1,
    sessions: 2,
    challenges: 0,
  })
  expect(await counts()).toEqual([0, 1, 1])
})

test('the foreign organisation keeps its own, and the journal stays as it was', async () => {
  await leave()
  const before = await world.journal()
  world.clock.advance({ days: 40 })
  expect(await purge(world.gate, world.foreignId)).toEqual({
    idempotencyKeys: 0,
    outbox: 0,
    sessions: 0,
    challenges: 0,
  })
  await purge(world.gate, world.organizationId)
  expect(await world.journal()).toEqual(before)
})

test('as recurring work it runs now and again, and sweeps what a dead process was taking in', async () => {
  const tick = createPurgeJob()
  const job = {
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  }
  await tick(job)
  await leave()
  world.clock.advance({ days: 40 })
  const folder = join(world.services.settings.folder, 'files')
  mkdirSync(folder, { recursive: true })
  const [old, fresh] = [join(folder, 'incoming-old'), join(folder, 'incoming-new')]
  for (const [path, at] of [
    [old, new Date(world.clock.now().getTime() - 2 * 86_400_000)],
    [fresh, world.clock.now()],
  ] as const) {
    writeFileSync(path, 'half')
    utimesSync(path, at, at)
  }
  await tick(job)
  expect(await counts()).toEqual([0, 1, 1])
  expect([existsSync(old), existsSync(fresh)]).toEqual([false, true])
  await leave()
  world.clock.advance({ hours: 1 })
  await tick(job)
  expect((await counts())[0]).toBe(1)
})
