import type { SampleView } from '#features/audits/contract.ts'
import { runRounds } from '#features/rounds/server/public.ts'
import type { World } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'

/** 総務課長 audits 福祉課; nobody else sees the papers while it goes on. */
const auditing = ['chief'] as const
const item = 'audit/server/power'

async function audit(world: World): Promise<string> {
  await runRounds({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
  return world.transact(async (tx) => {
    const { id } = await tx.db
      .selectFrom('occurrences')
      .select('id')
      .where('organization_id', '=', world.organizationId)
      .where('round', '=', 'audits')
      .where('subject_id', '=', world.units.welfare)
      .executeTakeFirstOrThrow()
    return id
  })
}

async function sample(world: World): Promise<{ id: string; sample: SampleView }> {
  const id = await audit(world)
  await (
    await world.as('head')
  ).post('/api/registers/servers/entries', { fields: { name: '抜き取るサーバ' } })
  const { body } = await (
    await world.as('chief')
  ).post<SampleView>(`/api/audits/${id}/samples`, { item, source: 'lines/servers', size: 1 })
  return { id, sample: body }
}

export const auditSamples: readonly Sample[] = [
  {
    route: 'GET /api/audits',
    request: () => ({ url: '/api/audits' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/audits/:id',
    request: async (world) => ({ url: `/api/audits/${await audit(world)}` }),
    may: auditing,
  },
  {
    route: 'GET /api/audits/:id/item',
    request: async (world) => ({ url: `/api/audits/${await audit(world)}/item?item=${item}` }),
    may: auditing,
  },
  {
    route: 'POST /api/audits/:id/samples',
    request: async (world) => ({
      url: `/api/audits/${await audit(world)}/samples`,
      body: { item, source: 'lines/servers', size: 1 },
    }),
    may: auditing,
  },
  {
    route: 'POST /api/audits/:id/samples/:sample/marks',
    request: async (world) => {
      const { id, sample: drawn } = await sample(world)
      return {
        url: `/api/audits/${id}/samples/${drawn.id}/marks`,
        body: { record: drawn.records[0]!.id, mark: 'kept' },
      }
    },
    may: auditing,
  },
  {
    route: 'POST /api/audits/:id/grades',
    request: async (world) => ({
      url: `/api/audits/${await audit(world)}/grades`,
      body: { item, grade: 'improvement' },
    }),
    may: auditing,
  },
  {
    route: 'POST /api/audits/:id/notes',
    request: async (world) => ({
      url: `/api/audits/${await audit(world)}/notes`,
      body: { item, note: 'あとで聞く' },
    }),
    may: auditing,
  },
  {
    route: 'POST /api/occurrences/:id/members',
    request: async (world) => ({
      url: `/api/occurrences/${await audit(world)}/members`,
      body: { person: world.persons.ciso },
    }),
    may: auditing,
  },
]
