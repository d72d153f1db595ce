import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { routes } from '#features/accounts/server/routes.ts'
import { createBackup } from '#platform/backup/backup.ts'
import { restoreBackup } from '#platform/backup/restore.ts'
import { verifyInstallation } from '#platform/backup/verify.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import {
  addOrganization,
  deleteOrganization,
  exportOrganization,
  listOrganizations,
  renameOrganization,
} from '../../src/apps/cli/organizations.ts'
import type { OrganizationCommand } from '../../src/apps/cli/organizations.ts'
import { digestOf, freshDatabase, pathOf, query } from '../durability/village.ts'
import { makeWorld, worldPassword } from '../support/world.ts'
import type { World } from '../support/world.ts'

interface Problem {
  readonly code: string
}
const packsFolder = fileURLToPath(new URL('../support/packs', import.meta.url))

let world: World
let folder: string
let said: string[]
let command: OrganizationCommand
beforeEach(async () => {
  world = await makeWorld({ routes })
  folder = world.services.settings.folder
  // The key of a world.
  writeFileSync(join(folder, 'secret.key'), Buffer.alloc(32, 7))
  said = []
  command = {
    folder,
    databaseUrl: world.ownerUrl,
    json: false,
    environment: world.services.environment,
    out: (line) => void said.push(line),
  }
})
afterEach(() => world.close())

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
const newcomer = {
  slug: 'tsukimi',
  title: '月見町',
  pack: 'hinata',
  unit: '月見町役場',
  name: '月岡 晴',
  kana: 'つきおか はる',
  account: 'tsukioka',
  packsFolder,
}
const signIn = (account: string, password: string, organization?: string) =>
  world
    .anyone()
    .post<Problem & { mustChange: boolean }>('/api/session', { account, password, organization })

/** Keeps a file with a row in each of the organisations. */
async function keepFile(text: string, organizationIds: readonly string[]): Promise<string> {
  const sha256 = createHash('sha256').update(text).digest('hex')
  mkdirSync(dirname(pathOf(folder, sha256)), { recursive: true })
  writeFileSync(pathOf(folder, sha256), text)
  for (const id of organizationIds)
    await query(
      world.ownerUrl,
      `insert into files (organization_id, id, sha256, name, media_type, size, uploaded_at) values ($1, gen_random_uuid(), $2, $3, 'text/plain', $4, now())`,
      [id, sha256, `${text}.txt`, text.length],
    )
  return sha256
}

test('another organisation is added beside those that work; its administrator begins with a password that must be changed', async () => {
  await addOrganization(command, newcomer)
  const password = /仮のパスワード (\S+?)（/.exec(said.join('\n'))![1]!
  const answer = await signIn('tsukioka', password, 'tsukimi')
  expect(answer.status).toBe(200)
  expect(answer.body.mustChange).toBe(true)
  expect((await signIn('tsukioka', password, 'hinata')).body.code).toBe('sign-in-refused')
  expect((await signIn('tsukioka', password)).body.code).toBe('organization-needed')
  expect((await signIn('head', worldPassword, 'hinata')).status).toBe(200)
  const [line] = await query<{ seq: string; action: string }>(
    world.ownerUrl,
    `select seq, action from journal j join organizations o using (organization_id) where slug = 'tsukimi' order by seq limit 1`,
  )
  expect(line).toMatchObject({ action: 'organization.found' })
  const report = await verifyInstallation({
    database: { connectionString: world.ownerUrl },
    folder,
  })
  expect(report.journals.find(({ title }) => title === '月見町')).toMatchObject({ broken: [] })
  expect(await codeOf(addOrganization(command, newcomer))).toBe('organization-exists')
  expect(await codeOf(addOrganization(command, { ...newcomer, slug: 'Tsuki mi' }))).toBe(
    'organization-slug',
  )
  expect(
    await codeOf(addOrganization(command, { ...newcomer, slug: 'other', pack: 'nowhere' })),
  ).toBe('pack-missing')
  expect(
    await codeOf(addOrganization(command, { ...newcomer, slug: 'other', account: 'A B' })),
  ).toBe('input-invalid')
})

test('a pack in the folder of an organisation is its own: another one does not have it', async () => {
  const own = join(folder, 'organizations/tsukimi/packs/hoshi/pack.yaml')
  mkdirSync(dirname(own), { recursive: true })
  writeFileSync(own, '# not a pack\n')
  expect(await codeOf(addOrganization(command, { ...newcomer, pack: 'hoshi' }))).toBe('pack-faulty')
  expect(
    await codeOf(addOrganization(command, { ...newcomer, slug: 'other', pack: 'hoshi' })),
  ).toBe('done')
})

test('the list shows which organisations there are and how large, and nothing of what is in them', async () => {
  await keepFile('個人番号の一覧', [world.foreignId])
  await listOrganizations({ ...command, json: true })
  expect(JSON.parse(said[0]!)).toEqual([
    expect.objectContaining({ slug: 'asahi', title: 'あさひ村', accounts: 3, files: 1 }),
    expect.objectContaining({ slug: 'hinata', title: 'ひなた町', files: 0 }),
  ])
  await listOrganizations(command)
  for (const inside of ['個人番号', '峰', 'foreign']) expect(said.join('\n')).not.toContain(inside)
})

