import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

interface Ready {
  readonly status: string | number
  readonly code?: string
  readonly faults?: readonly { readonly at: string }[]
}

/** What is found is told again for a second. */
async function ready() {
  world.clock.advance({ seconds: 1 })
  const { status, body } = await world.anyone().get<Ready>('/api/ready')
  return { status, code: body.code, at: body.faults?.map(({ at }) => at) }
}
const well = { status: 200, code: undefined, at: undefined }
const missing = (...at: string[]) => ({ status: 503, code: 'not-ready', at })

async function asOwner(text: string): Promise<void> {
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await owner.query(text).finally(() => owner.end())
}

describe('/api/health', () => {
  test('answers anybody, also where the database is away', async () => {
    await world.services.pool.end()
    Object.defineProperty(world.services.pool, 'end', { value: async () => undefined })
    const answer = await world.anyone().get('/api/health')
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }])
  })
})

describe('background work in /api/health', () => {
  test('is told in figures, whatever is waiting or has failed, and without a word of it', async () => {
    await world.transact(async ({ db, organization: { id }, now, newId }) => {
      const row = {
        organization_id: id,
        kind: 'mail',
        payload: '{"subject":"秘密"}',
        created_at: now,
        next_at: now,
      }
      await db
        .insertInto('outbox')
        .values([
          { ...row, id: newId() },
          { ...row, id: newId(), error: '秘密' },
          { ...row, id: newId(), error: '秘密', abandoned_at: now },
          { ...row, id: newId(), done_at: now },
        ])
        .execute()
    })
    world.clock.advance({ minutes: 5 })
    const { status, body } = await world.anyone().get('/api/health')
    expect([status, body]).toEqual([
      200,
      {
        status: 'ok',
        work: { waiting: 2, failing: 1, abandoned: 1, recurring: 0, oldestSeconds: 300 },
      },
    ])
  })
})

describe('/api/ready', () => {
  test('answers anybody where all is well, names no organisation, and leaves nothing in the journal', async () => {
    const before = await world.journal()
    const answer = await world.anyone().get('/api/ready')
    expect([answer.status, answer.body]).toEqual([200, { status: 'ready' }])
    expect(await world.journal()).toEqual(before)
  })

  test('says when the database is away', async () => {
    await world.services.pool.end()
    Object.defineProperty(world.services.pool, 'end', { value: async () => undefined })
    expect(await ready()).toEqual(missing('database'))
  })

  test('says when a migration is missing, and when there is one that the program does not know', async () => {
    expect(await ready()).toEqual(well)
    await asOwner(`insert into kysely_migration values ('9999_future', now()::text)`)
    expect(await ready()).toEqual(missing('migrations'))
    await asOwner(`delete from kysely_migration where name = '9999_future'`)
    expect(await ready()).toEqual(well)
    await asOwner(`delete from kysely_migration where name = '0001_foundation'`)
    expect(await ready()).toEqual(missing('migrations'))
  })

  test('says when no file can be taken in', async () => {
    const folder = join(world.services.settings.folder, 'files')
    rmSync(folder, { recursive: true, force: true })
    writeFileSync(folder, 'a file where the folder should be')
    expect(await ready()).toEqual(missing('files'))
    rmSync(folder)
    mkdirSync(folder)
    expect(await ready()).toEqual(well)
  })

  test('looks once in a second, however often it is asked', async () => {
    expect(await ready()).toEqual(well)
    await asOwner(`insert into kysely_migration values ('9999_future', now()::text)`)
    expect((await world.anyone().get('/api/ready')).status).toBe(200)
    expect(await ready()).toEqual(missing('migrations'))
  })
})
