import { fileURLToPath } from 'node:url'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { beginCase } from '#features/cases/server/public.ts'
import type { Approved, EditionList } from '#features/policy/contract.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { createBackup } from '#platform/backup/backup.ts'
import { verifyInstallation } from '#platform/backup/verify.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { routes } from '../../src/apps/routes.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { recurringJobs } from '../../src/apps/jobs.ts'
import { makeWorld, worldPassword } from '../support/world.ts'
import type { World } from '../support/world.ts'

const packsFolder = fileURLToPath(new URL('../support/packs', import.meta.url))
let world: World
let owner: pg.Client
let sources: ReadonlyMap<string, string>
let first: string
let caseId: string
const logged: string[] = []

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    logged.push(String(line))
    return true
  })
  world = await makeWorld({ routes })
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  const edition = await new PackLibrary(packsFolder).edition('hinata')
  sources = edition.texts
  first = edition.hash
  const { id: asset } = await world.performAction('clerk', createEntry, {
    register: 'assets',
    unit: world.units.welfare,
    fields: { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
  })
  const begun = await world.performAction('clerk', beginCase, {
    procedure: 'take-out',
    about: [asset],
    fields: {
      medium: 'paper',
      destination: '県庁',
      purpose: '打合せ',
      departAt: '2026-11-04T09:00:00+09:00',
      returnBy: '2026-11-06T17:00:00+09:00',
    },
  })
  caseId = begun.id
})
afterAll(async () => {
  vi.restoreAllMocks()
  await owner.end()
  await world.close()
})
beforeEach(() => {
  logged.length = 0
})

let made = 0

/** Puts an edition in force as an older program may have stored it. */
async function inForce(
  changed: ReadonlyMap<string, string> | undefined,
  language = 1,
): Promise<void> {
  const hash = changed === undefined ? first : (++made).toString(16).padStart(64, '0')
  if (changed !== undefined) {
    await owner.query(
      `insert into pack_editions (organization_id, hash, pack, title, edition, in_force_from, sources, adopted_at, language)
       values ($1, $2, 'hinata', 'ひなた町', '前の版', '2024-04-01', $3, now(), $4)`,
      [world.organizationId, hash, JSON.stringify(Object.fromEntries(changed)), language],
    )
  }
  await owner.query(
    'update organizations set edition_hash = $2, revision = revision + 1 where organization_id = $1',
    [world.organizationId, hash],
  )
}

function edited(file: string, from: string, to: string): ReadonlyMap<string, string> {
  const path = `hinata/${file}`
  const text = sources.get(path) ?? ''
  expect(text).toContain(from)
  return new Map(sources).set(path, text.replace(from, to))
}

const signIn = () =>
  world.anyone().post<unknown>('/api/session', {
    organization: 'hinata',
    account: 'clerk',
    password: worldPassword,
  })

/** Requests every address without parameters; returns the responses that are not 200. */
async function walk(name: 'clerk' | 'admin'): Promise<string[]> {
  const client = await world.as(name)
  const urls = [
    ...routes.filter((one) => one.method === 'GET' && !one.url.includes(':')).map((one) => one.url),
    '/api/registers/assets',
    '/api/registers/assets/entries',
    `/api/cases/${caseId}`,
  ]
  const answers: string[] = []
  for (const url of urls) {
    const { status, body } = await client.get<{ code?: string }>(url)
    if (status !== 200) answers.push(`${status} ${body?.code ?? ''} ${url}`)
  }
  return answers
}
const editions = async (name: 'clerk' | 'admin'): Promise<EditionList> =>
  (await (await world.as(name)).get<EditionList>('/api/policy/editions')).body

test('an unknown key in an edition in force is ignored, reported to administrators and logged once', async () => {
  await inForce(undefined)
  const before = { clerk: await walk('clerk'), admin: await walk('admin') }
  expect(logged).toEqual([])
  await inForce(edited('procedures/take-out.yaml', 'form: 様式2', 'form: 様式2\ncolour: 赤'))
  expect((await signIn()).status).toBe(200)
  expect({ clerk: await walk('clerk'), admin: await walk('admin') }).toEqual(before)
  expect((await editions('admin')).notes).toEqual([
    {
      at: 'hinata/procedures/take-out.yaml:4:1',
      detail: expect.stringContaining('「colour」というキーはありません') as string,
      effect: 'ignored',
      without: [],
    },
  ])
  expect((await editions('clerk')).notes).toEqual([])
  expect(logged.filter((line) => line.includes('colour'))).toHaveLength(1)
})

test('a fault of a newer language changes nothing in an edition that was adopted before', async () => {
  await inForce(undefined)
  const before = await walk('clerk')
  const changed = edited('procedures/take-out.yaml', 'within: until returnBy', 'within: soon')
  await inForce(changed, 0)
  expect(await walk('clerk')).toEqual(before)
  expect((await editions('admin')).notes).toMatchObject([{ effect: 'works', without: [] }])
})

