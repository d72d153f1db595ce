import { transfer } from '#features/transfers/server/queries.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'
import { keepers } from './organization.ts'

const list = (unit = '建設課', post = '') =>
  `氏名,ふりがな,所属,職,雇用区分\r\n林 緑,はやし みどり,${unit},${post},正規`
const file = { name: '異動.csv', type: 'text/csv', content: list() }

let names = 0
/** A name that nothing has yet: what one persona makes is there for the next. */
const freshName = (): string => `観光交流${(names += 1)}`

/** A sent list of transfers with a day far ahead. */
async function sendList(world: World, unit?: string, post?: string): Promise<string> {
  const answer = await (
    await world.as('admin')
  ).upload<{ id: string }>(
    '/api/transfers',
    { ...file, content: list(unit, post) },
    { on: '2027-04-01', everyone: 'false' },
  )
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body.id
}
const at = (path: string) => async (world: World) => ({
  url: `/api/transfers/${await sendList(world)}${path}`,
})

export const transferSamples: readonly Sample[] = [
  {
    route: 'GET /api/transfers',
    request: () => ({ url: '/api/transfers' }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/transfers',
    request: () => ({
      url: '/api/transfers',
      file,
      fields: { on: '2027-04-01', everyone: 'false' },
    }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/transfers/roster.xlsx',
    request: () => ({ url: '/api/transfers/roster.xlsx' }),
    may: keepers,
    foreignersOwn: true,
  },
  { route: 'GET /api/transfers/:id', request: at(''), may: keepers },
  { route: 'GET /api/transfers/:id/moves', request: at('/moves'), may: keepers },
  { route: 'GET /api/transfers/:id/faults.xlsx', request: at('/faults.xlsx'), may: keepers },
  { route: 'GET /api/transfers/:id/loose-ends', request: at('/loose-ends'), may: keepers },
  {
    route: 'PUT /api/transfers/:id/ranks',
    request: async (world) => ({
      url: `/api/transfers/${await sendList(world)}/ranks`,
      body: { ranks: ['主事'] },
    }),
    may: keepers,
  },
  {
    route: 'POST /api/transfers/:id/plan',
    request: async (world) => {
      const id = await sendList(world)
      const { effect } = await world.runQuery('admin', transfer, { id })
      return { url: `/api/transfers/${id}/plan`, body: { acceptWarnings: true, effect } }
    },
    may: keepers,
  },
  {
    route: 'POST /api/transfers/:id/units',
    request: async (world) => {
      const unit = freshName()
      return {
        url: `/api/transfers/${await sendList(world, unit)}/units`,
        body: { names: [unit] },
      }
    },
    may: keepers,
  },
  {
    route: 'POST /api/transfers/:id/posts',
    request: async (world) => {
      const title = freshName()
      return {
        url: `/api/transfers/${await sendList(world, '建設課', title)}/posts`,
        body: { titles: [title], leads: 'none' },
      }
    },
    may: keepers,
  },
  {
    route: 'POST /api/transfers/:id/withdraw',
    request: async (world) => ({
      url: `/api/transfers/${await sendList(world)}/withdraw`,
      body: {},
    }),
    may: keepers,
  },
]

/** A drill that the chief began. */
async function beginDrill(world: World): Promise<string> {
  return (
    await (
      await world.as('chief')
    ).post<{ id: string }>('/api/calls', { drill: true, message: '訓練です' })
  ).body.id
}
/** The personas whom the emergency network reaches. */
const called: readonly Persona[] = ['head', 'chief', 'admin']

async function tokenOf(world: World): Promise<string> {
  const id = await beginDrill(world)
  const rows = await world.transact(({ db }) =>
    db
      .selectFrom('outbox')
      .select('payload')
      .where('kind', '=', 'mail')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute(),
  )
  const link = rows
    .map((row) => (row.payload as { href?: string }).href ?? '')
    .find((href) => href.startsWith('/calls/link/'))
  return link?.split('/').at(-1) ?? id
}

export const callSamples: readonly Sample[] = [
  {
    route: 'GET /api/calls',
    request: () => ({ url: '/api/calls' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/calls',
    request: () => ({ url: '/api/calls', body: { drill: true, message: '訓練です' } }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/calls/:id',
    request: async (world) => ({ url: `/api/calls/${await beginDrill(world)}` }),
    may: called,
  },
  {
    route: 'POST /api/calls/:id/answer',
    request: async (world) => ({
      url: `/api/calls/${await beginDrill(world)}/answer`,
      body: { state: 'ready' },
    }),
    may: ['head', 'chief'],
  },
  {
    route: 'POST /api/calls/:id/answers/:person',
    request: async (world) => ({
      url: `/api/calls/${await beginDrill(world)}/answers/${world.persons.head}`,
      body: { state: 'ready', was: null },
    }),
    may: keepers,
  },
  {
    route: 'POST /api/calls/:id/remind',
    request: async (world) => ({ url: `/api/calls/${await beginDrill(world)}/remind`, body: {} }),
    may: keepers,
  },
  {
    route: 'POST /api/calls/:id/end',
    request: async (world) => ({ url: `/api/calls/${await beginDrill(world)}/end`, body: {} }),
    may: keepers,
  },
  {
    route: 'GET /api/calls/:id/print.pdf',
    request: async (world) => ({ url: `/api/calls/${await beginDrill(world)}/print.pdf` }),
    may: keepers,
  },
  {
    route: 'GET /api/calls/link/:token',
    request: async (world) => ({ url: `/api/calls/link/${await tokenOf(world)}` }),
    may: own,
    open: true,
  },
  {
    route: 'POST /api/calls/link/:token',
    request: async (world) => ({
      url: `/api/calls/link/${await tokenOf(world)}`,
      body: { state: 'ready' },
    }),
    may: own,
    open: true,
  },
]
