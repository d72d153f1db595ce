import type { Sample } from '../sample.ts'
import { keepers } from './organization.ts'

export const startSamples: readonly Sample[] = [
  {
    route: 'GET /api/start',
    request: () => ({ url: '/api/start' }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/start/:line/aside',
    request: () => ({ url: '/api/start/forms/aside', body: { word: '今の紙でよい' } }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'DELETE /api/start/:line/aside',
    request: async (world) => {
      await (await world.as('admin')).post('/api/start/forms/aside', { word: '今の紙でよい' })
      await (await world.as('foreignAdmin')).post('/api/start/forms/aside', { word: 'あとで' })
      return { url: '/api/start/forms/aside' }
    },
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/start/mail',
    request: async (world) => {
      await world.transact(({ db, organization }) =>
        db
          .updateTable('persons')
          .set({ email: 'someone@example.jp' })
          .where('organization_id', '=', organization.id)
          .execute(),
      )
      return { url: '/api/start/mail' }
    },
    may: keepers,
    foreignersOwn: true,
  },
]
