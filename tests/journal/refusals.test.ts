import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JournalPage } from '#features/journal/contract.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { refusalsPerMinute } from '#platform/http/refusals.ts'
import { routes } from '../../src/apps/routes.ts'
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
  writeFileSync(world.services.files.path(sha256), '別の中身')
  const answer = await clerk.get<{ code: string }>(path)
  expect([answer.status, answer.body.code]).toEqual([409, 'file-altered'])
  expect(await refused()).toMatchObject([
    { actor: world.persons.clerk, detail: { code: 'file-altered', record: { id: sent.body.id } } },
  ])
})
