import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StartAnswer, StartLine, StartLineId } from '#features/start/contract.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { World } from '#tests/support/world.ts'
import { mailTaken } from '#features/start/server/public.ts'
import { performAction } from '#platform/gate/perform.ts'
import { routes } from '../../src/apps/routes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({
    routes,
    settings: { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'sekisho@example.jp' },
  })
})
afterAll(() => world.close())

const list = async (): Promise<StartAnswer> =>
  (await (await world.as('admin')).get<StartAnswer>('/api/start')).body
const line = async (id: StartLineId): Promise<StartLine> =>
  (await list()).lines.find((candidate) => candidate.id === id)!

test('only those who administer have a start list', async () => {
  expect((await (await world.as('clerk')).get('/api/start')).status).toBe(403)
  expect((await list()).lines.map(({ id }) => id)).toContain('people')
})

test('the document is done when it is imported, the differences when each is decided', async () => {
  expect(await line('document')).toMatchObject({ state: 'open', href: '/policy/import' })
  expect(await line('departures')).toMatchObject({ state: 'open', of: null })
  const admin = await world.as('admin')
  const { id } = (
    await admin.upload<{ id: string }>('/api/policy/documents', {
      name: 'policy.md',
      type: 'text/markdown',
      content: '# 町の情報の決まり\n\n## 1 組織\n\n(1) 副町長を最高責任者とする。\n',
    })
  ).body
  expect(await line('document')).toMatchObject({ state: 'done' })
  const { of: count } = await line('departures')
  expect(count).toBeGreaterThan(1)
  const decide = (body: object) => admin.post(`/api/policy/documents/${id}/decisions`, body)
  expect((await decide({ places: [0], decision: 'as-is', comment: ' ' })).status).toBe(422)
  expect((await decide({ places: [count], decision: 'mend', comment: '' })).status).toBe(404)
  await decide({ places: [0], decision: 'as-is', comment: '別の規程にある' })
  expect(await line('departures')).toMatchObject({ state: 'open', done: 1 })
  await decide({
    places: Array.from({ length: count! }, (_, place) => place),
    decision: 'mend',
    comment: '',
  })
  expect(await line('departures')).toMatchObject({ state: 'done', done: count })
  expect(
    (await admin.get<{ decisions: object[] }>(`/api/policy/documents/${id}`)).body.decisions[0],
  ).toMatchObject({ place: 0, decision: 'mend' })
})

test('a line is put aside with a word, by whom and when, and comes back', async () => {
  const admin = await world.as('admin')
  expect((await admin.post('/api/start/forms/aside', { word: ' ' })).status).toBe(422)
  await admin.post('/api/start/forms/aside', { word: '今の紙を使う' })
  expect(await line('forms')).toMatchObject({
    state: 'aside',
    aside: { word: '今の紙を使う', by: expect.stringMatching(/\S/) },
  })
  expect((await world.journal()).at(-1)).toMatchObject({
    action: 'start.put-aside',
    subjectId: 'forms',
    detail: { word: '今の紙を使う' },
  })
  await admin.delete('/api/start/forms/aside')
  expect(await line('forms')).toMatchObject({ state: 'open', aside: null })
  expect((await admin.delete('/api/start/forms/aside')).status).toBe(404)
})

test('mail is done when the mail server took a trial, not when it is set up or asked for', async () => {
  expect(await line('mail')).toMatchObject({ state: 'open' })
  const admin = await world.as('admin')
  await world.transact(({ db, organization }) =>
    db
      .updateTable('persons')
      .set({ email: null })
      .where('organization_id', '=', organization.id)
      .execute(),
  )
  expect((await admin.post<{ code: string }>('/api/start/mail', {})).body.code).toBe(
    'mail-address-missing',
  )
  await world.transact(({ db, organization }) =>
    db
      .updateTable('persons')
      .set({ email: 'admin@example.jp' })
      .where('organization_id', '=', organization.id)
      .where('id', '=', world.persons.admin)
      .execute(),
  )
  expect((await admin.post('/api/start/mail', {})).body).toEqual({ address: 'admin@example.jp' })
  expect(await line('mail')).toMatchObject({ state: 'waiting', done: 0 })
  const trial = await world.transact(({ db, organization }) =>
    db
      .selectFrom('mail_trials')
      .select('id')
      .where('organization_id', '=', organization.id)
      .executeTakeFirstOrThrow(),
  )
  await performAction(
    world.gate,
    world.organizationId,
    { kind: 'program', name: 'mail' },
    mailTaken,
    {
      id: trial.id,
    },
  )
  expect(await line('mail')).toMatchObject({ state: 'done', done: 1 })
})

test('a second administrator counts only when they have signed in', async () => {
  await world.transact(async (tx) => {
    await tx.db
      .updateTable('accounts')
      .set({ signed_in_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', world.accounts.admin)
      .execute()
    await tx.db
      .updateTable('accounts')
      .set({ administrator: true, signed_in_at: null })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', world.accounts.clerk)
      .execute()
  })
  expect(await line('second')).toMatchObject({ state: 'waiting', done: 1 })
  await world.transact((tx) =>
    tx.db
      .updateTable('accounts')
      .set({ signed_in_at: tx.now })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', world.accounts.clerk)
      .execute(),
  )
  expect(await line('second')).toMatchObject({ state: 'done', done: 2 })
})
