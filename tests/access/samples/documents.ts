import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'

export const documentSamples: readonly Sample[] = [
  {
    route: 'GET /api/documents',
    request: () => ({ url: '/api/documents' }),
    may: own,
    foreignersOwn: true,
  },
]
