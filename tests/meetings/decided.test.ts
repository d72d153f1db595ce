import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CaseReceipt } from '#features/cases/contract/acts.ts'
import { changeEntries } from '#features/registers/server/public.ts'
import { createAsset } from '#tests/cases/steps.ts'
import type { Refusal } from '#tests/cases/steps.ts'
import type { World } from '#tests/support/world.ts'
import { makeRevisedWorld } from '#tests/support/revised.ts'
import { routes } from '../../src/apps/routes.ts'
import { withOfficers } from './officers.ts'
import { caseVersion } from '../support/versions.ts'

const matter = `procedure: matter
title: 委員会に諮ること
number: 付議{年度}-{000}
subject: "{what}"
about: lines of assets
carries: 1-1(5)
fields:
  what: { title: 諮ること, type: text, required }
  record: { title: 記録, type: files }
steps:
  apply: { title: 申し出, by: applicant, fill: what, button: 申し出る, then: deliberate }
  deliberate:
    title: 委員会の審議
    by: committee
    meeting: true
    fill: record
    may:
      agree: { title: 認める, tone: good, then: end agreed }
      reject: { title: 認めない, tone: bad, comment, then: end rejected }
    carries: 1-1(5)
ends:
  agreed: { title: 認められた, tone: good }
  rejected: { title: 認められなかった, tone: bad }
`

let world: World
let meeting: string
beforeEach(async () => {
  world = await makeRevisedWorld(
    routes,
    { 'procedures/matter.yaml': matter },
    {
      'roles.yaml': withOfficers,
      'registers/assets.yaml': (text) =>
        text.replace(
          'states: [使用中, 持出中, 廃棄済み]',
          'states: [使用中, 持出中, 廃棄済み]\nended: [廃棄済み]',
        ),
    },
  )
  const planned = await (
    await world.as('chief')
  ).post<{ id: string }>('/api/bodies/committee/meetings', {
    beginsAt: '2026-11-04T10:00:00+09:00',
    place: '',
    topics: [],
  })
  meeting = planned.body.id
  world.clock.set('2026-11-04 11:00')
})
afterEach(() => world.close())

async function matterAbout(entry: string): Promise<string> {
  return (
    await (
      await world.as('clerk')
    ).post<CaseReceipt>('/api/cases', {
      procedure: 'matter',
      about: [entry],
      fields: { what: '名簿の扱い' },
      send: true,
    })
  ).body.id
}

async function record(decision: Readonly<Record<string, unknown>> & { case: string }) {
  return (await world.as('chief')).post<Refusal>(
    `/api/meetings/${meeting}/record`,
    {
      attendees: [world.persons.ciso],
      minutes: '審議した。',
      decisions: [{ version: await caseVersion(world, decision.case), ...decision }],
    },
    { ifMatch: 1 },
  )
}

test('a body permits nothing either about what was thrown away meanwhile; it may still refuse', async () => {
  const entry = await createAsset(world, 2)
  const id = await matterAbout(entry)
  await world.transact((tx) =>
    changeEntries(tx, [entry], { state: '廃棄済み', fields: {} }, { reason: '廃棄したため' }),
  )
  expect((await record({ case: id, decision: 'agree' })).body.code).toBe('about-over')
  expect((await record({ case: id, decision: 'reject', comment: '廃棄されたため' })).status).toBe(
    200,
  )
})

test('a meeting decides nothing about a case that has changed since the body saw it', async () => {
  const id = await matterAbout(await createAsset(world, 2))
  for (const version of [1, 99])
    expect((await record({ case: id, version, decision: 'agree' })).body.code).toBe('step-passed')
  expect((await record({ case: id, decision: 'agree' })).status).toBe(200)
})

test('whoever records a meeting attaches files of their own, not those that others sent', async () => {
  const id = await matterAbout(await createAsset(world, 2))
  const sent = await (
    await world.as('worksClerk')
  ).upload<{ id: string }>('/api/files', { name: '内密.txt', type: 'text/plain', content: '内密' })
  expect(sent.status).toBe(201)
  expect(
    (await record({ case: id, decision: 'agree', fields: { record: [sent.body.id] } })).body,
  ).toMatchObject({ code: 'input-invalid', faults: [{ at: '/fields/record' }] })
  const own = await (
    await world.as('chief')
  ).upload<{ id: string }>('/api/files', {
    name: '議事録.txt',
    type: 'text/plain',
    content: '議事録',
  })
  expect(
    (await record({ case: id, decision: 'agree', fields: { record: [own.body.id] } })).status,
  ).toBe(200)
})
