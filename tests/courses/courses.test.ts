import { afterEach, expect, test } from 'vitest'
import type { CoursesView, CourseView, LessonView, TestResult } from '#features/courses/contract.ts'
import { roundWorld } from '../rounds/roundPack.ts'
import type { Name, RoundWorld } from '../rounds/roundPack.ts'

let world: RoundWorld
afterEach(() => world.close())

interface Receipt {
  readonly id: string
  readonly version: number
}
type Refusal = Receipt & { readonly code: string; readonly detail: string }

const act = async (name: Name | 'foreignHead', url: string, version?: number, body: unknown = {}) =>
  (await world.as(name)).post<Refusal>(url, body, version === undefined ? {} : { ifMatch: version })
const answer = async (name: Name, id: string, answers: number[], edition = 1) =>
  (await world.as(name)).post<TestResult & Refusal>(`/api/courses/${id}/answers`, {
    edition,
    answers,
  })

/** A published course of the template, for the training of those responsible. */
async function published(): Promise<string> {
  await world.tick()
  const { body, status } = await act('chief', '/api/courses', undefined, {
    title: '責任者の務め',
    rounds: ['training'],
    template: 'officers',
  })
  expect(status).toBe(201)
  expect((await act('chief', `/api/courses/${body.id}/publish`, 1)).status).toBe(200)
  return body.id
}

const lines = () =>
  world.transact((tx) =>
    tx.db
      .selectFrom('entries')
      .select(['name', 'fields'])
      .where('organization_id', '=', world.organizationId)
      .where('register', '=', 'trainings')
      .execute(),
  )
const isOpen = async (name: Name) =>
  (await world.mine(name)).some(({ round }) => round === 'training')

test('who passes the test has a line with her name, and the round is closed by it at once', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const id = await published()
  expect(await isOpen('head')).toBe(true)
  const { offers, making } = await world.get<CoursesView>('head', '/api/courses')
  expect(making).toBeNull()
  expect(offers).toMatchObject([
    { round: 'training', courses: [{ id, title: '責任者の務め', pages: 2, page: null }] },
  ])
  const failed = await answer('head', id, [0, 0])
  expect(failed.body).toEqual({
    right: 1,
    of: 2,
    needed: 2,
    passed: false,
    wrong: [{ question: 1, right: 1, why: '待つあいだに広がる。' }],
  })
  expect([await isOpen('head'), await lines()]).toEqual([true, []])
  const passed = await answer('head', id, [0, 1])
  expect(passed.body).toMatchObject({ passed: true, wrong: [] })
  expect(await lines()).toMatchObject([
    {
      name: '責任者の務め',
      fields: { kind: 'officers', heldOn: '2026-10-05', people: [world.persons.head] },
    },
  ])
  expect(await isOpen('head')).toBe(false)
  expect(await isOpen('worksHead')).toBe(true)
  expect((await world.get<CoursesView>('chief', '/api/courses')).making).toMatchObject({
    courses: [{ id, begun: 1, passed: 1 }],
  })
})

test('passing twice writes one line', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const id = await published()
  const both = await Promise.all([answer('head', id, [0, 1]), answer('head', id, [0, 1])])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  await answer('head', id, [0, 1])
  expect(await lines()).toHaveLength(1)
})

test('what is right is never sent to who has not answered, and strangers find no course', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const id = await published()
  const seen = JSON.stringify(await world.get<LessonView>('head', `/api/courses/${id}/lesson`))
  expect(seen).toContain('いつ聞きますか')
  expect(seen).not.toMatch(/right|why|待つあいだ/)
  const statuses = async (name: Name | 'foreignHead') =>
    Promise.all([
      (await world.as(name)).get(`/api/courses/${id}`),
      (await world.as(name)).get(`/api/courses/${id}/lesson`),
      act(name, `/api/courses/${id}/answers`, undefined, { edition: 1, answers: [0, 1] }),
      act(name, `/api/courses/${id}/publish`, 2),
      act(name, `/api/courses/${id}/withdraw`, 2),
    ]).then((all) => all.map(({ status }) => status))
  expect(await statuses('clerk')).toEqual([404, 404, 404, 404, 404])
  expect(await statuses('foreignHead')).toEqual([404, 404, 404, 404, 404])
  // Who has to take it does not read what is right, nor change anything.
  expect(await statuses('head')).toEqual([404, 200, 200, 404, 404])
  const made = await act('head', '/api/courses', undefined, {
    title: '私の研修',
    rounds: ['training'],
  })
  expect(made.status).toBe(404)
})

test('a new edition in the middle is read again, and a course that was withdrawn says so', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const id = await published()
  const head = await world.as('head')
  await head.put(`/api/courses/${id}/lesson`, { edition: 1, page: 1 })
  expect(await world.get<LessonView>('head', `/api/courses/${id}/lesson`)).toMatchObject({
    page: 1,
  })
  const { content, version } = await world.get<CourseView>('chief', `/api/courses/${id}`)
  const chief = await world.as('chief')
  const changed = await chief.put<Receipt>(
    `/api/courses/${id}`,
    {
      title: '責任者の務め',
      rounds: ['training'],
      content: { ...content, needed: 1 },
    },
    { ifMatch: version },
  )
  expect(changed.status).toBe(200)
  // What is written is not taught before it is published.
  expect((await answer('head', id, [0, 0])).body).toMatchObject({ needed: 2, passed: false })
  await act('chief', `/api/courses/${id}/publish`, changed.body.version)
  const late = await answer('head', id, [0, 1])
  expect([late.status, late.body.code]).toEqual([409, 'course-changed'])
  expect(await world.get<LessonView>('head', `/api/courses/${id}/lesson`)).toMatchObject({
    edition: 2,
    page: 0,
  })
  await act('chief', `/api/courses/${id}/withdraw`, changed.body.version + 1)
  const over = await answer('head', id, [0, 1], 2)
  expect([over.status, over.body.code]).toEqual([409, 'course-over'])
  expect((await world.get<CoursesView>('head', '/api/courses')).offers[0]?.courses).toEqual([])
})

test('nothing is published that nobody could take', async () => {
  world = await roundWorld('2026-10-05 09:00')
  const { body } = await act('chief', '/api/courses', undefined, {
    title: '空の研修',
    rounds: ['training'],
  })
  const refused = await act('chief', `/api/courses/${body.id}/publish`, 1)
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toContain('テストの問いがありません')
  const chief = await world.as('chief')
  const wrong = await chief.put<Refusal>(
    `/api/courses/${body.id}`,
    {
      title: '空の研修',
      rounds: ['training'],
      content: {
        pages: [{ title: '一', text: '本文' }],
        questions: [{ ask: '問い', options: ['は', 'い'], right: 4, why: '' }],
        needed: 1,
      },
    },
    { ifMatch: 1 },
  )
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([
    422,
    expect.stringContaining('1問めの正しい答え'),
  ])
})
