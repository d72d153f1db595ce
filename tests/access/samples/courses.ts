import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'
import { tick } from './rounds.ts'

/** 総務課長 keeps the ledger of trainings; she and 福祉課長 have the training to take. */
const making = ['chief'] as const
const taking = ['head', 'chief'] as const

/** The training is open for all who have it to take. */
async function open(world: World): Promise<void> {
  await tick(world)
  await world.transact((tx) =>
    tx.db
      .updateTable('occurrences')
      .set({ closed_at: null, closed_with: null, closed_as: null, closed_by: null })
      .where('organization_id', '=', world.organizationId)
      .where('round', '=', 'training')
      .execute(),
  )
}

const about = { title: '責任者の務め', rounds: ['training'] }
const content = {
  pages: [{ title: '務め', text: '困る前に聞く。' }],
  questions: [{ ask: 'いつ聞きますか', options: ['困る前', '困った後'], right: 0, why: '早い' }],
  needed: 1,
}

/** A course that is written; its version is 2. */
async function written(world: World): Promise<string> {
  await open(world)
  const chief = await world.as('chief')
  const { body } = await chief.post<{ id: string }>('/api/courses', about)
  await chief.put(`/api/courses/${body.id}`, { ...about, content }, { ifMatch: 1 })
  return body.id
}

/** A course that is taught; its version is 3. */
async function published(world: World): Promise<string> {
  const id = await written(world)
  await (await world.as('chief')).post(`/api/courses/${id}/publish`, {}, { ifMatch: 2 })
  return id
}

const plan = {
  round: 'training',
  title: '責任者の集まり',
  place: '大会議室',
  beginsAt: '2026-10-05T10:00:00+09:00',
  units: [],
}

async function planned(world: World): Promise<string> {
  await open(world)
  const { body } = await (
    await world.as('chief')
  ).post<{ id: string }>('/api/course-sessions', plan)
  return body.id
}

export const courseSamples: readonly Sample[] = [
  {
    route: 'GET /api/courses',
    request: () => ({ url: '/api/courses' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/courses',
    request: () => ({ url: '/api/courses', body: about }),
    may: making,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/courses/:id',
    request: async (world) => ({ url: `/api/courses/${await published(world)}` }),
    may: making,
  },
  {
    route: 'PUT /api/courses/:id',
    request: async (world) => ({
      url: `/api/courses/${await published(world)}`,
      body: { ...about, content },
      ifMatch: 3,
    }),
    may: making,
  },
  {
    route: 'POST /api/courses/:id/publish',
    request: async (world) => ({
      url: `/api/courses/${await written(world)}/publish`,
      ifMatch: 2,
    }),
    may: making,
  },
  {
    route: 'POST /api/courses/:id/withdraw',
    request: async (world) => ({
      url: `/api/courses/${await published(world)}/withdraw`,
      ifMatch: 3,
    }),
    may: making,
  },
  {
    route: 'GET /api/courses/:id/lesson',
    request: async (world) => ({ url: `/api/courses/${await published(world)}/lesson` }),
    may: taking,
  },
  {
    route: 'PUT /api/courses/:id/lesson',
    request: async (world) => ({
      url: `/api/courses/${await published(world)}/lesson`,
      body: { edition: 1, page: 1 },
    }),
    may: taking,
  },
  {
    route: 'POST /api/courses/:id/answers',
    request: async (world) => ({
      url: `/api/courses/${await published(world)}/answers`,
      body: { edition: 1, answers: [1] },
    }),
    may: taking,
  },
  {
    route: 'POST /api/course-sessions',
    request: async (world) => {
      await open(world)
      return { url: '/api/course-sessions', body: plan }
    },
    may: making,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/course-sessions/:id',
    request: async (world) => ({ url: `/api/course-sessions/${await planned(world)}` }),
    may: making,
  },
  {
    route: 'GET /api/course-sessions/:id/code',
    request: async (world) => ({ url: `/api/course-sessions/${await planned(world)}/code` }),
    may: making,
  },
  {
    route: 'POST /api/course-sessions/:id/attendance',
    request: async (world) => {
      const id = await planned(world)
      const { body } = await (
        await world.as('chief')
      ).get<{ url: string }>(`/api/course-sessions/${id}/code`)
      return {
        url: `/api/course-sessions/${id}/attendance`,
        body: { code: new URL(body.url).searchParams.get('code') },
      }
    },
    may: taking,
  },
  {
    route: 'PUT /api/course-sessions/:id/list',
    request: async (world) => ({
      url: `/api/course-sessions/${await planned(world)}/list`,
      body: { present: [world.persons.worksHead], absent: [] },
      ifMatch: 1,
    }),
    may: making,
  },
  {
    route: 'POST /api/course-sessions/:id/end',
    request: async (world) => {
      const id = await planned(world)
      await (
        await world.as('chief')
      ).put(
        `/api/course-sessions/${id}/list`,
        { present: [world.persons.worksHead], absent: [] },
        { ifMatch: 1 },
      )
      return { url: `/api/course-sessions/${id}/end`, ifMatch: 2 }
    },
    may: making,
  },
  {
    route: 'POST /api/course-sessions/:id/cancel',
    request: async (world) => ({
      url: `/api/course-sessions/${await planned(world)}/cancel`,
      ifMatch: 1,
    }),
    may: making,
  },
  {
    route: 'GET /api/course-sessions/:id/list.pdf',
    request: async (world) => ({ url: `/api/course-sessions/${await planned(world)}/list.pdf` }),
    may: making,
  },
]
