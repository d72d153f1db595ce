import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkImport, runImport } from '#features/registers/server/public.ts'
import { routes } from '#features/registers/server/routes.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import { packFolder, registerFiles } from './registerPack.ts'
import { makeWorld } from '#tests/support/world.ts'

const files = {
  ...registerFiles,
  'registers/visits.yaml': `register: visits
title: 点検の台帳
belongsTo: organization
keptBy: chief-officer
readBy: everyone
number: 点検-{000}
fields:
  name: { title: 場所, type: text, required, search, column }
  rounds:
    title: 見た日
    type: rows
    columns:
      day: { title: 日, type: date, required }
carries: 2-1(1)
`,
}

interface Refusal {
  readonly code: string
  readonly faults: readonly { readonly at: string; readonly detail: string }[]
}
interface Written {
  readonly id: string
  readonly version: number
}

let world: World
let jobs: Outbox
let packs: ReturnType<typeof packFolder>
let officer: Client
let chief: Client
beforeAll(async () => {
  packs = packFolder()
  packs.add(files)
  world = await makeWorld({ routes, packsFolder: packs.folder })
  const handlers = new Map([
    ['import.check', checkImport],
    ['import.write', runImport],
  ])
  jobs = new Outbox(world.services, handlers, [])
  officer = await world.as('head')
  chief = await world.as('chief')
})
afterAll(async () => {
  await world.close()
  packs.remove()
})

const cards = '/api/registers/cards'
const card = (until: string, more = {}) => ({
  fields: { name: 'カード', holder: world.persons.clerk, until },
  ...more,
})
const add = (body: object) => officer.post<Refusal & Written>(`${cards}/entries`, body)
const change = (id: string, version: number, body: object) =>
  officer.patch<Refusal & Written>(`${cards}/entries/${id}`, body, { ifMatch: version })

test('a date far from today is written only once somebody has said that it is meant', async () => {
  const refused = await add(card('2126-03-31'))
  expect([refused.status, refused.body.code]).toEqual([422, 'date-far'])
  expect(refused.body.faults).toMatchObject([{ at: '/fields/until' }])
  expect((await add(card('2026-12-01'))).status).toBe(201)
  expect((await add(card('2126-03-31', { datesMeant: true }))).status).toBe(201)
})

test('what stood there before is not asked about again, a new date is', async () => {
  const { body } = await add(card('2126-03-31', { datesMeant: true }))
  const same = await change(body.id, 1, { fields: { name: '別のカード' } })
  expect(same.status).toBe(200)
  const other = { fields: { until: '2127-03-31' } }
  expect((await change(body.id, 2, other)).body.code).toBe('date-far')
  expect((await change(body.id, 2, { ...other, datesMeant: true })).status).toBe(200)
})

test('the same change to many entries asks too', async () => {
  const { body } = await add(card('2026-12-01'))
  const many = (more: object) =>
    officer.post<Refusal>(`${cards}/changes`, {
      entries: [{ id: body.id, version: 1 }],
      fields: { until: '2226-12-01' },
      ...more,
    })
  expect((await many({})).body.code).toBe('date-far')
  expect((await many({ datesMeant: true })).status).toBe(200)
})

test('a date in a row of a table is asked about at its place', async () => {
  const write = (days: readonly string[], more = {}) =>
    chief.post<Refusal>('/api/registers/visits/entries', {
      fields: { name: '書庫', rounds: days.map((day) => ({ day })) },
      ...more,
    })
  const refused = await write(['2026-11-01', '1926-11-02'])
  expect(refused.body.code).toBe('date-far')
  expect(refused.body.faults).toMatchObject([
    { at: '/fields/rounds/1/day', detail: expect.stringContaining('見た日の2行目の日') },
  ])
  expect((await write(['2026-11-01', '1926-11-02'], { datesMeant: true })).status).toBe(201)
})

test('a file with such dates names them, and is written only once they are meant', async () => {
  const { body } = await officer.upload<Written>(`${cards}/imports`, {
    name: 'カード.csv',
    type: 'text/csv',
    content: 'カード,使う人,有効期限\r\n甲,森 空,2026-12-01\r\n乙,森 空,2126-12-01\r\n',
  })
  await jobs.runDue()
  const url = `${cards}/imports/${body.id}`
  expect((await officer.get(url)).body).toMatchObject({
    good: 2,
    farDates: { dates: [{ row: 3, title: '有効期限', day: '2126-12-01' }], count: 1 },
  })
  const run = (more = {}) => officer.post<Refusal>(`${url}/run`, { goodOnly: false, ...more })
  expect((await run()).body.code).toBe('date-far')
  expect((await run({ datesMeant: true })).status).toBe(204)
})
