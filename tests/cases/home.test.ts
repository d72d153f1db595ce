import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import { act, encrypted, homeOf, sendApplication, tasksOf } from './steps.ts'
import type { TaskPageView } from './steps.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

describe('the home page', () => {
  test('says who asked what, where a case came back with a question, until it is answered', async () => {
    const id = await sendApplication(world, 2)
    await act(await world.as('head'), id, 'ask', {}, '何人分ですか')
    expect(tasksOf(await homeOf(world, 'clerk')).find((task) => task.caseId === id)).toMatchObject({
      asked: { by: '佐藤 花', what: '何人分ですか', at: expect.stringMatching(/^2026-/) },
    })
    await act(await world.as('clerk'), id)
    expect(tasksOf(await homeOf(world, 'head')).find((task) => task.caseId === id)).toMatchObject({
      asked: null,
    })
  })

  test('has a departure planned for 9:00 of today under today, as a plan and not as a limit', async () => {
    const id = await sendApplication(world, 2)
    await act(await world.as('head'), id, 'permit')
    const planned = {
      caseId: id,
      dueAt: expect.stringMatching(/^2026-11-04T(?:09:00:00\+09:00|00:00:00)/),
      wholeDay: false,
      planned: true,
    }
    expect((await homeOf(world, 'clerk')).week).toMatchObject([planned])
    world.clock.set('2026-11-04 08:46')
    const { today, week } = await homeOf(world, 'clerk')
    expect([today, week]).toMatchObject([[planned], []])
  })

  test('says that nobody can act where the role has no holder: to the applicant on the case, to an administrator with the role', async () => {
    const id = await sendApplication(world, 2)
    expect(await homeOf(world, 'clerk')).toMatchObject({ waiting: [{ id, stranded: null }] })
    const line = ['head', 'deputy', 'ciso', 'chief', 'chiefDeputy'] as const
    await world.transact(async ({ db, organization }) => {
      await db
        .updateTable('organizations')
        .set({ revision: 100 })
        .where('organization_id', '=', organization.id)
        .execute()
      await db
        .updateTable('persons')
        .set({ to_on: '2026-11-01' })
        .where('organization_id', '=', organization.id)
        .where(
          'id',
          'in',
          line.map((name) => world.persons[name]),
        )
        .execute()
    })
    expect(await homeOf(world, 'clerk')).toMatchObject({
      waiting: [{ id, stranded: expect.stringContaining('だれも進められません') }],
      stranded: [],
    })
    expect((await homeOf(world, 'admin')).stranded).toMatchObject([
      { role: 'security-officer', count: 1, href: expect.stringMatching(/^\/organization\/roles/) },
    ])
  })
})

const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

describe('who applied', () => {
  const toldOf = async (id: string) =>
    (await homeOf(world, 'clerk')).notices
      .filter((notice) => notice.caseId === id)
      .map((notice) => notice.message)

  test('is told of the end that somebody else brought about, once, in both languages', async () => {
    const id = await sendApplication(world, 2)
    await act(await world.as('head'), id, 'refuse', {}, '持ち出さずに済みます')
    expect(await toldOf(id)).toEqual([
      expect.stringMatching(/^「.+」（.+-0001）は「不許可」で終わりました$/),
    ])
    const english = await world.transact(async ({ db, organization }) =>
      db
        .selectFrom('notices')
        .select('english')
        .where('organization_id', '=', organization.id)
        .where('case_id', '=', id)
        .execute(),
    )
    expect(english).toEqual([
      { english: expect.stringMatching(/^“.+” \(.+-0001\) has ended: .+$/) },
    ])
  })

  test('is not told of the end that they brought about themselves', async () => {
    const id = await sendApplication(world, 2)
    await act(await world.as('head'), id, 'permit')
    const clerk = await world.as('clerk')
    world.clock.set('2026-11-04 10:00')
    const departure = { departedAt: '2026-11-04T09:30:00+09:00' }
    await act(clerk, id, undefined, departure, undefined, encrypted)
    const back = { returnedAt: '2026-11-04T09:50:00+09:00', complete: true }
    expect((await act(clerk, id, undefined, back)).body).toMatchObject({ status: 'ended' })
    expect(await toldOf(id)).toEqual([])
  })
})

