import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askReviews } from '#features/cases/server/public.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld, worldPassword } from '../support/world.ts'
import type { PersonName, World } from '../support/world.ts'
import { act, homeOf, tasksOf, getCase, sendApplication } from './steps.ts'
import type { Receipt, Refusal } from './steps.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes, pack: 'hoshi' })
})
afterEach(() => world.close())

/** Begins a case and does its first step. Returns its id. */
async function sendCase(
  procedure: string,
  fields: Readonly<Record<string, unknown>>,
  by: PersonName = 'colleague',
): Promise<string> {
  const { body } = await (await world.as(by)).post<Receipt>('/api/cases', { procedure })
  expect((await act(await world.as(by), body.id, undefined, fields)).status).toBe(200)
  return body.id
}

async function signIn(person: PersonName, password = worldPassword): Promise<Refusal> {
  const name = await world.transact(
    async ({ db, organization }) =>
      (
        await db
          .selectFrom('accounts')
          .select('name')
          .where('organization_id', '=', organization.id)
          .where('person_id', '=', world.persons[person])
          .executeTakeFirstOrThrow()
      ).name,
  )
  return (
    await world
      .anyone()
      .post<Refusal>('/api/session', { account: name, password, organization: 'hinata' })
  ).body
}

const misconduct = (who: PersonName) =>
  sendCase('misconduct', { who: world.persons[who], what: 'USBメモリを無断で使った' })

describe('an account as the outcome of a case', () => {
  test('is suspended at once: its sessions and tokens end, and signing in is refused with a sentence only to whoever knows the password', async () => {
    const clerk = await world.as('clerk')
    expect((await clerk.get('/api/tasks')).status).toBe(200)
    const id = await misconduct('clerk')
    expect((await act(await world.as('head'), id, 'stop', {}, '二度目なので')).status).toBe(200)
    expect((await clerk.get<Refusal>('/api/tasks')).status).toBe(401)
    expect(await signIn('clerk')).toMatchObject({
      code: 'account-suspended',
      detail: expect.stringContaining('統括情報セキュリティ責任者'),
    })
    expect(await signIn('clerk', 'Chigau-Password-1')).toMatchObject({ code: 'sign-in-refused' })
    const events = await world.journal()
    expect(
      events.find((event) => event.action === 'case.act' && event.detail['decision'] === 'stop')
        ?.detail,
    ).toMatchObject({
      effects: [
        { account: 'suspend', of: [{ person: world.persons.clerk, sessions: 1, tokens: 0 }] },
      ],
    })
    expect(
      events
        .filter((event) => event.action === 'session.refuse')
        .map((event) => event.detail['why']),
    ).toEqual(['suspended', 'password'])
    const listed = (
      await (
        await world.as('admin')
      ).get<{ person: string; suspendedAt: string | null }[]>('/api/accounts')
    ).body
    expect(listed.find((row) => row.person === world.persons.clerk)?.suspendedAt).not.toBeNull()
  })

  test('is restored when the case resumes it', async () => {
    const id = await misconduct('clerk')
    await act(await world.as('head'), id, 'stop', {}, '二度目なので')
    expect((await act(await world.as('ciso'), id)).status).toBe(200)
    expect(await signIn('clerk')).toMatchObject({ codeNeeded: false })
  })

  test('ends for good where the case says so; a person without an account needs none', async () => {
    await act(await world.as('head'), await misconduct('clerk'), 'end', {}, '退職')
    expect(await signIn('clerk')).toMatchObject({ code: 'sign-in-refused' })
    await world.transact(async ({ db, organization }) => {
      await db.deleteFrom('sessions').where('organization_id', '=', organization.id).execute()
      await db
        .deleteFrom('accounts')
        .where('organization_id', '=', organization.id)
        .where('person_id', '=', world.persons.colleague)
        .execute()
    })
    const id = await sendCase(
      'misconduct',
      { who: world.persons.colleague, what: '紙を持ち出した' },
      'worksClerk',
    )
    expect((await act(await world.as('head'), id, 'stop', {}, '停止')).status).toBe(200)
  })

  test('of the last administrator cannot be taken away: the act is refused, and nothing has happened', async () => {
    const id = await sendCase('misconduct', { who: world.persons.admin, what: '記録を消した' })
    const answer = await act(await world.as('chief'), id, 'end', {}, '重い違反')
    expect(answer.body).toMatchObject({
      code: 'last-administrator',
      detail: expect.stringContaining('管野 理'),
    })
    expect((await getCase(await world.as('chief'), id)).step?.id).toBe('judge')
    expect(await signIn('admin')).toMatchObject({ codeNeeded: false })
  })
})

