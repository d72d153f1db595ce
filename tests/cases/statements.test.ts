import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerLines } from '#features/campaigns/server/answer.ts'
import { actOnCase, beginCase, remindLateCases, showCase } from '#features/cases/server/public.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { changeMany } from '#features/registers/server/changeMany.ts'
import { changeEntries, locateEntries, lockEntries } from '#features/registers/server/public.ts'
import { registers } from '#features/registers/server/queries.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeRevisedWorld } from '../support/revised.ts'
import { statementsOf } from '../support/statements.ts'
import type { World } from '../support/world.ts'
import { registerFiles } from '../registers/registerPack.ts'
import { beginStocktake, concurrentChanges, concurrentFiles, makeGround } from './concurrent.ts'
import { caseVersion, entriesSeen } from '../support/versions.ts'

let world: World
beforeAll(async () => {
  world = await makeRevisedWorld(
    routes,
    { ...registerFiles, ...concurrentFiles },
    concurrentChanges,
  )
  // The first transaction also reads the organisation, which would be counted.
  await world.runQuery('clerk', registers, {})
})
afterAll(() => world.close())

const [few, many] = [2, 20]

async function lines(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++)
    ids.push(
      (
        await world.performAction('clerk', createEntry, {
          register: 'assets',
          fields: { name: `名簿${i}`, form: 'data', class: { confidentiality: 2 }, place: '書庫' },
        })
      ).id,
    )
  return ids
}

const classify = (about: string[], by = '2026-11-30') =>
  world.performAction('clerk', beginCase, {
    procedure: 'classify',
    about,
    fields: { level: { confidentiality: 3 }, by },
    send: true,
  })

/**
 * Expects that the work takes as many statements for 20 as for 2; `work` prepares it for a count.
 */
async function same(work: (count: number) => Promise<() => Promise<unknown>>): Promise<void> {
  const counted: number[] = []
  for (const count of [few, many]) counted.push(await statementsOf(world, await work(count)))
  expect(counted[1]).toBe(counted[0])
  expect(counted[0]).toBeGreaterThan(0)
}

test('the list of registers counts all of them in one statement', async () => {
  let rows: readonly { readonly count: number }[] = []
  const sent = await statementsOf(world, async () => {
    rows = await world.runQuery('clerk', registers, {})
  })
  expect(rows.length).toBeGreaterThan(5)
  expect(sent).toBe(1)
})

test('a case about many lines begins as one about few', async () => {
  // The first number of a series is looked up once more.
  await classify(await lines(1))
  await same(async (count) => {
    const about = await lines(count)
    return () => classify(about)
  })
})

test('an act that changes many lines is as one that changes few', () =>
  same(async (count) => {
    const { id } = await classify(await lines(count))
    const version = await caseVersion(world, id)
    return () =>
      world.performAction('head', actOnCase, { id, version, step: 'decide', decision: 'set' })
  }))

test('a case about many lines is shown as one about few', () =>
  same(async (count) => {
    const { id } = await classify(await lines(count))
    return () => world.runQuery('head', showCase, { id })
  }))

test('many lines are changed at once as few are, their class too', async () => {
  for (const fields of [{ place: '棚' }, { class: { confidentiality: 3 } }])
    await same(async (count) => {
      const entries = await entriesSeen(world, await lines(count))
      return () =>
        world.performAction('clerk', changeMany, {
          register: 'assets',
          entries,
          fields,
          reason: '見直し',
        })
    })
})

test('many entries changed at once get one version each and one event', async () => {
  const ids = await lines(many)
  const before = (await world.journal()).length
  await world.performAction('clerk', changeMany, {
    register: 'assets',
    entries: await entriesSeen(world, ids),
    fields: { class: { confidentiality: 1 }, place: '棚' },
    reason: '見直し',
  })
  expect((await world.journal()).slice(before).map((event) => event.action)).toEqual([
    'entry.change-many',
  ])
  const versions = await world.transact(({ db }) =>
    db
      .selectFrom('entry_versions')
      .select(['entry_id', 'version', 'reason', 'class'])
      .where('entry_id', 'in', ids)
      .where('version', '>', 1)
      .execute(),
  )
  expect(versions.map((row) => row.entry_id).toSorted()).toEqual(ids.toSorted())
  expect(new Set(versions.map(({ version, reason }) => `${version} ${reason}`))).toEqual(
    new Set(['2 見直し']),
  )
})

test('lines that a stocktake does not find are asked for in as many statements however many they are', async () => {
  const campaign = await beginStocktake(world)
  await same(async (count) => {
    const found: string[] = []
    while (found.length < count) found.push(...(await makeGround(world, campaign)).lines)
    const entries = await entriesSeen(world, found)
    return () =>
      world.performAction('clerk', answerLines, { ...campaign, entries, answer: 'missing' })
  })
})

test('looking for late cases asks as often for many as for few', async () => {
  const tick = () =>
    remindLateCases({
      organizationId: world.organizationId,
      services: world.services,
      signal: new AbortController().signal,
    })
  await same(async (count) => {
    for (const id of await lines(count)) await classify([id], '2026-10-30')
    await tick()
    return tick
  })
})

test('entries that a transaction has locked are read once, and anew after it has written them', async () => {
  const [id] = await lines(1)
  const ids = [id!]
  const places: unknown[] = []
  const versions: number[] = []
  let sentForSecondLock = -1
  await world.transact(async (tx) => {
    const read = async () => {
      const [row] = await lockEntries(tx, { ids })
      places.push(row?.fields['place'])
      versions.push(row?.version ?? 0)
    }
    await read()
    const before = world.gate.counters.statements
    await read()
    sentForSecondLock = world.gate.counters.statements - before
    await changeEntries(tx, ids, { fields: { place: '金庫' } }, { reason: '確認' })
    await read()
    await changeEntries(tx, ids, { fields: { place: '倉庫' } }, { reason: '確認' })
    await read()
  })
  expect(sentForSecondLock).toBe(0)
  expect(places).toEqual(['書庫', '書庫', '金庫', '倉庫'])
  expect(versions).toEqual([1, 1, 2, 3])
})

test('the values of entries that a transaction has locked are read once, and anew after it has written them', async () => {
  const ids = await lines(2)
  const placesOf = async (tx: Transaction) =>
    [...(await locateEntries(tx, ids)).fields.values()].map(({ place }) => place)
  const found: unknown[] = []
  const sent: number[] = []
  await world.transact(async (tx) => {
    const read = async () => {
      const before = world.gate.counters.statements
      found.push(await placesOf(tx))
      sent.push(world.gate.counters.statements - before)
    }
    await lockEntries(tx, { ids })
    await read()
    await changeEntries(tx, ids, { fields: { place: '金庫' } }, { reason: '確認' })
    await read()
  })
  expect(found).toEqual([
    ['書庫', '書庫'],
    ['金庫', '金庫'],
  ])
  // The second sends the change, and the statement that reads.
  expect(sent).toEqual([0, 2])
})

test('an act leaves the indexes of a case alone: no column that it changes is in one', async () => {
  const columns = await world.transact(async ({ db }) => {
    const { rows } = await sql<{ definition: string }>`
      select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = 'cases'::regclass`.execute(
      db,
    )
    return rows.map((row) => row.definition)
  })
  expect(columns.length).toBeGreaterThan(0)
  for (const column of ['status', 'outcome', 'step', 'due_at', 'ended_at', 'version'])
    expect(
      columns.filter((definition) => new RegExp(`\\b${column}\\b`).test(definition)),
      column,
    ).toEqual([])
})
