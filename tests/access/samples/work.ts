import type { Sample } from '../sample.ts'
import { keepers } from './organization.ts'

const ids = ['01890000-0000-7000-8000-000000000001']

export const workSamples: readonly Sample[] = [
  {
    route: 'GET /api/work',
    request: () => ({ url: '/api/work' }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/work/retry',
    request: () => ({ url: '/api/work/retry', body: { ids } }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/work/give-up',
    request: () => ({ url: '/api/work/give-up', body: { ids } }),
    may: keepers,
    foreignersOwn: true,
  },
]