describe('an appointment as the outcome of a case', () => {
  const seats = async (person: PersonName): Promise<string[]> =>
    (
      await (
        await world.as(person)
      ).get<{ roles: { role: string; scopeTitle: string }[] }>('/api/session')
    ).body.roles.map((row) => `${row.role} ${row.scopeTitle}`)
  const entrusted = (fields: object = {}) =>
    sendCase('entrust', { who: world.persons.colleague, where: world.units.welfare, ...fields })

  test('holds at once and ends with its day or with the case', async () => {
    const id = await entrusted({ until: '2026-11-30' })
    expect((await act(await world.as('chief'), id, 'appoint')).status).toBe(200)
    expect(await seats('colleague')).toContain('room-manager 福祉課')
    world.clock.set('2026-12-01 09:00')
    expect(await seats('colleague')).not.toContain('room-manager 福祉課')
    world.clock.set('2026-11-10 09:00')
    expect((await act(await world.as('chief'), id)).body).toMatchObject({ status: 'ended' })
    world.clock.set('2026-11-11 09:00')
    expect(await seats('colleague')).not.toContain('room-manager 福祉課')
    expect(
      (await world.journal()).findLast((event) => event.action === 'case.act')?.detail,
    ).toMatchObject({
      effects: [
        {
          dismiss: [
            {
              person: world.persons.colleague,
              seat: '福祉課の事務室の管理者',
              until: '2026-11-10',
            },
          ],
        },
      ],
    })
  })

  test('is made once, however often it is decided', async () => {
    for (const id of [await entrusted(), await entrusted()])
      expect((await act(await world.as('chief'), id, 'appoint')).status).toBe(200)
    const rows = await world.transact(({ db, organization }) =>
      db
        .selectFrom('assignments')
        .select('id')
        .where('organization_id', '=', organization.id)
        .where('role', '=', 'room-manager')
        .where('person_id', '=', world.persons.colleague)
        .execute(),
    )
    expect(rows).toHaveLength(1)
  })

  test('that would put two offices into one hand which the policy keeps apart is refused, and the case stays where it is', async () => {
    const id = await sendCase('entrust', { who: world.persons.head, where: world.units.welfare })
    const answer = await act(await world.as('chief'), id, 'audit')
    expect(answer.body).toMatchObject({ code: 'roles-apart', grounds: [{ provision: '1-3' }] })
    expect((await getCase(await world.as('chief'), id)).step?.id).toBe('decide')
  })
})

describe('what a deputy decided', () => {
  async function deputised(): Promise<string> {
    await world.transact(async ({ db, organization, newId }) => {
      await db
        .insertInto('absences')
        .values({
          organization_id: organization.id,
          id: newId(),
          person_id: world.persons.head,
          from_on: '2026-11-02',
          to_on: '2026-11-03',
        })
        .execute()
      await db
        .updateTable('organizations')
        .set({ revision: 97 })
        .where('organization_id', '=', organization.id)
        .execute()
    })
    const id = await sendApplication(world, 2)
    expect((await act(await world.as('deputy'), id, 'permit')).status).toBe(200)
    return id
  }
  const tick = () =>
    askReviews({
      organizationId: world.organizationId,
      services: world.services,
      signal: new AbortController().signal,
    })
  interface Reviewed {
    readonly history: readonly {
      readonly review: {
        readonly id: string
        readonly holder: string
        readonly seenAt: string | null
        readonly mine: boolean
      } | null
    }[]
  }
  const reviewIn = async (person: PersonName, id: string) =>
    ((await getCase(await world.as(person), id)) as unknown as Reviewed).history.find(
      (line) => line.review !== null,
    )?.review

  test('waits for its holder from the day of return on, and the holder’s confirming is kept', async () => {
    const id = await deputised()
    await tick()
    expect(
      tasksOf(await homeOf(world, 'head')).filter((line) => line.title.includes('不在中')),
    ).toEqual([])
    world.clock.set('2026-11-04 08:30')
    await tick()
    await tick()
    expect(
      tasksOf(await homeOf(world, 'head')).filter((line) => line.title.includes('不在中')),
    ).toMatchObject([{ verb: '見て確かめる' }])
    const review = await reviewIn('head', id)
    expect(review).toMatchObject({ holder: '佐藤 花', seenAt: null, mine: true })
    expect(await reviewIn('clerk', id)).toMatchObject({ mine: false })
    for (const person of ['deputy', 'chief', 'foreignHead'] as const)
      expect(
        (await (await world.as(person)).post(`/api/reviews/${review?.id}/confirm`, {})).status,
      ).toBe(404)
    expect(
      (await (await world.as('head')).post(`/api/reviews/${review?.id}/confirm`, {})).status,
    ).toBe(200)
    expect(
      (await (await world.as('head')).post(`/api/reviews/${review?.id}/confirm`, {})).status,
    ).toBe(404)
    expect(
      tasksOf(await homeOf(world, 'head')).filter((line) => line.title.includes('不在中')),
    ).toEqual([])
    expect(await reviewIn('clerk', id)).toMatchObject({
      seenAt: '2026-11-03T23:30:00.000Z',
      mine: false,
    })
    expect(
      (await world.journal()).find((event) => event.action === 'review.confirm'),
    ).toMatchObject({ actor: world.persons.head, subjectId: id })
  })

  test('is nothing to see again where the holder was barred, not away', async () => {
    const id = await sendApplication(world, 2, 'head')
    expect((await act(await world.as('deputy'), id, 'permit')).status).toBe(200)
    world.clock.set('2026-11-04 08:30')
    await tick()
    expect(await reviewIn('head', id)).toBeUndefined()
  })
})
