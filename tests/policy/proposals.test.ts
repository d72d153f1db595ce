import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Approved, EditionList, Outline, Proposed } from '#features/policy/contract.ts'
import { beginCase } from '#features/cases/server/public.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { beginEditions } from '#features/policy/server/public.ts'
import { readPackTexts } from '#platform/packs/folder.ts'
import type { EditionRefusal } from '../support/adoptEdition.ts'
import { makePackCopy } from './packCopy.ts'
import type { PackCopy } from './packCopy.ts'
import type { PersonName, World } from '../support/world.ts'

let copy: PackCopy
let world: World
let packs: string
beforeEach(async () => {
  copy = await makePackCopy()
  ;({ world, folder: packs } = copy)
})
afterEach(() => copy.close())

const rewrite: PackCopy['rewrite'] = (file, change) => copy.rewrite(file, change)
const rename = (edition: string, inForce = '2024-04-01'): void =>
  rewrite('pack.yaml', (text) =>
    text
      .replace(/^edition: .*$/m, `edition: ${edition}`)
      .replace(/^inForce: .*$/m, `inForce: ${inForce}`),
  )
const propose = async (name: PersonName = 'admin') =>
  (await world.as(name)).post<Proposed & EditionRefusal>('/api/policy/editions', {})
const decide = async (name: PersonName, id: string, what: string, body: object = {}) =>
  (await world.as(name)).post<Approved & EditionRefusal>(`/api/policy/editions/${id}/${what}`, body)
const editions = async (name: PersonName = 'admin') =>
  (await (await world.as(name)).get<EditionList>('/api/policy/editions')).body
const inForce = async () =>
  (await (await world.as('clerk')).get<Outline>('/api/policy')).body.edition
const runJob = () =>
  beginEditions({
    organizationId: world.organizationId,
    services: world.services,
    signal: AbortSignal.timeout(60_000),
  })

test('a proposed edition changes nothing until somebody else has approved it', async () => {
  rename('令和8年11月改定')
  const { status, body } = await propose()
  expect(status).toBe(201)
  expect(await inForce()).toBe('令和6年4月改定')
  const refused = await decide('admin', body.id, 'approve')
  expect([refused.status, refused.body.code]).toEqual([403, 'edition-own'])
  expect((await decide('clerk', body.id, 'approve')).body.code).toBe('not-allowed')
  expect((await editions('admin')).proposal).toMatchObject({ mayApprove: false, alone: false })
  expect((await editions('chief')).proposal).toMatchObject({ mayApprove: true })
  expect((await editions('clerk')).proposal).toBeNull()
  expect((await decide('chief', body.id, 'approve')).body.status).toBe('in-force')
  expect(await inForce()).toBe('令和8年11月改定')
  expect((await decide('chief', body.id, 'approve')).body.code).toBe('edition-closed')
})

test('who may approve a proposed edition is told, and who proposed it what was decided', async () => {
  const told = (name: PersonName) =>
    world.transact(async (tx) => {
      const notices = await tx.db
        .selectFrom('notices')
        .select('message')
        .where('organization_id', '=', world.organizationId)
        .where('person_id', '=', world.persons[name])
        .where('href', '=', '/policy/edition')
        .execute()
      return notices.map(({ message }) => message)
    })
  rename('令和8年11月改定', '2027-04-01')
  const { body } = await propose()
  expect(await told('chief')).toEqual([
    '規程パックの新しい版「令和8年11月改定」が承認を待っています。',
  ])
  expect([await told('admin'), await told('clerk')]).toEqual([[], []])
  await decide('chief', body.id, 'refuse', { comment: '日を改める' })
  expect(await told('admin')).toEqual(['「令和8年11月改定」は承認されませんでした：日を改める'])
})

test('what changes is shown in words, with the open cases whose route it touches', async () => {
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
  rename('令和8年11月改定')
  rewrite('procedures/take-out.yaml', (text) =>
    text.replace('within: until departAt', 'within: 2 working days'),
  )
  rewrite('accounts.yaml', (text) => text.replace(/minLength: \d+/, 'minLength: 14'))
  await propose()
  const { proposal } = await editions('chief')
  expect(proposal?.changes).toContainEqual({
    area: 'procedures',
    path: 'procedures/take-out/steps/approve/within',
    subject: ['情報資産の庁外持ち出し', '所属の責任者の許可'],
    keys: ['within'],
    change: 'changed',
    before: '「持出予定」まで',
    after: '2営業日以内',
  })
  expect(proposal?.changes.map((change) => change.path)).toContain('accounts/password/minLength')
  expect(proposal?.affected).toEqual([
    { procedure: 'take-out', title: '情報資産の庁外持ち出し', open: 1, numbers: [begun.number] },
  ])
})

