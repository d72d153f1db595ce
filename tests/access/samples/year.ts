import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'

export const yearSamples: readonly Sample[] = [
  {
    route: 'GET /api/year',
    request: () => ({ url: '/api/year' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/roles/:role/year',
    request: () => ({ url: '/api/roles/chief-officer/year' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/units/:id/year',
    request: async (world) => ({ url: `/api/units/${world.units.welfare}/year` }),
    may: ['head', 'chief', 'admin'],
  },
  {
    route: 'GET /api/calendar/:file',
    request: () => ({ url: '/api/calendar/unknown.ics' }),
    may: own,
    open: true,
  },
  {
    route: 'GET /api/account/calendar',
    request: () => ({ url: '/api/account/calendar' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/account/calendar',
    request: () => ({ url: '/api/account/calendar' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/account/calendar',
    request: async (world, persona) => {
      if (persona !== 'nobody') await (await world.as(persona)).post('/api/account/calendar')
      return { url: '/api/account/calendar' }
    },
    may: own,
    foreignersOwn: true,
  },
]