test('a new name and identifier count at once, with an event in the journal of that organisation only', async () => {
  const client = await world.as('head')
  await renameOrganization(command, 'hinata', { title: '新ひなた市', slug: 'shin-hinata' })
  expect((await client.get('/api/session')).body).toMatchObject({
    organization: { title: '新ひなた市' },
  })
  expect((await signIn('head', worldPassword, 'shin-hinata')).status).toBe(200)
  expect((await signIn('head', worldPassword, 'hinata')).body.code).toBe('sign-in-refused')
  const events = (await world.journal()).filter(({ action }) => action === 'organization.identify')
  expect(events).toMatchObject([
    {
      actor: null,
      detail: {
        changes: {
          title: { from: 'ひなた町', to: '新ひなた市' },
          slug: { from: 'hinata', to: 'shin-hinata' },
        },
      },
    },
  ])
  const [foreign] = await query<{ count: number }>(
    world.ownerUrl,
    `select count(*)::int from journal where organization_id = $1 and action = 'organization.identify'`,
    [world.foreignId],
  )
  expect(foreign!.count).toBe(0)
  expect(await codeOf(renameOrganization(command, 'shin-hinata', { slug: 'asahi' }))).toBe(
    'organization-exists',
  )
  expect(await codeOf(renameOrganization(command, 'hinata', { title: 'x' }))).toBe(
    'organization-unknown',
  )
})

test('an export holds everything of one organisation and nothing of another, nor the key; with the key it is an installation of its own', async () => {
  await keepFile('共通の様式', [world.organizationId, world.foreignId])
  const own = await keepFile('ひなたの表', [world.organizationId])
  const foreign = await keepFile('あさひの表', [world.foreignId])
  const target = mkdtempSync(join(tmpdir(), 'sekisho-export-'))
  try {
    const file = join(target, 'hinata.sekisho')
    expect(await exportOrganization(command, 'hinata', file)).toBe(0)
    const content = gunzipSync(readFileSync(file))
    expect(content.includes(world.foreignId)).toBe(false)
    expect(content.includes('あさひ')).toBe(false)
    expect(content.includes(foreign)).toBe(false)
    expect(content.includes(Buffer.alloc(32, 7))).toBe(false)
    expect(content.includes(own)).toBe(true)

    const url = await freshDatabase()
    const place = { file, folder: join(target, 'new'), databaseUrl: url }
    expect(await codeOf(restoreBackup(place))).toBe('restore-needs-key')
    writeFileSync(join(target, 'wrong.key'), Buffer.alloc(32, 8))
    expect(await codeOf(restoreBackup({ ...place, keyFile: join(target, 'wrong.key') }))).toBe(
      'restore-needs-key',
    )
    await restoreBackup({ ...place, keyFile: join(folder, 'secret.key') })
    const tables = Object.keys(await digestOf(url)).filter((name) => name !== 'installation')
    for (const name of tables) {
      const count = `select count(*)::int as count from ${name} where organization_id = $1`
      expect([name, await query(url, count, [world.organizationId])]).toEqual([
        name,
        await query(world.ownerUrl, count, [world.organizationId]),
      ])
      expect(await query(url, count, [world.foreignId])).toEqual([{ count: 0 }])
    }
    const report = await verifyInstallation({
      database: { connectionString: url },
      folder: place.folder,
    })
    expect(report).toMatchObject({ files: 2, fileFaults: [] })
    // The two rows of files that this test wrote past every action are all that the journal misses.
    expect(report.journals.length).toBe(1)
    expect(report.journals[0]!.broken.map(({ table }) => table)).toEqual(['files', 'files'])
  } finally {
    rmSync(target, { recursive: true, force: true })
  }
})

test('an organisation is deleted with everything after its name was typed; the others keep all they have', async () => {
  const client = await world.as('head')
  const foreignClient = await world.as('foreignHead')
  const shared = await keepFile('共通の様式', [world.organizationId, world.foreignId])
  const own = await keepFile('ひなたの表', [world.organizationId])
  const ownFolder = join(folder, 'organizations/hinata/packs')
  mkdirSync(ownFolder, { recursive: true })
  const foreignRows = async (): Promise<string[]> => {
    const rows: string[] = []
    for (const name of Object.keys(await digestOf(world.ownerUrl)))
      if (name !== 'installation')
        rows.push(
          ...(
            await query<{ row: string }>(
              world.ownerUrl,
              `select '${name} ' || t::text as row from ${name} t where organization_id = $1 order by 1`,
              [world.foreignId],
            )
          ).map(({ row }) => row),
        )
    return rows
  }
  const asked: string[] = []
  const answering = (name: string) => (question: string) => {
    asked.push(question)
    return Promise.resolve(name)
  }
  const before = await digestOf(world.ownerUrl)
  for (const name of ['', 'hinata', 'あさひ村'])
    expect(await codeOf(deleteOrganization(command, 'hinata', answering(name), 0))).toBe(
      'organization-not-confirmed',
    )
  expect(await digestOf(world.ownerUrl)).toEqual(before)
  expect(asked[0]).toContain('ひなた町')

  const kept = await foreignRows()
  await deleteOrganization(command, 'hinata', answering('ひなた町'), 0)
  for (const name of Object.keys(before))
    if (name !== 'installation')
      expect([
        name,
        await query(
          world.ownerUrl,
          `select count(*)::int as count from ${name} where organization_id = $1`,
          [world.organizationId],
        ),
      ]).toEqual([name, [{ count: 0 }]])
  expect(await foreignRows()).toEqual(kept)
  expect(existsSync(pathOf(folder, own))).toBe(false)
  expect(existsSync(pathOf(folder, shared))).toBe(true)
  expect(existsSync(ownFolder)).toBe(false)
  expect((await client.get('/api/session')).status).toBe(401)
  expect((await foreignClient.get('/api/session')).status).toBe(200)
  await createBackup({
    database: { connectionString: world.ownerUrl },
    folder,
    file: join(folder, 'after.sekisho'),
    now: new Date(0),
  })
  await world.services.seals.save()
  const report = await verifyInstallation({
    database: { connectionString: world.ownerUrl },
    folder,
  })
  expect(report.journals.map(({ title }) => title)).toEqual(['あさひ村'])
})
