import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { watchExceptions } from '#features/cases/server/public.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'
import { act, createAsset, homeOf, tasksOf, getCase } from './steps.ts'
import type { Receipt, Refusal } from './steps.ts'

interface Verdict {
  readonly verdict: string
  readonly rule: string | null
  readonly safeguards: readonly { readonly id: string }[]
  readonly excepted: readonly {
    readonly rule: string
    readonly numbers: readonly string[]
    readonly until: string
  }[]
}
interface Shown {
  readonly exceptions: readonly {
    readonly id: string
    readonly state: string
    readonly for: string | null
    readonly until: string
    readonly mayRenew: boolean
    readonly released: boolean
  }[]
}

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes, pack: 'hoshi' })
})
afterEach(() => world.close())

const strict = ['2-2(2)']

/**
 * Applies for an exception, of the strictest rule unless said otherwise, and grants it. Returns the
 * id of the case.
 */
async function grantException(
  decision: 'self' | 'unit' | 'all' | 'assets' | 'place' | 'people',
  until = '2026-12-31',
  rules: readonly string[] = strict,
  about: readonly string[] = [],
  more: object = {},
): Promise<string> {
  const { body } = await (
    await world.as('clerk')
  ).post<Receipt>('/api/cases', { procedure: 'exempt', about })
  const sent = await act(await world.as('clerk'), body.id, undefined, {
    rules,
    until,
    measures: [{ what: '見回る', hours: 2 }, {}],
    ...more,
  })
  expect(sent.body).toMatchObject({ step: 'approve' })
  const done = await act(await world.as(rules.length > 1 ? 'ciso' : 'head'), body.id, decision)
  expect(done).toMatchObject({ status: 200, body: { step: 'close' } })
  return body.id
}

async function verdictFor(
  by: PersonName,
  body: object = { class: { confidentiality: 3 } },
): Promise<Verdict> {
  return (
    await (
      await world.as(by)
    ).post<Verdict>('/api/handling/ask', {
      act: 'take-out',
      fields: { medium: 'paper', destination: '県庁' },
      ...body,
    })
  ).body
}

async function stateOf(
  ref: string,
): Promise<{ state: string; exceptions: { number: string; for: string }[] }> {
  return (
    await (
      await world.as('chief')
    ).get<{ state: string; exceptions: { number: string; for: string }[] }>(
      `/api/policy/provision?ref=${encodeURIComponent(ref)}`,
    )
  ).body
}

