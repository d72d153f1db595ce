import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'

const file = { name: '証拠.txt', type: 'text/plain', content: '避難支援の名簿の控え' }

export const fileSamples: readonly Sample[] = [
  {
    route: 'POST /api/files',
    request: () => ({ url: '/api/files', file }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/files/:id',
    may: ['clerk'],
    request: async (world) => ({
      url: `/api/files/${(await (await world.as('clerk')).upload<{ id: string }>('/api/files', file)).body.id}`,
    }),
  },
]
