import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'

const plan = { beginsAt: '2026-11-02T08:00:00+09:00', place: '会議室', topics: [] }
const meeting = async (world: World): Promise<string> =>
  (await (await world.as('chief')).post<{ id: string }>('/api/bodies/committee/meetings', plan))
    .body.id
/** The committee of ひなた町 has neither chair nor secretary: any member calls and records meetings. */
const members = ['head', 'chief'] as const

export const meetingSamples: readonly Sample[] = [
  {
    route: 'GET /api/bodies',
    request: () => ({ url: '/api/bodies' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/bodies/:body',
    request: () => ({ url: '/api/bodies/committee' }),
    may: members,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/bodies/:body/meetings',
    request: () => ({ url: '/api/bodies/committee/meetings', body: plan }),
    may: members,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/meetings/:id',
    request: async (world) => ({ url: `/api/meetings/${await meeting(world)}` }),
    may: members,
  },
  {
    route: 'PUT /api/meetings/:id',
    request: async (world) => ({
      url: `/api/meetings/${await meeting(world)}`,
      body: plan,
      ifMatch: 1,
    }),
    may: members,
  },
  {
    route: 'POST /api/meetings/:id/record',
    may: members,
    request: async (world) => ({
      url: `/api/meetings/${await meeting(world)}/record`,
      body: { attendees: [world.persons.chief], minutes: '確かめた', decisions: [] },
      ifMatch: 1,
    }),
  },
  {
    route: 'POST /api/meetings/:id/cancel',
    request: async (world) => ({
      url: `/api/meetings/${await meeting(world)}/cancel`,
      body: { reason: '集まれない' },
      ifMatch: 1,
    }),
    may: members,
  },
  {
    route: 'GET /api/meetings/:id/minutes.pdf',
    request: async (world) => ({ url: `/api/meetings/${await meeting(world)}/minutes.pdf` }),
    may: members,
  },
]
