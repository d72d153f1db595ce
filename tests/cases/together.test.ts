import fc from 'fast-check'
import { leave } from '#tests/support/leave.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { updateEntry } from '#features/registers/server/actions.ts'
import { beginCase } from '#features/cases/server/public.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'
import {
  act,
  createAsset,
  encrypted,
  homeOf,
  tasksOf,
  takeOutFields,
  getCase,
  sendApplication,
  takeOutAsset,
} from './steps.ts'
import type { Receipt, Refusal } from './steps.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

const people: readonly PersonName[] = [
  'clerk',
  'colleague',
  'head',
  'deputy',
  'chief',
  'chiefDeputy',
  'ciso',
  'worksHead',
  'worksClerk',
  'nurseryHead',
  'admin',
]

describe('several people', () => {
  test('of two who decide at the same moment one succeeds, the other gets a refusal', async () => {
    const id = await sendApplication(world, 3)
    const head = await world.as('head')
    const [confirm] = (await getCase(head, id)).abilities.decisions
    const body = {
      step: 'approve',
      version: await caseVersion(world, id),
      decision: 'permit',
      confirmed: (confirm?.confirm ?? []).map((item) => item.id),
    }
    const answers = await Promise.all(
      [1, 2].map(() => head.post<Refusal>(`/api/cases/${id}/acts`, body)),
    )
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({
      code: 'step-passed',
      detail: expect.stringContaining('統括責任者の許可'),
      grounds: [{ provision: '2-2(2)' }],
    })
  })

  test('nobody permits what has been rewritten since they read it', async () => {
    const id = await sendApplication(world, 2)
    const [head, clerk] = [await world.as('head'), await world.as('clerk')]
    const read = await getCase(head, id)
    await act(head, id, 'ask', {}, '理由は')
    await act(clerk, id, undefined, { ...takeOutFields, purpose: '別の用事' })
    const late = await head.post<Refusal>(`/api/cases/${id}/acts`, {
      step: 'approve',
      version: read.version,
      decision: 'permit',
      confirmed: (read.abilities.decisions[0]?.confirm ?? []).map((item) => item.id),
    })
    expect(late.body.code).toBe('step-passed')
    const body = { step: 'approve', decision: 'permit' }
    const blind = await head.post<Refusal>(`/api/cases/${id}/acts`, body)
    expect([blind.status, blind.body.code]).toEqual([422, 'input-invalid'])
    const invented = await head.post<Refusal>(`/api/cases/${id}/acts`, { ...body, version: 99 })
    expect(invented.body.code).toBe('step-passed')
    expect((await act(head, id, 'permit')).status).toBe(200)
  })

  test('the same key does an act once', async () => {
    const clerk = await world.as('clerk')
    const body = {
      procedure: 'take-out',
      about: [await createAsset(world, 2)],
      fields: takeOutFields,
      send: true,
    }
    const first = await clerk.post<Receipt>('/api/cases', body, { key: 'once' })
    expect((await clerk.post<Receipt>('/api/cases', body, { key: 'once' })).body).toEqual(
      first.body,
    )
    expect(
      (await clerk.post<Refusal>('/api/cases', { ...body, send: false }, { key: 'once' })).body
        .code,
    ).toBe('idempotency-reused')
    expect((await clerk.get<{ rows: unknown[] }>('/api/cases')).body.rows).toHaveLength(1)
  })

  test('a case of another organisation or unit is not there: not in a list, not by its address, not to act on', async () => {
    const id = await sendApplication(world, 2)
    for (const person of [
      'foreignHead',
      'foreignAdmin',
      'worksClerk',
      'worksHead',
      'nurseryHead',
    ] as const) {
      const client = await world.as(person)
      for (const answer of [
        await client.get(`/api/cases/${id}`),
        await client.get(`/api/cases/${id}/form.pdf`),
        await client.post(`/api/cases/${id}/acts`, {
          step: 'approve',
          version: 1,
          decision: 'permit',
        }),
        await client.post(`/api/cases/${id}/withdraw`, {}),
      ]) {
        expect({ person, status: answer.status }).toEqual({ person, status: 404 })
      }
      expect((await client.get<{ rows: unknown[] }>('/api/cases')).body.rows).toEqual([])
    }
  })

  test('what a list shows can be read, and what can be read is listed', async () => {
    const ids = [
      await sendApplication(world, 2),
      await sendApplication(world, 3),
      await takeOutAsset(world, 3),
      await sendApplication(world, 2, 'head'),
      await sendApplication(world, 2, 'worksClerk'),
    ]
    for (const person of people) {
      const client = await world.as(person)
      const listed = (await client.get<{ rows: { id: string }[] }>('/api/cases')).body.rows.map(
        (row) => row.id,
      )
      const readable = (
        await Promise.all(
          ids.map(async (id) =>
            (await client.get(`/api/cases/${id}`)).status === 200 ? [id] : [],
          ),
        )
      ).flat()
      expect({ person, listed: listed.toSorted() }).toEqual({ person, listed: readable.toSorted() })
    }
  })

  test('whatever people do, exactly those who may act find the case under their tasks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<PersonName>('clerk', 'head', 'worksClerk', 'chief'),
        fc.integer({ min: 2, max: 3 }),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }),
        async (applicant, level, choices) => {
          const id = await sendApplication(world, level, applicant)
          for (const choice of [0, ...choices]) {
            const able: [PersonName, string][] = []
            for (const person of people) {
              const seen = await (
                await world.as(person)
              ).get<Awaited<ReturnType<typeof getCase>>>(`/api/cases/${id}`)
              const mayAct = seen.status === 200 && seen.body.abilities.mayAct
              expect({ person, mayAct }).toEqual({
                person,
                mayAct: tasksOf(await homeOf(world, person)).some((line) => line.caseId === id),
              })
              if (mayAct)
                able.push(
                  ...seen.body.abilities.decisions.map((item): [PersonName, string] => [
                    person,
                    item.id,
                  ]),
                )
            }
            const [person, decision] = able[choice % Math.max(1, able.length)] ?? []
            if (person === undefined) return
            await act(
              await world.as(person),
              id,
              decision,
              decision === 'done' || able.length === 1
                ? { departedAt: world.clock.now().toISOString() }
                : {},
              '理由',
              decision === 'done' || able.length === 1 ? encrypted : undefined,
            )
          }
        },
      ),
      { numRuns: 12, seed: 7 },
    )
  })
})