test('a mechanism that cannot be read is left out alone, with all that needs it', async () => {
  await inForce(edited('procedures/take-out.yaml', 'within: until returnBy', 'within: soon'))
  expect((await signIn()).status).toBe(200)
  const answers = await walk('clerk')
  expect(answers.filter((line) => /^(?:422 pack|5)/.test(line))).toEqual([])
  const clerk = await world.as('clerk')
  const { body } = await clerk.post<{ verdict: string; instead: string }>('/api/handling/ask', {
    act: 'take-out',
    class: { confidentiality: 1 },
  })
  expect(body).toMatchObject({ verdict: 'forbid' })
  expect(body.instead).toContain('決まりを読めません')
  const { notes, readable } = await editions('admin')
  expect(readable).toBe(true)
  expect(notes.flatMap((note) => note.without)).toEqual(
    expect.arrayContaining(['手続「情報資産の庁外持ち出し」', '行為「庁舎の外へ持ち出す」']),
  )
  await new Outbox(world.services, new Map(), recurringJobs).runRecurringJobs(world.organizationId)
  expect(logged.filter((line) => line.includes('"job"'))).toEqual([])
})

test('with an unreadable edition administrators still have sign-in, editions and the journal, and everybody else one sentence', async () => {
  await inForce(new Map([['hinata/pack.yaml', 'pack: [']]))
  const clerk = await world.as('clerk')
  expect((await signIn()).status).toBe(200)
  expect((await clerk.get('/api/session')).status).toBe(200)
  for (const url of ['/api/tasks', '/api/cases', '/api/registers', '/api/policy']) {
    const { status, body } = await clerk.get<{ code: string; detail: string }>(url)
    expect([url, status, body.code]).toEqual([url, 503, 'edition-unreadable'])
    expect(body.detail).toContain('新しい版')
  }
  const admin = await world.as('admin')
  const page = await editions('admin')
  expect(page).toMatchObject({ readable: false, mayAdopt: true })
  expect(page.notes.length).toBeGreaterThan(0)
  expect((await admin.get('/api/journal')).status).toBe(200)
  expect((await admin.get('/api/journal/verify')).status).toBe(200)
  await new Outbox(world.services, new Map(), recurringJobs).runRecurringJobs(world.organizationId)
  expect(logged.filter((line) => line.includes('"job"'))).toEqual([])
  const database = { connectionString: world.ownerUrl }
  const { folder } = world.services.settings
  const { editions: seen } = await verifyInstallation({ database, folder })
  expect(seen.map(({ title, readable }) => [title, readable])).toEqual([['ひなた町', false]])
  writeFileSync(join(folder, 'secret.key'), Buffer.alloc(32, 7))
  const file = join(folder, 'kept.sekisho')
  const made = await createBackup({ database, folder, file, now: world.clock.now() })
  // What this file wrote past the program is found, and nothing else.
  const altered = new Set(made.journals.flatMap(({ broken }) => broken.map(({ table }) => table)))
  expect([...altered].toSorted()).toEqual(['organizations', 'pack_editions'])
  const proposed = await admin.post<{ id: string }>('/api/policy/editions', {})
  expect(proposed.status).toBe(201)
  const approve = `/api/policy/editions/${proposed.body.id}/approve`
  expect((await admin.post<{ code: string }>(approve, {})).body.code).toBe('edition-alone')
  const approved = await admin.post<Approved>(approve, { reason: '版を読めず、ほかに誰も動けない' })
  expect([approved.status, approved.body.adopted?.hash]).toEqual([200, first])
  expect((await clerk.get('/api/tasks')).status).toBe(200)
  const row = await owner.query<{ language: number }>(
    'select language from pack_editions where organization_id = $1 and hash = $2',
    [world.organizationId, first],
  )
  expect(row.rows[0]?.language).toBeGreaterThan(1)
})

test('an edition without its row, or with anything else in place of its sources, is one that cannot be read', async () => {
  for (const kept of ['null', '[]', '"text"', '{"hinata/pack.yaml": 3}']) {
    const hash = (++made).toString(16).padStart(64, 'a')
    await owner.query(
      `insert into pack_editions (organization_id, hash, pack, title, edition, in_force_from, sources, adopted_at)
       values ($1, $2, 'hinata', 'ひなた町', '壊れた版', '2024-04-01', $3, now())`,
      [world.organizationId, hash, kept],
    )
    await owner.query(
      'update organizations set edition_hash = $2, revision = revision + 1 where organization_id = $1',
      [world.organizationId, hash],
    )
    expect((await signIn()).status).toBe(200)
    expect((await editions('admin')).readable).toBe(false)
  }
  await inForce(undefined)
})
