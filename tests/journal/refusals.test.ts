import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JournalPage } from '#features/journal/contract.ts'
import { createToken } from '#features/accounts/server/actions/tokens.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { hashToken } from '#platform/auth/sessions.ts'
import { refusalsPerMinute, strangersPerHour } from '#platform/http/refusals.ts'
import { routes } from '../../src/apps/routes.ts'
import { storedPath } from '../support/storedPath.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

const refused = async () =>
  (await world.journal()).filter(({ action }) => action === 'request.refuse')

test('a sign-in with a name that nobody has leaves a journal that can be read', async () => {
  const answer = await world.anyone().post('/api/session', {
    organization: 'hinata',
    account: 'nobody-at-all',
    password: 'x'.repeat(12),
  })
  expect(answer.status).toBe(401)
  const page = await (await world.as('admin')).get<JournalPage>('/api/journal')
  expect(page.status).toBe(200)
  expect(page.body.rows[0]).toMatchObject({ subjectKind: 'account', subjectId: '-' })
})

test('who is refused a page, or asks for a record that is not theirs, leaves a row that names both', async () => {
  const clerk = await world.as('clerk')
  expect((await clerk.get('/api/journal')).status).toBe(403)
  const { id } = await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
  })
  const foreign = await world.as('foreignAdmin')
  expect((await foreign.get(`/api/registers/assets/entries/${id}`)).status).toBe(404)
  expect(await refused()).toMatchObject([
    {
      subject: 'request',
      subjectId: 'GET /api/journal',
      actor: world.persons.clerk,
      detail: { code: 'not-allowed' },
    },
  ])
  const page = await foreign.get<JournalPage>('/api/journal?action=request.refuse')
  expect(page.body.rows).toMatchObject([
    { actor: world.persons.foreignAdmin, detail: { code: 'not-found', record: { id } } },
  ])
})

test('an account cannot fill the journal with refusals: the rest is counted in its next row', async () => {
  const clerk = await world.as('clerk')
  for (let i = 0; i < refusalsPerMinute + 7; i += 1) await clerk.get('/api/journal')
  expect(await refused()).toHaveLength(refusalsPerMinute)
  world.clock.advance({ minutes: 2 })
  await clerk.get('/api/journal')
  expect((await refused()).at(-1)).toMatchObject({ detail: { more: 7 } })
  expect(await refused()).toHaveLength(refusalsPerMinute + 1)
})

test('a file whose content was altered is not handed out, and the journal says who asked', async () => {
  const clerk = await world.as('clerk')
  const sent = await clerk.upload<{ id: string }>('/api/files', {
    name: '控え.txt',
    type: 'text/plain',
    content: '控え',
  })
  const path = `/api/files/${sent.body.id}`
  expect((await clerk.get(path)).status).toBe(200)
  const [{ sha256 }] = (await world.transact(({ db }) =>
    db.selectFrom('files').select('sha256').where('id', '=', sent.body.id).execute(),
  )) as [{ sha256: string }]
  writeFileSync(storedPath(world, sha256), '別の中身')
  const answer = await clerk.get<{ code: string }>(path)
  expect([answer.status, answer.body.code]).toEqual([409, 'file-altered'])
  expect(await refused()).toMatchObject([
    { actor: world.persons.clerk, detail: { code: 'file-altered', record: { id: sent.body.id } } },
  ])
})

/** An API token of the clerk. */
async function tokenOf(scope: 'read' | 'write'): Promise<{ token: string }> {
  const secret = 'k'.repeat(32)
  await world.performAction('clerk', createToken, {
    title: '集計',
    scopes: [scope],
    until: '2026-12-31',
    tokenHash: hashToken(secret).toString('hex'),
  })
  return { token: `${world.organizationId}.${secret}` }
}

const refusedPage = async () =>
  (await (await world.as('admin')).get<JournalPage>('/api/journal?refused=only')).body.rows

