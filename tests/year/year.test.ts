import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runRounds } from '#features/rounds/server/public.ts'
import type { MyYear, RoleYear, UnitYear } from '#features/year/contract.ts'
import { routes } from '../../src/apps/routes.ts'
import { roundFiles } from '../rounds/roundPack.ts'
import type { Name } from '../rounds/roundPack.ts'
import { makeRevisedWorld } from '../support/revised.ts'
import type { World } from '../support/world.ts'

let world: World
const get = async <Body>(name: Name, url: string) => (await world.as(name)).get<Body>(url)
const yearOf = async (name: Name, year?: number): Promise<MyYear> =>
  (await get<MyYear>(name, year === undefined ? '/api/year' : `/api/year?year=${year}`)).body
const lineOf = ({ lines }: MyYear, id: string) => lines.find((line) => line.id === id)

beforeAll(async () => {
  world = await makeRevisedWorld(routes, roundFiles, {}, { at: '2026-10-05 09:00' })
  const head = await world.as('head')
  for (const name of ['窓口のサーバ', '地下のサーバ'])
    await head.post('/api/registers/servers/entries', { fields: { name, two: false } })
  await runRounds({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
})
afterAll(() => world.close())

describe('my year', () => {
  test('holds what is open now, what comes, and when it comes again', async () => {
    const year = await yearOf('head')
    expect([year.year, year.title]).toEqual([2026, '令和8年度'])
    const servers = lineOf(year, 'round/servers')
    expect(servers?.items).toEqual([
      expect.objectContaining({ day: '2026-10-31', state: 'coming', count: 2, done: 0 }),
    ])
    expect(servers?.next).toBe('2027-10-31')
    expect(lineOf(year, 'round/self-check')?.items).toEqual([
      expect.objectContaining({ day: '2027-01-31', state: 'coming', count: 1 }),
    ])
  })

  test('of another year holds only what falls into it', async () => {
    const year = await yearOf('head', 2027)
    expect(lineOf(year, 'round/servers')?.items.map(({ day }) => day)).toEqual(['2027-10-31'])
    expect(year.lines.flatMap(({ items }) => items).every(({ day }) => day >= '2027-04-01')).toBe(
      true,
    )
  })

  test('holds nothing of the roles of others', async () => {
    expect(lineOf(await yearOf('clerk'), 'round/servers')).toBeUndefined()
    expect(lineOf(await yearOf('clerk'), 'round/self-check')).toBeDefined()
  })

  test('names who acts for each seat while its holder is away', async () => {
    const { deputies, seats } = await yearOf('head')
    expect(deputies.length).toBeGreaterThan(0)
    expect(deputies.every(({ seat }) => seats.includes(seat))).toBe(true)
    expect(deputies.every(({ person }) => person !== '窓口 一郎')).toBe(true)
  })
})

test('a role has its recurring work, its registers, and its part in findings', async () => {
  const { body } = await get<RoleYear>('clerk', '/api/roles/security-officer/year')
  expect(body.rounds.map(({ id }) => id)).toEqual(expect.arrayContaining(['servers', 'training']))
  expect(body.rounds.find(({ id }) => id === 'servers')?.dates).toEqual(['2026-10-31'])
  expect(body.keeps.map(({ id }) => id)).toContain('servers')
  expect(body.findings.map(({ id }) => id)).toEqual(['server'])
  expect((await get('clerk', '/api/roles/none/year')).status).toBe(404)
})

test('who leads a unit sees how it does; who works in it or elsewhere does not', async () => {
  const url = `/api/units/${world.units.welfare}/year`
  const { body } = await get<UnitYear>('head', url)
  expect(body.checks.map(({ subject }) => subject).toSorted()).toEqual([
    '地下のサーバ',
    '窓口のサーバ',
  ])
  expect(body.people.length).toBeGreaterThan(1)
  for (const name of ['clerk', 'colleague', 'worksClerk'] as const)
    expect((await get(name, url)).status).toBe(404)
})

describe('the address of a calendar', () => {
  const make = async (name: Name): Promise<string> =>
    new URL(
      (await (await world.as(name)).post<{ address: string }>('/api/account/calendar')).body
        .address,
    ).pathname
  const read = async (path: string) => world.anyone().get<string>(path)

  test('answers without signing in, with kinds of work and their dates, and no names of things', async () => {
    const path = await make('head')
    const { status, body } = await read(path)
    expect(status).toBe(200)
    const text = String(body).replaceAll('\r\n ', '')
    expect(text).toContain('SUMMARY:サーバの点検')
    expect(text).toContain('DTSTART;VALUE=DATE:20261031')
    for (const name of ['窓口のサーバ', '地下のサーバ', '森 空']) expect(text).not.toContain(name)
    expect(await read(path)).toMatchObject({ status: 200, body })
  })

  test('that was made anew, revoked, or never was answers as one that nobody knows', async () => {
    const first = await make('clerk')
    const second = await make('clerk')
    expect((await read(second)).status).toBe(200)
    await (await world.as('clerk')).delete('/api/account/calendar')
    const answers = await Promise.all(
      [
        first,
        second,
        '/api/calendar/nothing',
        `/api/calendar/${world.organizationId}.${'a'.repeat(43)}.ics`,
        `/api/calendar/00000000-0000-4000-8000-000000000000.${'a'.repeat(43)}.ics`,
      ].map(async (path) => {
        const { status, body } = await read(path)
        return [status, (body as unknown as { title: string }).title]
      }),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify([404, answers[0]?.[1]])]),
    )
  })

  test('ends when the account is suspended', async () => {
    const path = await make('colleague')
    await world.transact(({ db, organization }) =>
      db
        .updateTable('accounts')
        .set({ suspended_at: new Date('2026-10-05T00:00:00Z') })
        .where('organization_id', '=', organization.id)
        .where('person_id', '=', world.persons.colleague)
        .execute(),
    )
    expect((await read(path)).status).toBe(404)
  })

  test('is kept as a hash only, and is an event', async () => {
    const path = await make('chief')
    const secret = /\.([\w-]+)\.ics$/.exec(path)?.[1] ?? ''
    const { stored, events } = await world.transact(async ({ db, organization }) => ({
      stored: await db
        .selectFrom('calendars')
        .selectAll()
        .where('organization_id', '=', organization.id)
        .execute(),
      events: await db
        .selectFrom('journal')
        .select(['action', 'detail'])
        .where('organization_id', '=', organization.id)
        .where('action', '=', 'calendar.make')
        .execute(),
    }))
    expect(events.length).toBeGreaterThan(0)
    expect(JSON.stringify([stored, events])).not.toContain(secret)
  })
})
