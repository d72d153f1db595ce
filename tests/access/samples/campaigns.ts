import { answerLines } from '#features/campaigns/server/answer.ts'
import { beginCampaign } from '#features/campaigns/server/begin.ts'
import { entriesSeen } from '../../support/versions.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Persona, Sample } from '../sample.ts'
import { newAsset } from './registers.ts'

/** The people of the unit, its officers, and administrators. */
const answering: readonly Persona[] = ['colleague', 'clerk', 'head', 'chief', 'admin']
const leading: readonly Persona[] = ['head', 'chief', 'admin']

/** Ends any stocktake; 福祉課 then has an entry to confirm. */
async function endStocktakes(world: World): Promise<string> {
  await world.transact((tx) =>
    tx.db
      .updateTable('campaign_parts')
      .set({ closed_at: tx.now })
      .where('organization_id', '=', world.organizationId)
      .execute(),
  )
  return newAsset(world)
}

async function beginStocktake(world: World): Promise<{ url: string; part: string; line: string }> {
  const line = await endStocktakes(world)
  const { id } = await world.performAction('head', beginCampaign, {
    register: 'assets',
    units: [world.units.welfare],
  })
  const part = await world.transact((tx) =>
    tx.db
      .selectFrom('campaign_parts')
      .select('id')
      .where('organization_id', '=', world.organizationId)
      .where('campaign_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  return { url: `/api/campaigns/${id}`, part: `/api/campaigns/${id}/parts/${part.id}`, line }
}

async function answered(world: World): Promise<string> {
  const { part } = await beginStocktake(world)
  const [, , , id = '', , partId = ''] = part.split('/')
  const lines = await world.transact((tx) =>
    tx.db
      .selectFrom('campaign_lines')
      .select('entry_id')
      .where('organization_id', '=', world.organizationId)
      .where('part_id', '=', partId)
      .execute(),
  )
  await world.performAction('clerk', answerLines, {
    id,
    part: partId,
    entries: await entriesSeen(
      world,
      lines.map((line) => line.entry_id),
    ),
    answer: 'there',
  })
  return part
}

export const campaignSamples: readonly Sample[] = [
  {
    route: 'GET /api/campaigns',
    request: () => ({ url: '/api/campaigns' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/campaigns',
    may: leading,
    request: async (world) => {
      await endStocktakes(world)
      return { url: '/api/campaigns', body: { register: 'assets', units: [world.units.welfare] } }
    },
  },
  {
    route: 'GET /api/campaigns/:id',
    request: async (world) => ({ url: (await beginStocktake(world)).url }),
    may: answering,
  },
  {
    route: 'GET /api/campaigns/:id/print.pdf',
    request: async (world) => ({ url: `${(await beginStocktake(world)).url}/print.pdf` }),
    may: answering,
  },
  {
    route: 'GET /api/campaigns/:id/parts/:part',
    request: async (world) => ({ url: (await beginStocktake(world)).part }),
    may: answering,
  },
  {
    route: 'POST /api/campaigns/:id/parts/:part/answers',
    may: answering,
    request: async (world) => {
      const { part, line } = await beginStocktake(world)
      return {
        url: `${part}/answers`,
        body: { entries: await entriesSeen(world, [line]), answer: 'there' },
      }
    },
  },
  {
    route: 'POST /api/campaigns/:id/parts/:part/close',
    request: async (world) => ({ url: `${await answered(world)}/close`, body: {} }),
    may: leading,
  },
]