test('what is refused before anything runs leaves a row: a page without its value, a token beyond its rights', async () => {
  const clerk = await world.as('clerk')
  clerk.cookies.set('sekisho_csrf', 'another')
  expect((await clerk.post('/api/cases', {})).status).toBe(403)
  const { token } = await tokenOf('read')
  const headers = { authorization: `Bearer ${token}` }
  expect((await world.anyone().post('/api/cases', {}, { headers })).status).toBe(403)
  expect(await refused()).toMatchObject([
    { subjectId: 'POST /api/cases', actor: world.persons.clerk, detail: { code: 'csrf' } },
    { subjectId: 'POST /api/cases', actor: world.persons.clerk, detail: { code: 'token-scope' } },
  ])
})

test('a token that the organisation does not have leaves a row without a person, few an hour, the rest counted', async () => {
  const headers = { authorization: `Bearer ${world.organizationId}.${'x'.repeat(32)}` }
  for (let i = 0; i < strangersPerHour.address + 4; i += 1)
    expect((await world.anyone().get('/api/tasks', { headers })).status).toBe(401)
  expect(await refused()).toHaveLength(strangersPerHour.address)
  expect((await refused())[0]).toMatchObject({
    actor: null,
    detail: { code: 'signed-out', credential: 'token', address: '127.0.0.1' },
  })
  world.clock.advance({ hours: 2 })
  await world.anyone().get('/api/tasks', { headers })
  expect((await refused()).at(-1)).toMatchObject({ detail: { more: 4 } })
  const [row] = await refusedPage()
  expect(row!.actorName).toBe('サインインしていない人')
})

test('a token of another organisation leaves a row in the one that it names; one of no organisation none', async () => {
  const { token } = await tokenOf('read')
  const at = (organization: string): { authorization: string } => ({
    authorization: `Bearer ${organization}${token.slice(36)}`,
  })
  const nowhere = '00000000-0000-7000-8000-000000000000'
  for (const organization of [world.foreignId, nowhere])
    expect((await world.anyone().get('/api/tasks', { headers: at(organization) })).status).toBe(401)
  expect(await refused()).toEqual([])
  const foreign = await world.as('foreignAdmin')
  const { rows } = (await foreign.get<JournalPage>('/api/journal?refused=only')).body
  expect(rows).toMatchObject([{ actor: null, detail: { credential: 'token' } }])
})

test('a session that has ended leaves no row: pages that are left open send it', async () => {
  const clerk = await world.as('clerk')
  const cookies = [...clerk.cookies]
  await clerk.delete('/api/session')
  for (const [name, value] of cookies) clerk.cookies.set(name, value)
  expect((await clerk.get('/api/tasks')).status).toBe(401)
  expect(await refused()).toEqual([])
  clerk.cookies.set('sekisho_session', `${world.organizationId}.${'y'.repeat(32)}`)
  expect((await clerk.get('/api/tasks')).status).toBe(401)
  expect(await refused()).toMatchObject([{ detail: { credential: 'session' } }])
})

test('a record that is named in the body and is not theirs leaves a row that names it', async () => {
  const { id } = await world.performAction('clerk', createEntry, {
    register: 'assets',
    fields: { name: '名簿', form: 'paper', class: { confidentiality: 2 }, place: '書庫' },
  })
  const foreign = await world.as('foreignAdmin')
  const answer = await foreign.post('/api/cases', { procedure: 'take-out', about: [id] })
  expect(answer.status).toBe(404)
  const { rows } = (await foreign.get<JournalPage>('/api/journal?refused=only')).body
  expect(rows).toMatchObject([{ detail: { code: 'not-found', record: { 'about/0': id } } }])
})

test('the journal is read with what was refused, only that, or without it', async () => {
  await (await world.as('clerk')).get('/api/journal')
  const admin = await world.as('admin')
  const acts = async (query: string) =>
    (await admin.get<JournalPage>(`/api/journal${query}`)).body.rows.map(({ action }) => action)
  expect(await acts('')).toEqual(['request.refuse', 'organization.found'])
  expect(await acts('?refused=only')).toEqual(['request.refuse'])
  expect(await acts('?refused=without')).toEqual(['organization.found'])
})