describe('the tasks of the home page', () => {
  test('come in pages of 50 in the order of their limits, with the counts of all of them', async () => {
    const { persons } = world
    const titles = Array.from({ length: 130 }, (_, n) => `仕事${String(n).padStart(3, '0')}`)
    await world.transact(async ({ db, organization }) => {
      await db
        .insertInto('tasks')
        .values(
          titles.map((title, n) => ({
            organization_id: organization.id,
            id: idOf(n),
            kind: 'errand',
            person_id: persons.clerk,
            title,
            due_at: n < 100 ? new Date(Date.parse('2026-11-02T06:00:00Z') + n * 3_600_000) : null,
            created_at: new Date('2026-11-01T00:00:00Z'),
          })),
        )
        .execute()
    })
    const client = await world.as('clerk')
    const home = await homeOf(world, 'clerk')
    expect(tasksOf(home)).toHaveLength(50)
    expect(home.total).toBe(130)
    expect(home.counts.today + home.counts.week + home.counts.later).toBe(130)
    const all = [...tasksOf(home)]
    let next = home.next
    while (next !== undefined) {
      const page: TaskPageView = (await client.get<TaskPageView>(`/api/tasks/more?after=${next}`))
        .body
      expect(page.counts).toEqual(home.counts)
      all.push(...tasksOf(page))
      next = page.next
    }
    expect(all.map(({ title }) => title).toSorted()).toEqual(titles)
    expect(all.filter(({ dueAt }) => dueAt !== null).map(({ title }) => title)).toEqual(
      titles.slice(0, 100),
    )
    expect(all.slice(0, home.counts.today).every(({ dueAt }) => dueAt !== null)).toBe(true)
    expect(JSON.stringify(home).length).toBeLessThan(25_000)
  })

  test('cannot be gone on with from a position of another list', async () => {
    const client = await world.as('clerk')
    const other = Buffer.from(JSON.stringify(['cases', idOf(0)])).toString('base64url')
    expect((await client.get(`/api/tasks/more?after=${other}`)).status).toBe(422)
  })
})

describe('absences on the home page', () => {
  const recordAbsence = async (from: string, to: string): Promise<void> => {
    const answer = await (
      await world.as('chief')
    ).post('/api/absences', { person: world.persons.chief, from, to })
    expect(answer.status).toBe(201)
  }
  const chiefSeat = expect.objectContaining({ persons: ['田中 望'] })

  test('say nothing where nobody is away', async () => {
    expect(await homeOf(world, 'chief')).toMatchObject({ away: null, actingFor: [] })
    await recordAbsence('2026-11-03', '2026-11-05')
    expect(await homeOf(world, 'chief')).toMatchObject({ away: null, actingFor: [] })
    expect(await homeOf(world, 'chiefDeputy')).toMatchObject({ away: null, actingFor: [] })
  })

  test('say to the absent until when, who acts and what was decided; to the deputy for whom and until when', async () => {
    await recordAbsence('2026-11-02', '2026-11-05')
    await recordAbsence('2026-11-06', '2026-11-06')
    const { away } = await homeOf(world, 'chief')
    expect(away).toMatchObject({
      from: '2026-11-02',
      to: '2026-11-05',
      open: { version: 1 },
      decided: [],
      decidedCount: 0,
    })
    expect(away?.deputies).toContainEqual(chiefSeat)
    expect(await homeOf(world, 'chiefDeputy')).toMatchObject({
      away: null,
      actingFor: [{ name: '中村 透', seats: expect.any(Array), to: '2026-11-06' }],
    })
    expect((await homeOf(world, 'clerk')).actingFor).toEqual([])
    const id = await sendApplication(world, 3)
    await act(await world.as('head'), id, 'permit')
    await act(await world.as('chiefDeputy'), id, 'permit')
    expect((await homeOf(world, 'chief')).away).toMatchObject({
      decidedCount: 1,
      decided: [{ id, by: '田中 望', decision: '許可する' }],
    })
    expect((await homeOf(world, 'head')).away).toBeNull()
  })

  test('are ended early from home; what was decided meanwhile is still said for a week, then no more', async () => {
    await recordAbsence('2026-11-02', '2026-11-13')
    const id = await sendApplication(world, 3)
    await act(await world.as('head'), id, 'permit')
    await act(await world.as('chiefDeputy'), id, 'permit')
    world.clock.set('2026-11-04 09:00')
    const { away } = await homeOf(world, 'chief')
    const ended = await (
      await world.as('chief')
    ).delete(`/api/absences/${away?.open?.id}`, { ifMatch: away?.open?.version ?? 0 })
    expect(ended.status).toBe(204)
    expect((await homeOf(world, 'chiefDeputy')).actingFor).toEqual([])
    expect((await homeOf(world, 'chief')).away).toMatchObject({
      to: '2026-11-03',
      open: null,
      deputies: [],
      decided: [{ id }],
    })
    world.clock.set('2026-11-11 09:00')
    expect((await homeOf(world, 'chief')).away).toBeNull()
  })

  test('are not taken for what the absent applied for and somebody else decided', async () => {
    const id = await sendApplication(world, 2, 'head')
    await recordAbsence('2026-11-02', '2026-11-05')
    const answer = await (
      await world.as('head')
    ).post('/api/absences', { person: world.persons.head, from: '2026-11-02', to: '2026-11-05' })
    expect(answer.status).toBe(201)
    await act(await world.as('deputy'), id, 'permit')
    expect((await homeOf(world, 'head')).away).toMatchObject({ decidedCount: 0 })
  })
})