describe('what changes under way', () => {
  test('a raised class starts the approvals again by the higher route, in the transaction of the edit', async () => {
    const about = await createAsset(world, 2)
    const { id } = await world.performAction('clerk', beginCase, {
      procedure: 'take-out',
      about: [about],
      fields: takeOutFields,
      send: true,
    })
    await act(await world.as('head'), id, 'permit')
    expect((await getCase(await world.as('clerk'), id)).step?.id).toBe('depart')
    await world.performAction('head', updateEntry, {
      register: 'assets',
      id: about,
      version: 1,
      fields: { class: { confidentiality: 3 } },
      reason: '病歴が入った',
    })
    const view = await getCase(await world.as('head'), id)
    expect(view).toMatchObject({ step: { id: 'approve' }, abilities: { mayAct: true } })
    expect(view.history.at(-1)).toMatchObject({ kind: 'reclassified', comment: '病歴が入った' })
    await act(await world.as('head'), id, 'permit')
    expect(tasksOf(await homeOf(world, 'chief')).map((line) => line.caseId)).toEqual([id])
    expect(
      (await world.journal()).find((event) => event.action === 'entry.update')?.detail['cases'],
    ).toEqual([view.number])
  })

  test('what was already out stays out, and the history tells of the new class', async () => {
    const id = await takeOutAsset(world, 2)
    const about = await world.transact(({ db, organization }) =>
      db
        .selectFrom('links')
        .select('to_id')
        .where('organization_id', '=', organization.id)
        .where('from_id', '=', id)
        .where('relation', '=', 'about')
        .executeTakeFirstOrThrow(),
    )
    await world.performAction('head', updateEntry, {
      register: 'assets',
      id: about.to_id,
      version: 2,
      fields: { class: { confidentiality: 3 } },
      reason: '見直し',
    })
    expect(await getCase(await world.as('clerk'), id)).toMatchObject({
      step: { id: 'return' },
      abilities: { mayAct: true },
    })
  })

  test('when the applicant leaves, her head finds the step under his tasks and hands it over with a reason', async () => {
    const id = await takeOutAsset(world, 2)
    await leave(world, world.persons.clerk, '2026-11-02')
    world.clock.set('2026-11-03 09:00')
    expect(tasksOf(await homeOf(world, 'head'))).toMatchObject([{ caseId: id, verb: '引き継ぐ' }])
    expect((await getCase(await world.as('head'), id)).abilities.handOver).toMatchObject({
      from: world.persons.clerk,
    })
    const over = { from: world.persons.clerk, to: world.persons.colleague, reason: '退職したため' }
    expect(
      (await (await world.as('colleague')).post<Refusal>(`/api/cases/${id}/hand-over`, over)).body
        .code,
    ).toBe('not-allowed')
    expect(
      (await (await world.as('worksHead')).post(`/api/cases/${id}/hand-over`, over)).status,
    ).toBe(404)
    expect(
      (
        await (
          await world.as('head')
        ).post<Refusal>(`/api/cases/${id}/hand-over`, { ...over, reason: ' ' })
      ).body.code,
    ).toBe('reason-missing')
    expect((await (await world.as('head')).post(`/api/cases/${id}/hand-over`, over)).status).toBe(
      200,
    )
    expect(tasksOf(await homeOf(world, 'head'))).toEqual([])
    expect(
      (
        await act(await world.as('colleague'), id, undefined, {
          returnedAt: '2026-11-03T09:00:00+09:00',
          complete: true,
        })
      ).body,
    ).toMatchObject({ status: 'ended' })
    expect(
      (await world.journal()).find((event) => event.action === 'case.hand-over'),
    ).toMatchObject({
      actor: world.persons.head,
      detail: { comment: '退職したため', insteadOf: world.persons.clerk },
    })
  })

  test('what waits for somebody who is here is not handed over, whoever asks', async () => {
    const id = await takeOutAsset(world, 2)
    const { status, body } = await (
      await world.as('head')
    ).post<Refusal>(`/api/cases/${id}/hand-over`, {
      from: world.persons.clerk,
      to: world.persons.colleague,
      reason: '忙しいため',
    })
    expect([status, body.code]).toEqual([422, 'not-handed-over'])
    expect(body.grounds?.length).toBeGreaterThan(0)
  })

  test("two roles' permits are not one person's: the head of general affairs permits as head, the deputy as chief", async () => {
    const id = await sendApplication(world, 3, 'admin')
    expect((await act(await world.as('chief'), id, 'permit')).status).toBe(200)
    const second = await act(await world.as('chief'), id, 'permit')
    expect(second.body).toMatchObject({ code: 'permit-by-another' })
    expect(second.body.grounds?.length).toBeGreaterThan(0)
    expect((await act(await world.as('chiefDeputy'), id, 'permit')).status).toBe(200)
    expect((await getCase(await world.as('chief'), id)).history.at(-1)).toMatchObject({
      person: '田中 望',
      insteadOf: '中村 透',
      because: 'excluded',
    })
  })

  test('every refusal of an act carries provisions', async () => {
    const id = await sendApplication(world, 3)
    const tries: [PersonName, object][] = [
      ['clerk', { step: 'approve', decision: 'permit' }],
      ['colleague', { step: 'approve', decision: 'permit' }],
      ['chief', { step: 'approve', decision: 'permit' }],
      ['head', { step: 'approve', decision: 'permit' }],
      ['head', { step: 'approve', decision: 'ask' }],
      ['head', { step: 'approve', decision: 'nothing' }],
      ['head', { step: 'depart' }],
    ]
    const codes: string[] = []
    for (const [person, body] of tries) {
      const { body: refusal } = await (
        await world.as(person)
      ).post<Refusal>(`/api/cases/${id}/acts`, { version: await caseVersion(world, id), ...body })
      codes.push(refusal.code)
      expect({ code: refusal.code, grounds: (refusal.grounds?.length ?? 0) > 0 }).toEqual({
        code: refusal.code,
        grounds: true,
      })
    }
    expect(codes).toEqual([
      'applicant-decides',
      'not-your-turn',
      'not-your-turn',
      'not-confirmed',
      'comment-missing',
      'decision-unknown',
      'step-passed',
    ])
  })
})