/** Runs the recurring job that watches exceptions. */
async function tick(): Promise<void> {
  await watchExceptions({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
}

describe('an exception', () => {
  test('for the applicant sets the rule aside for nobody else, and the answer says by which case and until when', async () => {
    expect(await verdictFor('clerk')).toMatchObject({
      verdict: 'forbid',
      rule: 'take-out-3',
      excepted: [],
    })
    await grantException('self')
    expect(await verdictFor('clerk')).toMatchObject({
      verdict: 'allow',
      rule: null,
      safeguards: [],
      excepted: [{ rule: 'take-out-3', numbers: ['例外R8-001'], until: '2026-12-31' }],
    })
    expect(await verdictFor('colleague')).toMatchObject({ verdict: 'forbid', excepted: [] })
  })

  test('for the unit reaches the colleagues and no other unit; for everyone, everyone', async () => {
    await grantException('unit')
    expect(await verdictFor('colleague')).toMatchObject({ verdict: 'allow' })
    expect(await verdictFor('worksClerk')).toMatchObject({ verdict: 'forbid' })
    await grantException('all')
    expect(await verdictFor('worksClerk')).toMatchObject({ verdict: 'allow' })
  })

  test('for what the case is about reaches that entry alone', async () => {
    const [covered, other] = [await createAsset(world, 3), await createAsset(world, 3)]
    await grantException('assets', '2026-12-31', strict, [covered])
    expect(await verdictFor('colleague', { about: [covered] })).toMatchObject({ verdict: 'allow' })
    expect(await verdictFor('colleague', { about: [other] })).toMatchObject({ verdict: 'forbid' })
    expect(await verdictFor('colleague', { about: [covered, other] })).toMatchObject({
      verdict: 'forbid',
    })
  })

  test('for a system covers all entries of that system, whoever asks, and no others', async () => {
    const system = async (name: string): Promise<string> =>
      (await world.performAction('head', createEntry, { register: 'systems', fields: { name } })).id
    const [records, tax] = [await system('住民記録'), await system('税')]
    const list = async (at: string): Promise<string> =>
      (
        await world.performAction('clerk', createEntry, {
          register: 'assets',
          fields: {
            name: '名簿',
            form: 'data',
            class: { confidentiality: 3 },
            place: '書庫',
            system: at,
          },
        })
      ).id
    const [here, there] = [await list(records), await list(tax)]
    const id = await grantException('place', '2026-12-31', strict, [], { where: records })
    expect(await verdictFor('colleague', { about: [here] })).toMatchObject({
      verdict: 'allow',
      excepted: [{ rule: 'take-out-3' }],
    })
    expect(await verdictFor('colleague', { about: [there] })).toMatchObject({ verdict: 'forbid' })
    expect(await verdictFor('colleague', { about: [here, there] })).toMatchObject({
      verdict: 'forbid',
    })
    expect(
      (await (await world.as('clerk')).get<Shown>(`/api/cases/${id}`)).body.exceptions,
    ).toMatchObject([{ state: 'running', for: '住民記録' }])
  })

  test('for the persons in a field reaches each of them, not the applicant', async () => {
    await grantException('people', '2026-12-31', strict, [], {
      helpers: [world.persons.colleague, world.persons.worksClerk],
    })
    expect(await verdictFor('colleague')).toMatchObject({ verdict: 'allow' })
    expect(await verdictFor('worksClerk')).toMatchObject({ verdict: 'allow' })
    expect(await verdictFor('clerk')).toMatchObject({ verdict: 'forbid' })
  })

  test('runs to its last day and not a day longer, whether or not anything was run at midnight', async () => {
    await grantException('self', '2026-11-10')
    world.clock.set('2026-11-10 23:59')
    expect(await verdictFor('clerk')).toMatchObject({ verdict: 'allow' })
    world.clock.set('2026-11-11 00:00')
    expect(await verdictFor('clerk')).toMatchObject({ verdict: 'forbid', excepted: [] })
    await tick()
    expect(
      (await world.journal()).filter((event) => event.action === 'exception.end'),
    ).toMatchObject([{ detail: { until: '2026-11-10', number: '例外R8-001' } }])
    expect((await homeOf(world, 'clerk')).notices.map((notice) => notice.message).join()).toContain(
      '期間が終わりました',
    )
    await tick()
    expect(
      (await world.journal()).filter((event) => event.action === 'exception.end'),
    ).toHaveLength(1)
  })

  test('lifts the safeguards of its provision from cases that begin', async () => {
    await grantException('self', '2026-12-31', ['2-2(2)', '2-2(3)', '2-2(1)'])
    const { body } = await (
      await world.as('clerk')
    ).post<Receipt>('/api/cases', {
      procedure: 'take-out',
      about: [await createAsset(world, 2)],
      fields: { medium: 'usb', destination: '県庁' },
    })
    const view = (
      await (await world.as('clerk')).get<{ paper: { field: string }[] }>(`/api/cases/${body.id}`)
    ).body
    expect(view.paper.filter((line) => line.field === 'safeguards')).toEqual([])
  })

  test('shows the provision as excepted, with the case and for whom', async () => {
    expect((await stateOf('2-2(2)')).state).not.toBe('excepted')
    await grantException('self')
    expect(await stateOf('2-2(2)')).toMatchObject({
      state: 'excepted',
      exceptions: [{ number: '例外R8-001', for: '申請した人' }],
    })
    const outline = (
      await (await world.as('chief')).get<{ counts: Record<string, number> }>('/api/policy')
    ).body
    expect(outline.counts['excepted']).toBe(1)
  })

  test('ends at once when it is revoked, by its own case or by its number from another', async () => {
    const first = await grantException('self')
    await act(await world.as('head'), first)
    expect(await verdictFor('clerk')).toMatchObject({ verdict: 'forbid' })
    await grantException('self')
    const third = await grantException('self', '2026-12-31', ['H(1)'])
    const wrong = await act(await world.as('head'), third, undefined, { others: '例外R8-099' })
    expect(wrong.body).toMatchObject({
      code: 'exception-unknown',
      detail: expect.stringContaining('例外R8-099'),
    })
    await act(await world.as('head'), third, undefined, { others: '例外Ｒ８-002' })
    expect(await verdictFor('clerk')).toMatchObject({ verdict: 'forbid' })
    expect(
      ((await getCase(await world.as('clerk'), third)) as unknown as Shown).exceptions,
    ).toMatchObject([{ state: 'running' }])
  })

  test('is refused where its end is before today, with the days', async () => {
    const { body } = await (
      await world.as('clerk')
    ).post<Receipt>('/api/cases', { procedure: 'exempt' })
    await act(await world.as('clerk'), body.id, undefined, {
      rules: strict,
      until: '2026-11-01',
      measures: [{ what: '見回る' }],
    })
    const answer = await act(await world.as('head'), body.id, 'self')
    expect(answer.body).toMatchObject({
      code: 'exception-over',
      detail: expect.stringContaining('令和8年11月1日'),
      grounds: [{ provision: 'H(1)' }],
    })
    expect(await verdictFor('clerk')).toMatchObject({ verdict: 'forbid' })
  })
})

describe('the end of an exception', () => {
  test('is announced a month before, once, with a task to extend it or to let it end', async () => {
    await grantException('self', '2026-12-31')
    world.clock.set('2026-11-30 09:00')
    await tick()
    expect(tasksOf(await homeOf(world, 'clerk'))).toEqual([])
    world.clock.set('2026-12-01 09:00')
    await tick()
    await tick()
    const home = await homeOf(world, 'clerk')
    expect(tasksOf(home)).toMatchObject([
      { title: '例外の終わりが近づいています', verb: '延長するか決める' },
    ])
    expect(
      home.notices.filter((notice) => notice.message.includes('令和8年12月31日で終わります')),
    ).toHaveLength(1)
  })

  test('may be postponed by a new application with the same fields, or accepted; either way the task is done', async () => {
    const id = await grantException('self', '2026-11-20')
    await tick()
    const clerk = await world.as('clerk')
    const [exception] = ((await getCase(clerk, id)) as unknown as Shown).exceptions
    expect(exception).toMatchObject({ mayRenew: true, for: '森 空', state: 'running' })
    const released = await clerk.post(`/api/exceptions/${exception?.id}/release`, {})
    expect(released.status).toBe(200)
    expect(tasksOf(await homeOf(world, 'clerk'))).toEqual([])
    const renewed = await clerk.post<Receipt>(`/api/exceptions/${exception?.id}/renew`, {})
    expect(renewed).toMatchObject({ status: 201, body: { step: 'apply' } })
    const view = await getCase(clerk, renewed.body.id)
    expect(view.abilities.known).toEqual({
      rules: strict,
      measures: [{ what: '見回る', hours: 2 }],
    })
    expect(view.linked).toMatchObject([{ id, relation: 'origin' }])
  })

  test('is the applicant’s alone to decide on', async () => {
    const id = await grantException('self', '2026-11-20')
    const [exception] = ((await getCase(await world.as('clerk'), id)) as unknown as Shown)
      .exceptions
    for (const person of ['head', 'colleague', 'chief', 'foreignHead'] as const) {
      const client = await world.as(person)
      expect(
        (await client.post<Refusal>(`/api/exceptions/${exception?.id}/renew`, {})).status,
      ).toBe(404)
      expect(
        (await client.post<Refusal>(`/api/exceptions/${exception?.id}/release`, {})).status,
      ).toBe(404)
    }
  })
})

describe('small tables and provisions in a form', () => {
  test('are checked cell by cell, each fault with its row', async () => {
    const { body } = await (
      await world.as('clerk')
    ).post<Receipt>('/api/cases', { procedure: 'exempt' })
    const answer = await act(await world.as('clerk'), body.id, undefined, {
      rules: ['9-9'],
      until: '2026-12-31',
      measures: [{ hours: 2 }, { what: '見回る', hours: 'たくさん', who: 'x' }],
    })
    expect(answer.body.faults?.map((fault) => fault.at)).toEqual([
      '/fields/rules/0',
      '/fields/measures/0/what',
      '/fields/measures/1/hours',
      '/fields/measures/1/who',
    ])
    expect(answer.body.faults?.map((fault) => fault.detail).join()).toContain('1行目')
  })

  test('decide who is asked: one provision goes to the head, two to the chief of all', async () => {
    const { body } = await (
      await world.as('clerk')
    ).post<Receipt>('/api/cases', { procedure: 'exempt' })
    await act(await world.as('clerk'), body.id, undefined, {
      rules: ['2-2(2)', '2-2(1)'],
      until: '2026-12-31',
      measures: [{ what: '見回る' }],
    })
    expect((await act(await world.as('head'), body.id, 'self')).body.code).toBe('not-your-turn')
    expect(tasksOf(await homeOf(world, 'head')).filter((line) => line.caseId === body.id)).toEqual(
      [],
    )
    expect((await act(await world.as('ciso'), body.id, 'self')).status).toBe(200)
  })
})
