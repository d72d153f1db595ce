import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCell } from '#kernel/fields/index.ts'
import type { Field } from '#kernel/fields/index.ts'
import { routes } from '#features/registers/server/routes.ts'
import { loadDemo } from '../../src/apps/demo/load.ts'
import type { Client, World } from '#tests/support/world.ts'
import { makeWorld, openSession } from '#tests/support/world.ts'
import { createClient } from '#tests/support/world/client.ts'
import { assets, listAssets } from './support.ts'
import type { EntryReceipt, Page } from './support.ts'

let world: World
let clerk: Client
let organizationId = ''

beforeAll(async () => {
  world = await makeWorld({
    routes,
    empty: true,
    pack: 'otari',
    packsFolder: join(fileURLToPath(new URL('../../', import.meta.url)), 'packs'),
  })
  await loadDemo(world.services, 'otari')
  organizationId = (await world.gate.organizationIds())[0] ?? ''
  clerk = await signedIn('y-hasegawa')
})
afterAll(() => world.close())

async function signedIn(name: string): Promise<Client> {
  const account = await world.gate.transact(
    organizationId,
    { kind: 'program', name: 'test' },
    'read',
    ({ db }) =>
      db.selectFrom('accounts').select('id').where('name', '=', name).executeTakeFirstOrThrow(),
  )
  return createClient(world.server, await openSession(world.services, organizationId, account.id))
}

const binder = (name: string, keep: unknown) => ({
  fields: {
    name,
    kind: 'information',
    form: 'paper',
    class: { confidentiality: 1, integrity: 1, availability: 1 },
    place: '書庫',
    keep,
  },
})
const show = async (id: string) =>
  (await clerk.get<Page['rows'][number]>(`${assets}/entries/${id}`)).body

test('years without a start day count from the day the entry was created, also after later edits', async () => {
  const created = (
    await clerk.post<EntryReceipt>(`${assets}/entries`, binder('五年のつづり', { years: 5 }))
  ).body
  expect((await show(created.id)).keepUntil).toBe('2031-11-02')
  world.clock.set('2027-03-01 09:00')
  clerk = await signedIn('y-hasegawa')
  await clerk.patch(
    `${assets}/entries/${created.id}`,
    { fields: { place: '倉庫' } },
    { ifMatch: 1 },
  )
  expect((await show(created.id)).keepUntil).toBe('2031-11-02')
  await clerk.patch(
    `${assets}/entries/${created.id}`,
    { fields: { keep: { years: 3, from: '2027-04-01' } } },
    { ifMatch: 2 },
  )
  expect((await show(created.id)).keepUntil).toBe('2030-04-01')
})

test('entries past their retention are listed from the day after; permanent and disposed entries are not', async () => {
  world.clock.set('2027-03-01 09:00')
  clerk = await signedIn('y-hasegawa')
  const [short, forever, over] = await Promise.all(
    [
      binder('一日まで', { until: '2027-03-01' }),
      binder('永年のつづり', { forever: true }),
      binder('捨てたつづり', { until: '2027-02-01' }),
    ].map(async (body) => (await clerk.post<EntryReceipt>(`${assets}/entries`, body)).body),
  )
  await world.gate.transact(organizationId, { kind: 'program', name: 'test' }, 'write', ({ db }) =>
    db.updateTable('entries').set({ state: '廃棄済み' }).where('id', '=', over!.id).execute(),
  )
  const expired = async () =>
    (await listAssets(clerk, '?limit=200&expired=true')).map((row) => row.id)
  expect(await expired()).not.toContain(short!.id)
  world.clock.set('2027-03-02 09:00')
  clerk = await signedIn('y-hasegawa')
  const expiredRows = await expired()
  expect(expiredRows).toContain(short!.id)
  expect(expiredRows).not.toContain(forever!.id)
  expect(expiredRows).not.toContain(over!.id)
})

test('the demo says of its copies what they are copies of', async () => {
  const [copy] = await listAssets(clerk, `?q=${encodeURIComponent('福祉医療費受給者名簿 提出用')}`)
  expect(copy?.copiedFrom).not.toBeNull()
  expect((await show(copy!.copiedFrom!)).name).toBe('福祉医療費受給者名簿')
})

test('a retention is read back as an export writes it', () => {
  const field: Field = {
    id: 'keep',
    title: '保存期間',
    type: 'retention',
    required: false,
    search: false,
    column: false,
    carries: [],
  }
  expect(parseCell(field, '2027-04-01から3年')).toEqual({
    ok: true,
    value: { years: 3, from: '2027-04-01' },
  })
  expect(parseCell(field, '令和9年4月1日から10年間')).toEqual({
    ok: true,
    value: { years: 10, from: '2027-04-01' },
  })
})
