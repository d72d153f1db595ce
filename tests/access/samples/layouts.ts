import { officeForm } from '../../documents/layoutBooks.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'
import { keepers } from './organization.ts'
import { sentCase } from './cases.ts'

const layout = async () => ({
  name: '様式.xlsx',
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  content: Buffer.from(await officeForm({ A6: null, B6: null, C6: null })),
})
const url = '/api/layouts/take-out'

/** Puts a layout into use as an administrator; returns its version. */
async function putLayout(world: World): Promise<number> {
  return (await (await world.as('admin')).upload<{ version: number }>(url, await layout())).body
    .version
}
const at = (path: string) => async (world: World) => ({
  url: `${url}/versions/${await putLayout(world)}/${path}`,
})
/** The same readers as those of the case. */
const readers: readonly Persona[] = ['colleague', 'clerk', 'head', 'chief']

export const layoutSamples: readonly Sample[] = [
  {
    route: 'GET /api/layouts',
    request: () => ({ url: '/api/layouts' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/layouts/:procedure',
    request: () => ({ url }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/layouts/:procedure/start.xlsx',
    request: () => ({ url: `${url}/start.xlsx` }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/layouts/:procedure',
    request: async () => ({ url, file: await layout() }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/layouts/:procedure/preview',
    request: async () => ({ url: `${url}/preview`, file: await layout() }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/layouts/:procedure/take-back',
    request: async (world) => (await putLayout(world), { url: `${url}/take-back`, body: {} }),
    may: keepers,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/layouts/:procedure/versions/:version/use',
    request: async (world) => ({ url: `${url}/versions/${await putLayout(world)}/use`, body: {} }),
    may: keepers,
  },
  {
    route: 'GET /api/layouts/:procedure/versions/:version/file.xlsx',
    request: at('file.xlsx'),
    may: keepers,
  },
  {
    route: 'GET /api/layouts/:procedure/versions/:version/preview',
    request: at('preview'),
    may: keepers,
  },
  {
    route: 'GET /api/layouts/:procedure/versions/:version/example.xlsx',
    request: at('example.xlsx'),
    may: keepers,
  },
  {
    route: 'GET /api/cases/:id/layout.xlsx',
    request: async (world) => (
      await putLayout(world),
      { url: `/api/cases/${await sentCase(world)}/layout.xlsx` }
    ),
    may: readers,
  },
]