test('an edition of a later day waits for its midnight in Japan, and comes into force by itself', async () => {
  rename('令和9年4月改定', '2027-04-01')
  const { body } = await propose()
  expect((await decide('chief', body.id, 'approve')).body).toMatchObject({
    status: 'approved',
    adopted: null,
  })
  await runJob()
  expect(await inForce()).toBe('令和6年4月改定')
  world.clock.set('2027-03-31 23:59')
  await runJob()
  expect(await inForce()).toBe('令和6年4月改定')
  world.clock.set('2027-04-01 00:00')
  await runJob()
  expect(await inForce()).toBe('令和9年4月改定')
  expect((await world.journal()).at(-1)).toMatchObject({ action: 'policy.adopt', actor: null })
})

test('what stands in the way on its day is noted, and the edition in force stays', async () => {
  rename('令和9年4月改定', '2027-04-01')
  const { body } = await propose()
  await decide('chief', body.id, 'approve')
  await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
  })
  await world.transact(({ db, organization }) =>
    db
      .updateTable('entries')
      .set({ register: 'gone' })
      .where('organization_id', '=', organization.id)
      .execute(),
  )
  world.clock.set('2027-04-01 00:00')
  await runJob()
  expect(await inForce()).toBe('令和6年4月改定')
  expect((await editions()).proposal?.trouble).toContain('台帳「gone」')
})

test('two contents under one name are refused, and so is a second edition while one waits', async () => {
  rewrite('accounts.yaml', (text) => text.replace(/minLength: \d+/, 'minLength: 14'))
  expect((await propose()).body.code).toBe('edition-name-used')
  rename('令和8年11月改定')
  const { body } = await propose()
  expect((await propose()).body.code).toBe('edition-open')
  expect((await decide('chief', body.id, 'refuse', { comment: '長すぎる' })).status).toBe(204)
  const again = await propose()
  expect(again.status).toBe(201)
  expect((await decide('admin', again.body.id, 'withdraw')).status).toBe(204)
  expect((await editions()).proposal).toBeNull()
})

test('an edition whose golden cases come out otherwise is refused with each of them', async () => {
  rename('令和8年11月改定')
  mkdirSync(join(packs, 'hinata/cases'))
  writeFileSync(
    join(packs, 'hinata/cases/send.yaml'),
    '- 持ち出しは許可が要る:\n    ask: { act: take-out, class: { confidentiality: 2 } }\n    expect: { verdict: forbid }\n',
  )
  const { status, body } = await propose()
  expect([status, body.code]).toEqual([422, 'edition-cases-fail'])
  expect(body.faults.length).toBeGreaterThan(0)
  expect(body.faults.every((fault) => /^hinata\/cases\/.*:\d+$/.test(fault.at))).toBe(true)
  expect((await editions()).proposal).toBeNull()
})

test('a pack comes as a zip of its folder, with the packs that it extends from the program', async () => {
  rename('令和8年11月改定')
  const texts = await readPackTexts(packs, 'hinata')
  copy.restore()
  const upload = async (files: Record<string, Uint8Array>) =>
    (await world.as('admin')).upload<Proposed & EditionRefusal>('/api/policy/editions/upload', {
      name: 'hinata.zip',
      type: 'application/zip',
      content: Buffer.from(zipSync(files)),
    })
  const files = Object.fromEntries(
    [...texts].map(([path, text]) => [`送るもの/${path}`, strToU8(text)]),
  )
  expect((await upload({ 'a/readme.txt': strToU8('x') })).body.detail).toContain('pack.yaml')
  expect((await upload({ 'other/pack.yaml': strToU8('pack: other') })).body.detail).toContain(
    '「hinata」',
  )
  const broken = {
    ...files,
    '送るもの/hinata/roles.yaml': new Uint8Array([0x8a, 0xd6, 0x8f, 0x8a]),
  }
  expect((await upload(broken)).body.detail).toContain('UTF-8')
  const proposed = await upload(files)
  expect(proposed.status).toBe(201)
  expect((await decide('chief', proposed.body.id, 'approve')).status).toBe(200)
  expect(await inForce()).toBe('令和8年11月改定')
})

test('who alone can approve may approve what they proposed, with a reason in the journal', async () => {
  await world.transact(async ({ db, organization, now }) => {
    await db
      .updateTable('accounts')
      .set({ suspended_at: now })
      .where('organization_id', '=', organization.id)
      .where('person_id', '!=', world.persons.admin)
      .execute()
  })
  rename('令和8年11月改定')
  const { body } = await propose()
  expect((await decide('admin', body.id, 'approve')).body.code).toBe('edition-alone')
  const reason = 'ほかの管理者は、まだいない'
  expect((await decide('admin', body.id, 'approve', { reason })).status).toBe(200)
  expect((await world.journal()).at(-1)?.detail).toMatchObject({ alone: reason })
})
